import type { Problem } from "../environment/environment";
import { isConflictMark } from "../json/mergeConflict";
import { decodeUtf8, readJson } from "../json/readJson";
import { pathText } from "../json/wordIssue";
import { FileAccessError, giveWay, type FileSystem, type Pacer } from "../ports";
import { readIfThere } from "../readIfThere";
import { explain, isObject } from "../schema/checked";
import { count } from "../text";
import { ImportHistory } from "./importHistory";
import { importRecordShape, recordVersion, type ImportRecord } from "./importRecord";

/** A longer line was never written by Envferry: 65,000 resources with long labels and reasons take a fifth of it. */
const longestLine = 64 * 1024 * 1024;
/** Damaged lines that are reported one by one; of a file that is something else altogether, the rest is counted. */
const mostProblems = 20;

const newline = 0x0a;
/** Space, tab and the two ends of lines. */
const blanks: ReadonlySet<number> = new Set([0x20, 0x09, newline, 0x0d]);

/** Name of the file in an environment's folder. */
export const historyFileName = "imports.jsonl";

/** Path of the history of an environment, which is a line of JSON for each import. */
export function historyFile(environmentFolder: string): string {
  return `${environmentFolder}/${historyFileName}`;
}

/**
 * Reads the history of an environment. What can't be read becomes a problem with its line, and the other lines hold; without a file
 * there is an empty history. Rejects only when the pacer's job is cancelled.
 */
export async function readHistory(
  fs: FileSystem,
  environmentFolder: string,
  pacer?: Pacer,
): Promise<ImportHistory> {
  const file = historyFile(environmentFolder);
  const records: ImportRecord[] = [];
  const problems: Problem[] = [];
  let damagedLines = 0;
  const note = (line: number, column: number, message: string): void => {
    damagedLines++;
    if (damagedLines <= mostProblems) {
      problems.push({ file, line, column, severity: "warning", code: "history-damaged", message });
    }
  };
  let bytes: Uint8Array;
  try {
    bytes = await fs.readFile(file);
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    if (error.code === "not-found") {
      return ImportHistory.none;
    }
    note(1, 1, `The import history can't be read: ${error.reason}. What earlier imports left isn't known.`);
    return new ImportHistory(records, problems, error);
  }
  let line = 0;
  /** Line of the mark with which a merge conflict begins that hasn't ended yet. */
  let conflict: number | undefined;
  for (let start = 0; start < bytes.length;) {
    line++;
    const end = endOfLine(bytes, start);
    const mark = conflictMark(bytes.subarray(start, end));
    if (mark !== undefined) {
      conflict ??= line;
      if (mark === ">") {
        note(conflict, 1, wordConflict(conflict, line));
        conflict = undefined;
      }
      start = end + 1;
      continue;
    }
    const read = readLine(bytes.subarray(start, end), damagedLines < mostProblems);
    if (read && "record" in read) {
      records.push(read.record);
    } else if (read) {
      note(line, read.column, `The import that this line tells of isn't known: ${read.why}.`);
    }
    start = end + 1;
    if (pacer) {
      await giveWay(pacer);
    }
  }
  if (conflict !== undefined) {
    note(conflict, 1, wordConflict(conflict, line));
  }
  const unnamed = damagedLines - problems.length;
  const last = problems.at(-1);
  if (unnamed > 0 && last) {
    const message = `${last.message} The same goes for ${count(unnamed, "more line")} below.`;
    problems.splice(-1, 1, { ...last, message });
  }
  return new ImportHistory(records, problems);
}

/** A line of the file as it is written: compact and with its keys in order. */
export function recordLine(record: ImportRecord): string {
  return `${JSON.stringify(importRecordShape.arrange(record))}\n`;
}

/**
 * Adds one line at the end. What is there already, damaged lines included, keeps its bytes; a last line that was cut off gets its
 * end, so that it damages only itself. Whoever calls this holds the environment's lock. Rejects with a {@link FileAccessError}; the
 * file is then as it was.
 */
export async function appendRecord(
  fs: FileSystem,
  environmentFolder: string,
  record: ImportRecord,
): Promise<void> {
  const file = historyFile(environmentFolder);
  const before = (await readIfThere(fs, file)) ?? new Uint8Array();
  const isCutOff = before.length > 0 && before[before.length - 1] !== newline;
  const added = new TextEncoder().encode(`${isCutOff ? "\n" : ""}${recordLine(record)}`);
  const after = new Uint8Array(before.length + added.length);
  after.set(before);
  after.set(added, before.length);
  await fs.writeFile(file, after, { durable: true });
}

/** The sign of which a mark of a merge conflict is made; undefined for any other line. */
function conflictMark(line: Uint8Array): string | undefined {
  const begin = String.fromCharCode(...line.subarray(0, 8));
  return isConflictMark(begin) ? begin.charAt(0) : undefined;
}

function wordConflict(from: number, to: number): string {
  return `A merge conflict isn't resolved in lines ${from} to ${to}: keep the lines of both sides, each import once, and delete those with the marks.`;
}

function endOfLine(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(newline, start);
  return end === -1 ? bytes.length : end;
}

interface DamagedLine {
  /** Why, in words that follow a colon. */
  readonly why: string;
  readonly column: number;
}

/**
 * What a line tells; undefined for one that is empty, which tells nothing. Why one can't be read is only worked out where it `isTold`,
 * since that takes far longer than reading it.
 */
function readLine(
  bytes: Uint8Array,
  isTold: boolean,
): { readonly record: ImportRecord } | DamagedLine | undefined {
  if (bytes.length > longestLine) {
    return { why: "it is longer than any that Envferry writes", column: 1 };
  }
  if (bytes.every((byte) => blanks.has(byte))) {
    return undefined;
  }
  const json = readJson(bytes);
  if (!json.ok) {
    return decodeUtf8(bytes) === undefined
      ? { why: "it isn't UTF-8 text", column: 1 }
      : { why: "it isn't JSON, or was cut off", column: json.problems[0]?.position.column ?? 1 };
  }
  if (importRecordShape.accepts(json.value)) {
    return { record: json.value as ImportRecord };
  }
  if (!isTold) {
    return { why: "", column: 1 };
  }
  const version = isObject(json.value) ? json.value["formatVersion"] : undefined;
  if (typeof version === "number" && version > recordVersion) {
    return { why: `a newer version of Envferry wrote it (format ${version})`, column: 1 };
  }
  const [{ path, message } = { path: [], message: "isn't valid" }] = explain(importRecordShape, json.value);
  return { why: `${path.length === 0 ? "it" : pathText(path)} ${message}`, column: 1 };
}
