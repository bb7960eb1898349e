import type { DefinitionIssue } from "../resources/resourceType";
import { isObject, type JsonPath } from "../schema/checked";
import { pathText } from "../json/wordIssue";
import { codePointText } from "../text";

/** Characters that turn the direction of what is written around them (https://www.unicode.org/reports/tr9/). */
const turning = /[\u202a-\u202e\u2066-\u2069]/;

/** Texts with characters that nobody sees and that make other text look like something else. Most files can't have one, which is told from their bytes. */
export function* checkDirection(bytes: Uint8Array, definition: unknown): Iterable<DefinitionIssue> {
  if (mayTurn(bytes)) {
    yield* turningIn(definition, []);
  }
}

/** Such a character is three bytes that begin with E2, or an escape. */
function mayTurn(bytes: Uint8Array): boolean {
  return bytes.includes(0xe2) || bytes.includes(0x5c);
}

function* turningIn(value: unknown, path: JsonPath): Iterable<DefinitionIssue> {
  if (typeof value === "string") {
    const found = turning.exec(value)?.[0];
    if (found !== undefined) {
      yield {
        code: "text-direction",
        severity: "warning",
        message: `${pathText(path)} holds the invisible character ${codePointText(found)}, which turns the direction of the text around it. Remove it.`,
        path,
        about: path.join(" "),
      };
    }
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* turningIn(item, [...path, index]);
    }
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      yield* turningIn(inner, [...path, key]);
    }
  }
}
