import type { EnvironmentHeader } from "../environment/environment";
import { historyFile } from "../history/historyFile";
import type { ImportHistory } from "../history/importHistory";
import type { ImportRecord } from "../history/importRecord";
import type { DamagedHistoryNode, HistoryNode, ImportFate, ImportNode, MoreNode } from "./treeNode";

/** Imports that are shown at once: what is older is seldom looked for. */
export const historyPageSize = 50;

export function historyId(header: EnvironmentHeader): string {
  return historyFile(header.folder);
}

/** The row above an environment's imports; undefined when there was none yet. */
export function historyNode(header: EnvironmentHeader, history: ImportHistory): HistoryNode | undefined {
  const imports = importsOf(history);
  return imports.length + history.problems.length === 0
    ? undefined
    : {
        kind: "history",
        id: historyId(header),
        environment: header.name,
        count: imports.length,
        damaged: history.problems.length,
        canUndo: history.standing.length > 0,
      };
}

/**
 * Lines that can't be read, then the imports, the newest first: at most `limit`, and a row for the rest. What took an import back is told
 * by the import's own row. `last` is the import that is undone next, where the files tell more of that than the order of the lines.
 */
export function historyChildren(
  header: EnvironmentHeader,
  history: ImportHistory,
  limit: number,
  last = history.standing.at(-1),
): (DamagedHistoryNode | ImportNode | MoreNode)[] {
  const id = historyId(header);
  const damaged = history.problems.map((problem): DamagedHistoryNode => ({
    kind: "damagedHistory",
    id: `${id}/${problem.line}`,
    environment: header.name,
    file: problem.file,
    problem,
  }));
  const imports = importsOf(history).toReversed();
  const shown = imports.slice(0, limit).map((record): ImportNode => {
    const takenBack = history.takenBackBy(record.id);
    return {
      kind: "import",
      id: `${id}/${record.id}`,
      environment: header.name,
      record,
      fate: fateOf(record, takenBack),
      takenBackAt: takenBack?.at,
      canUndo: record === last,
    };
  });
  const hidden = imports.length - shown.length;
  return [
    ...damaged,
    ...shown,
    ...(hidden > 0 ? [{ kind: "more" as const, id: `${id}/…`, group: id, hidden }] : []),
  ];
}

/** The imports that a history tells of, the oldest first, without what took them back. */
export function importsOf({ byTime }: ImportHistory): readonly ImportRecord[] {
  return byTime;
}

/** What became of an import in the end, given what took it back last. */
export function fateOf({ outcome }: ImportRecord, takenBack: ImportRecord | undefined): ImportFate {
  if (!takenBack) {
    return outcome;
  }
  const isWhole = takenBack.outcome === "complete";
  if (takenBack.kind === "undo") {
    return isWhole ? "undone" : "partly-undone";
  }
  return isWhole ? "rolled-back" : "partly-rolled-back";
}
