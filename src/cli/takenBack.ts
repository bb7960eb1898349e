import type { JournalItem } from "../core/apply/journalFiles";
import type { ImportRecord } from "../core/history/importRecord";
import { FileAccessError } from "../core/ports";
import { count } from "../core/text";
import { utcText } from "../core/time";
import type { CommandContext } from "./commandContext";
import { CommandFailure, exitCodes, printJson, printLine, type ExitCode } from "./io";

/** How undoing an import, or ending an interrupted one, came out. */
export interface TakenBack {
  readonly outcome: "undone" | "finished" | "rolled-back" | "partial" | "refused" | "nothing-to-do";
  readonly exitCode: ExitCode;
  /** Sentences for people; on standard error unless all went well. */
  readonly sentences: readonly string[];
  /** The import that it is about, as far as one was found. */
  readonly record?: ImportRecord;
  /** All that was taken back with it: the imports that brought the rest of it among them. */
  readonly parts?: readonly ImportRecord[];
  /** What became of its files; left out when none was touched. */
  readonly items?: readonly JournalItem[];
}

/** Files that are named before the rest is counted. */
const shownFiles = 100;

/** A sentence for each file that doesn't hold what it should. */
export function leftSentences(items: readonly JournalItem[]): string[] {
  const reasons = items.flatMap((item) => (item.state === "done" ? [] : [item.reason]));
  const hidden = reasons.length - shownFiles;
  return [
    ...reasons.slice(0, shownFiles),
    ...(hidden > 0 ? [`And ${count(hidden, "more file")}; --json names all.`] : []),
  ];
}

/** "2 files of Staging were put back, 1 was as before already": what was touched is told apart from what needn't be. */
export function describeDone(
  items: readonly JournalItem[],
  target: string,
  words: { readonly written: string; readonly others: string },
): string {
  const done = items.flatMap((item) => (item.state === "done" ? [item.isWritten] : []));
  const written = done.filter((isWritten) => isWritten).length;
  const others = done.length - written;
  const were = (amount: number): string => (amount === 1 ? "was" : "were");
  if (others === 0) {
    return `${count(written, "file")} of ${target} ${were(written)} ${words.written}`;
  }
  return written === 0
    ? `${count(others, "file")} of ${target} ${were(others)} ${words.others}`
    : `${count(written, "file")} of ${target} ${were(written)} ${words.written}, ${others.toLocaleString("en")} ${were(others)} ${words.others}`;
}

/** "The import of Sales 1.2 of 31 January 2026, 12:00 UTC" */
export function nameImport({ at, package: { name, version } }: ImportRecord): string {
  return `The import of ${version === undefined ? name : `${name} ${version}`} of ${utcText(at)}`;
}

/** Ends the command when what an environment keeps of its imports can't be read or written. */
export function onRefusedFile(error: unknown): never {
  if (error instanceof FileAccessError) {
    throw new CommandFailure(
      exitCodes.refused,
      `${error.path} can't be read or written: ${error.reason}. Nothing was changed.`,
    );
  }
  throw error;
}

export function printTakenBack(
  { outcome, exitCode, sentences, record, parts, items = [] }: TakenBack,
  { json }: { readonly json?: true },
  { io, exit }: CommandContext,
): void {
  exit(exitCode);
  if (json) {
    printJson(io.stdout, {
      outcome,
      import: record && { id: record.id, at: record.at, package: record.package },
      ...(parts && { parts: parts.map(({ id, at }) => ({ id, at })) }),
      resources: items.map(({ ref, file, ...rest }) => ({
        type: ref.type,
        name: ref.name,
        file,
        state: rest.state,
        ...(rest.state === "done" ? { written: rest.isWritten } : { reason: rest.reason }),
      })),
      messages: sentences,
    });
  }
  const isText = exitCode === exitCodes.done && !json;
  sentences.forEach((sentence) => printLine(isText ? io.stdout : io.stderr, sentence));
}
