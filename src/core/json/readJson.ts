import { parse, printParseErrorCode, type ParseError } from "jsonc-parser";
import { failure, success, type Result } from "../result";
import { findMergeConflict } from "./mergeConflict";
import { fileStart, LineIndex, type Position } from "./position";

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
  const conflict = findMergeConflict(text);
  if (conflict) {
    return {
      message: `The file ${conflict.words}.`,
      position: new LineIndex(text).positionAt(conflict.offset),
    };
  }
  const first = findSyntaxError(text);
  const words = first && syntaxWords[printParseErrorCode(first.error)];
  return {
    message: `The file is not valid JSON: ${words ?? "it can't be read"}.`,
    position: new LineIndex(text).positionAt(first?.offset ?? 0),
  };
}

function findSyntaxError(text: string): ParseError | undefined {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    // The parser calls itself for each level; what it noted before it ran out of stack still holds.
    if (!(error instanceof RangeError)) {
      throw error;
    }
  }
  return errors[0];
}
