import { parse, parseTree, findNodeAtLocation, printParseErrorCode, type ParseError } from "jsonc-parser";
import type { JsonPath } from "../schema/checked";
import { failure, success, type Result } from "../result";

/** A place in a text file; both count from 1, columns in UTF-16 code units as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export const fileStart: Position = { line: 1, column: 1 };

export interface JsonProblem {
  readonly message: string;
  readonly position: Position;
}

/**
 * Reads strict JSON (no comments, no trailing commas) from UTF-8 bytes, with or without a byte order mark.
 * Fails with one problem that names the place.
 */
export function readJson(bytes: Uint8Array): Result<unknown, JsonProblem> {
  const text = decodeUtf8(bytes);
  if (text === undefined) {
    return failure({ message: "The file is not UTF-8 text.", position: fileStart });
  }
  try {
    return success(JSON.parse(text));
  } catch {
    return failure(explainSyntax(text));
  }
}

/** The text of UTF-8 bytes without a byte order mark; undefined for bytes that aren't UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    // A decoder that failed keeps state in some engines, so each call has its own.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const syntaxWords: Readonly<Record<string, string>> = {
  InvalidSymbol: "an unknown word or sign",
  InvalidNumberFormat: "a number that isn't JSON",
  PropertyNameExpected: "a property name in double quotes is missing",
  ValueExpected: "a value is missing",
  ColonExpected: "a colon is missing",
  CommaExpected: "a comma is missing",
  CloseBraceExpected: "a closing brace } is missing",
  CloseBracketExpected: "a closing bracket ] is missing",
  EndOfFileExpected: "something follows after the end of the JSON",
  InvalidCommentToken: "comments aren't allowed here",
  UnexpectedEndOfComment: "a comment isn't closed, and comments aren't allowed here",
  UnexpectedEndOfString: "a text isn't closed",
  UnexpectedEndOfNumber: "a number isn't complete",
  InvalidUnicode: "a \\u escape isn't valid",
  InvalidEscapeCharacter: "a \\ escape isn't valid",
  InvalidCharacter: "a control character must be escaped",
};

function explainSyntax(text: string): JsonProblem {
  if (text.trim() === "") {
    return { message: "The file is empty; it should hold a JSON object.", position: fileStart };
  }
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  const words = first && syntaxWords[printParseErrorCode(first.error)];
  return {
    message: `The file is not valid JSON: ${words ?? "it can't be read"}.`,
    position: positionAt(text, first?.offset ?? 0),
  };
}

/** The place of the value at `path`, or of its nearest parent that exists. */
export function locate(bytes: Uint8Array, path: JsonPath): Position {
  const text = decodeUtf8(bytes);
  const root = text === undefined ? undefined : parseTree(text);
  if (text === undefined || root === undefined) {
    return fileStart;
  }
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) {
      return positionAt(text, node.offset);
    }
  }
  return positionAt(text, root.offset);
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}
