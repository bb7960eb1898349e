import type { Environment } from "../environment/environment";
import { appendRecord, readHistory } from "../history/historyFile";
import type { ImportHistory } from "../history/importHistory";
import { importContinued } from "../history/importParts";
import type { ImportRecord } from "../history/importRecord";
import { recordOfImport } from "../history/recordOfImport";
import type { ImportPlan } from "../import/importPlan";
import type { InterruptedImport, RunningImport } from "../import/targetConditions";
import {
  FileAccessError,
  giveWay,
  pastCancelling,
  type Agent,
  type FileSystem,
  type Platform,
} from "../ports";
import { applyPlan, type ApplyOptions } from "./applyPlan";
import type { Applied, TargetChanged } from "./applyResult";
import type { PlannedWrite } from "./importRun";
import { readInterrupted } from "./interrupted";
import { encodeJournal, type JournalEntry } from "./journal";
import { keepJournal } from "./keptJournals";
import { underLock } from "./lock";
import { packagedDefinitions } from "./packagedDefinitions";
import { StateFolder } from "./stateFolder";

/** What an import runs on. */
export interface ImportHost {
  readonly platform: Platform;
  readonly agent: Agent;
  /** `envferry/<version>` */
  readonly generator: string;
}

/** Nothing was written, because another import runs or was interrupted, or because the journal can't be written. */
export type ImportRefused =
  | { readonly outcome: "running"; readonly running: RunningImport }
  | { readonly outcome: "interrupted"; readonly interrupted: InterruptedImport }
  /** `reason` is a whole sentence. */
  | { readonly outcome: "not-started"; readonly reason: string };

/** An import that was applied, wholly or in part, and its line in the history. */
export interface Imported extends Applied {
  /** Undefined when nothing was changed. */
  readonly record: ImportRecord | undefined;
  /** Why the history doesn't tell of it, as a whole sentence. */
  readonly historyProblem: string | undefined;
}

/**
 * Imports a plan: as `applyPlan`, but one at a time, with a journal on the disk before the first file is written, and with a line in the
 * environment's history after the last. Whatever ends the process in between leaves either the files as they were or a
 * journal from which `recover` finishes the import or takes it back.
 */
export async function performImport(
  fs: FileSystem,
  target: Environment,
  plan: ImportPlan,
  host: ImportHost,
  options: Pick<ApplyOptions, "onFailure" | "onProgress"> = {},
): Promise<ImportRefused | TargetChanged | Imported> {
  const folder = new StateFolder(fs, target.header.folder);
  let isBegun = false;
  try {
    return await underLock(fs, folder, host.agent, async () => {
      isBegun = true;
      const interrupted = await readInterrupted(fs, folder, host.platform.codec);
      return interrupted
        ? { outcome: "interrupted", interrupted }
        : importUnderLock(fs, folder, target, plan, host, options);
    });
  } catch (error) {
    if (isBegun) {
      throw error;
    }
    return notStarted(error, folder.lockFile);
  }
}

async function importUnderLock(
  fs: FileSystem,
  folder: StateFolder,
  target: Environment,
  plan: ImportPlan,
  host: ImportHost,
  options: Pick<ApplyOptions, "onFailure" | "onProgress">,
): Promise<ImportRefused | TargetChanged | Imported> {
  const { platform } = host;
  let planned: ImportRecord | undefined;
  let refusal: ImportRefused | undefined;
  const beforeWriting = async (writes: readonly PlannedWrite[]): Promise<void> => {
    const entries = await toEntries(writes, platform);
    const writtenHashes = new Map(
      entries.map(({ after }, index) => [writes[index]!.item.file, after.sha256]),
    );
    const record = withContinued(
      await recordOfImport({ plan, target, writtenHashes }, host, platform),
      await readHistory(fs, folder.environmentFolder, platform.pacer),
    );
    const packaged = await packagedDefinitions(plan, target, platform);
    const { environment } = folder;
    const journal = await encodeJournal({ environment, record, entries, packaged }, platform.codec);
    try {
      await fs.writeFile(folder.journalFile, journal, { durable: true });
    } catch (error) {
      refusal = notStarted(error, folder.journalFile);
      throw error;
    }
    planned = record;
  };
  let result: TargetChanged | Applied;
  try {
    result = await applyPlan(fs, target, plan, host.platform, { ...options, beforeWriting });
  } catch (error) {
    if (refusal) {
      return refusal;
    }
    // The journal stays: nobody knows how far this came.
    throw error;
  }
  if (result.outcome === "target-changed") {
    return result;
  }
  if (!planned) {
    // There was nothing that could have been written.
    return { ...result, record: undefined, historyProblem: undefined };
  }
  const touched = result.items.filter(({ state }) => state !== "failed" && state !== "not-attempted");
  const files = touched.map(({ item }) => item.file);
  if (result.outcome === "failed") {
    const historyProblem = (await syncOrWhy(fs, files)) ?? (await removeJournal(fs, folder));
    return { ...result, record: undefined, historyProblem };
  }
  // Files were written: from here on the import is told of, whoever cancels it.
  const told = { ...platform, pacer: pastCancelling(platform.pacer) };
  const record = await recordOfImport({ plan, applied: result, target, planned }, host, told);
  return { ...result, record, historyProblem: await closeJournal(fs, folder, record, files) };
}

/** Notes of which import another one of the same package brings the rest. */
function withContinued(record: ImportRecord, history: ImportHistory): ImportRecord {
  const continued = importContinued(history, record);
  return continued ? { ...record, continues: continued.id } : record;
}

/**
 * Brings the files of an import that is done onto the disk, tells the history of it, and keeps its journal: in this order, so that
 * whatever a power cut leaves, either the files are whole or the journal mends them. Gives why one of the three can't be done, as a
 * whole sentence; the import itself is done whatever comes of it.
 */
export async function closeJournal(
  fs: FileSystem,
  folder: StateFolder,
  record: ImportRecord,
  files: readonly string[],
): Promise<string | undefined> {
  const unsynced = await syncOrWhy(fs, files);
  if (unsynced !== undefined) {
    return unsynced;
  }
  const history = await readHistory(fs, folder.environmentFolder);
  if (history.unreadable) {
    return cannotTell(history.unreadable, "read");
  }
  // Keeping the journal may be all that an earlier try didn't come to.
  const isKnown = history.records.some(({ id }) => id === record.id);
  const problem = isKnown ? undefined : await noteInHistory(fs, folder.environmentFolder, record);
  return problem ?? (await putAway(folder, () => keepJournal(fs, folder, record.id, history)));
}

/** Brings files onto the disk; gives why that can't be done, and what comes of it, as a whole sentence. */
export async function syncOrWhy(fs: FileSystem, files: readonly string[]): Promise<string | undefined> {
  try {
    if (files.length > 0) {
      await fs.syncFiles(files);
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    return `What was written may be lost in a power cut: ${error.path} can't be brought onto the disk (${error.reason}), so that the import will count as interrupted.`;
  }
}

/** Forgets an import of which nothing is left. Gives why that can't be done, as {@link putAway} does. */
export function removeJournal(
  fs: FileSystem,
  folder: StateFolder,
  told?: { readonly isToldTakenBack: boolean },
): Promise<string | undefined> {
  const remove = async (): Promise<void> => {
    await fs.deleteFile(folder.journalFile);
    await fs.syncFiles([folder.journalFile]);
  };
  return putAway(folder, remove, told);
}

/**
 * Takes the journal out of the way. Gives why that can't be done, and what comes of it, as a whole sentence: unless the history tells
 * that the import was taken back, it counts as interrupted.
 */
export async function putAway(
  folder: StateFolder,
  action: () => Promise<void>,
  { isToldTakenBack = false } = {},
): Promise<string | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    const journal = `its journal ${folder.journalFile} can't be put away (${error.reason})`;
    return isToldTakenBack
      ? `The import was taken back, but ${journal}. The next import will replace it.`
      : `The import has ended, but ${journal}, so that it will count as interrupted.`;
  }
}

/** Why the history doesn't tell of something, and what comes of that. */
export function cannotTell({ path, reason }: FileAccessError, verb: "read" | "written"): string {
  return `The history can't tell of this: ${path} can't be ${verb} (${reason}), so that the import will count as interrupted.`;
}

/** Adds a line to the history; gives why that can't be done, as a whole sentence. */
export async function noteInHistory(
  fs: FileSystem,
  environmentFolder: string,
  record: ImportRecord,
): Promise<string | undefined> {
  try {
    await appendRecord(fs, environmentFolder, record);
    return undefined;
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    return cannotTell(error, "written");
  }
}

function notStarted(error: unknown, file: string): ImportRefused {
  if (!(error instanceof FileAccessError)) {
    throw error;
  }
  return {
    outcome: "not-started",
    reason: `Nothing was imported, because ${file}, which makes an import safe, can't be written: ${error.reason}.`,
  };
}

async function toEntries(
  writes: readonly PlannedWrite[],
  { codec, pacer }: Platform,
): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (const { item, before, after } of writes) {
    entries.push({
      ref: item.ref,
      displayName: item.resource.displayName,
      before,
      after: { bytes: after, sha256: await codec.sha256(after) },
    });
    await giveWay(pacer);
  }
  return entries;
}
