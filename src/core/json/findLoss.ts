import { visit } from "jsonc-parser";
import { decodeUtf8 } from "./readJson";

/**
 * What a file would lose by being parsed and written again, in words that follow "it"; undefined when it would lose
 * nothing. JSON allows what JavaScript can't keep: a property twice in one object, and numbers of more than 15 digits.
 */
export function findLoss(bytes: Uint8Array): string | undefined {
  const text = decodeUtf8(bytes) ?? "";
  if (survivesPrinting(text)) {
    return undefined;
  }
  const objects: Set<string>[] = [];
  let loss: string | undefined;
  visit(text, {
    onObjectBegin: () => void objects.push(new Set()),
    onObjectEnd: () => void objects.pop(),
    onObjectProperty: (property, _offset, _length, line) => {
      const properties = objects[objects.length - 1];
      if (properties?.has(property)) {
        loss ??= `has the property "${property}" twice in one object (line ${line + 1})`;
      }
      properties?.add(property);
    },
    onLiteralValue: (value: unknown, offset, length, line) => {
      if (typeof value === "number" && !isExact(text.slice(offset, offset + length), value)) {
        loss ??= `holds the number ${text.slice(offset, offset + length)}, which can't be kept exactly (line ${line + 1})`;
      }
    },
  });
  return loss;
}

/** Whether a text is printed again as it is, as every canonical one is: then nothing was lost. Many times faster than looking. */
function survivesPrinting(text: string): boolean {
  try {
    return `${JSON.stringify(JSON.parse(text), null, 2)}\n` === text;
  } catch {
    return false;
  }
}

/** Whether a number's text says the same as what it is read as. Up to 15 digits always survive. */
function isExact(text: string, value: number): boolean {
  const digits = significantDigits(text);
  if (digits.length > 15) {
    return digits === significantDigits(String(value));
  }
  return Number.isFinite(value) && (value !== 0 || digits === "");
}

/** The digits of a number without sign, point, exponent and the zeros around them. */
function significantDigits(text: string): string {
  return text
    .replace(/[eE].*$/, "")
    .replace(/[-.]/g, "")
    .replace(/^0+/, "")
    .replace(/0+$/, "");
}
