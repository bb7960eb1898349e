import { visit, type JSONVisitor } from "jsonc-parser";
import { printable } from "../text";
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
  const isWhole = visitAll(text, {
    onObjectBegin: () => void objects.push(new Set()),
    onObjectEnd: () => void objects.pop(),
    onObjectProperty: (property, _offset, _length, line) => {
      const properties = objects[objects.length - 1];
      if (properties?.has(property)) {
        loss ??= `has the property "${printable(property, 100)}" twice in one object (line ${line + 1})`;
      }
      properties?.add(property);
    },
    onLiteralValue: (value: unknown, offset, length, line) => {
      if (typeof value === "number" && !isExact(text.slice(offset, offset + length), value)) {
        loss ??= `holds the number ${printable(text.slice(offset, offset + length), 100)}, which can't be kept exactly (line ${line + 1})`;
      }
    },
  });
  return loss ?? (isWhole ? undefined : "is nested too deep to be written again");
}

/** Visits what a JSON text holds; false when it is nested deeper than the parser, which calls itself for each level, can go. */
function visitAll(text: string, visitor: JSONVisitor): boolean {
  try {
    visit(text, visitor);
    return true;
  } catch (error) {
    if (error instanceof RangeError) {
      return false;
    }
    throw error;
  }
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
