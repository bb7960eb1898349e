import type { Applied, AppliedItem } from "../apply/applyResult";
import { plannedBytes } from "../apply/importRun";
import { partPath } from "../compare/describeChange";
import { canonicalHash } from "../environment/canonicalHash";
import type { Environment } from "../environment/environment";
import type { ImportPlan, PlanItem } from "../import/importPlan";
import { removalsOfItem } from "../import/removals";
import { giveWay, type Agent, type Codec, type Platform } from "../ports";
import type { ResourceRef } from "../resources/resourceType";
import { refKey } from "../resources/registry";
import { count, printable } from "../text";
import { recordVersion, type ImportRecord, type RecordedResource } from "./importRecord";

/** Who writes a record. */
export interface Recorder {
  readonly agent: Pick<Agent, "now" | "newId">;
  /** `envferry/<version>` */
  readonly generator: string;
}

/** An import as its record needs to know it. */
export interface ImportToRecord {
  readonly plan: ImportPlan;
  /** What came of applying the plan; undefined for a record that is made beforehand, as if everything could be written. */
  readonly applied?: Applied;
  /** The target as it was before, loaded with a codec. */
  readonly target: Environment;
  /** The record that was made beforehand: the new one keeps its id and time. */
  readonly planned?: ImportRecord;
  /** Hashes of what is written, by file, where they are known; the others are worked out. */
  readonly writtenHashes?: ReadonlyMap<string, string>;
}

/**
 * What the history tells of an import: what became of each resource of the package, and what its file holds afterwards. The id and the
 * time come from the agent. Rejects only when the pacer's job is cancelled.
 */
export async function recordOfImport(
  { plan, applied, target, planned, writtenHashes }: ImportToRecord,
  { agent, generator }: Recorder,
  { codec, pacer }: Platform,
): Promise<ImportRecord> {
  const fates = new Map(applied?.items.map((fate) => [fate.item, fate]));
  const knownHashes = new Map(planned?.resources.map((resource) => [refKey(resource), resource.sha256]));
  const resources: RecordedResource[] = [];
  for (const item of plan.items) {
    const became = whatBecame(item, applied ? fates.get(item) : undefined);
    const isWritten =
      became.outcome === "created" || became.outcome === "updated" || became.outcome === "left-changed";
    const sha256 = isWritten
      ? (knownHashes.get(refKey(item.ref)) ??
        writtenHashes?.get(item.file) ??
        (await codec.sha256(plannedBytes(item))))
      : became.outcome === "unchanged"
        ? (knownHashes.get(refKey(item.ref)) ?? (await hashUnchanged(item, target, codec)))
        : undefined;
    resources.push({
      type: item.ref.type,
      name: item.ref.name,
      displayName: item.resource.displayName,
      action: item.action,
      packageSha256: item.resource.sha256,
      ...(sha256 !== undefined && { sha256 }),
      ...became,
    });
    await giveWay(pacer);
  }
  const { manifest } = plan.package;
  return {
    formatVersion: recordVersion,
    id: planned?.id ?? agent.newId(),
    kind: "import",
    ...(planned?.continues !== undefined && { continues: planned.continues }),
    at: planned?.at ?? agent.now().toISOString(),
    generator,
    package: {
      name: manifest.name,
      ...(manifest.version !== undefined && { version: manifest.version }),
      createdAt: manifest.createdAt,
      source: { name: manifest.source.name, displayName: manifest.source.displayName },
    },
    outcome: resources.some(({ outcome }) => outcome === "not-imported" || outcome === "left-changed")
      ? "partial"
      : "complete",
    resources,
  };
}

/** Of the definition rather than of its file, so that it stays the same when the file is only laid out anew. */
async function hashUnchanged(
  { ref, resource }: PlanItem,
  target: Environment,
  codec: Codec,
): Promise<string | undefined> {
  const loaded = target.resource(ref);
  // A file that is what the package has byte for byte is canonical.
  return loaded?.sha256 === resource.sha256
    ? loaded.sha256
    : loaded && canonicalHash(codec, ref.type, loaded.definition);
}

type Became = Pick<RecordedResource, "outcome" | "detail" | "removed" | "reason">;

/** How many of the things that are taken away are named. */
const mostNames = 20;

/** What an update took away; nothing for one that took nothing away. */
export function removedBy(item: Pick<PlanItem, "changes" | "findings">): Pick<RecordedResource, "removed"> {
  const removals = removalsOfItem(item);
  return removals.length === 0
    ? {}
    : {
        removed: removals.map(({ part, amount, changes }) => ({
          part,
          amount,
          names: changes.slice(0, mostNames).map((change) => printable(partPath(change), 200)),
        })),
      };
}

function whatBecame(item: PlanItem, fate: AppliedItem | undefined): Became {
  switch (item.outcome) {
    case "skip":
      return { outcome: "skipped" };
    case "unchanged":
      return { outcome: "unchanged" };
    case "blocked": {
      const reason = item.findings.find(({ severity }) => severity === "error")?.message;
      return { outcome: "not-imported", ...(reason !== undefined && { reason }) };
    }
    case "create":
    case "update": {
      if (fate && fate.state !== "written") {
        const outcome = fate.state === "left-changed" ? "left-changed" : "not-imported";
        return { outcome, reason: fate.reason };
      }
      return item.outcome === "create"
        ? { outcome: "created" }
        : { outcome: "updated", detail: count(item.changes.length, "change"), ...removedBy(item) };
    }
  }
}

/** What became of one resource when an import was taken back. */
export interface TakenBack {
  readonly ref: ResourceRef;
  /** Why it stays as it is, as a whole sentence; undefined when it is as it was before the import. */
  readonly reason?: string | undefined;
}

/**
 * What the history tells of taking an import back: later, because whoever imported thought better of it (*undo*), or because it failed
 * or was cut off (*roll-back*). What the import hadn't changed isn't listed.
 */
export function recordOfUndo(
  kind: "undo" | "roll-back",
  undone: ImportRecord,
  takenBack: readonly TakenBack[],
  { agent, generator }: Recorder,
): ImportRecord {
  const fates = new Map(takenBack.map((one) => [refKey(one.ref), one]));
  const resources = undone.resources.flatMap((resource): RecordedResource[] => {
    const fate = fates.get(refKey(resource));
    if (!fate) {
      return [];
    }
    const { type, name, displayName, action, packageSha256 } = resource;
    return [
      {
        ...{ type, name, displayName, action, packageSha256 },
        ...(fate.reason === undefined
          ? { outcome: "restored" as const }
          : { outcome: "left-changed" as const, reason: fate.reason }),
      },
    ];
  });
  return {
    formatVersion: recordVersion,
    id: agent.newId(),
    kind,
    undoes: undone.id,
    at: agent.now().toISOString(),
    generator,
    package: undone.package,
    outcome: resources.some(({ outcome }) => outcome === "left-changed") ? "partial" : "complete",
    resources,
  };
}
