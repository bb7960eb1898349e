import { refKey } from "../resources/registry";
import type { ImportHistory } from "./importHistory";
import type { ImportRecord } from "./importRecord";

/** What couldn't be imported at once, and was imported later, is one import to people. */

/**
 * The imports that together are what people call one, the first one first: what was left of it was imported by the others. `record` is
 * any of them. Of one that was imported at once it is that alone.
 */
export function partsOfImport({ standing }: ImportHistory, record: ImportRecord): readonly ImportRecord[] {
  const byId = new Map(standing.map((one) => [one.id, one]));
  const byContinued = new Map(standing.map((one) => [one.continues, one]));
  const seen = new Set([record]);
  const follow = (next: (one: ImportRecord) => ImportRecord | undefined): ImportRecord[] => {
    const found: ImportRecord[] = [];
    for (let one = next(record); one && !seen.has(one); one = next(one)) {
      seen.add(one);
      found.push(one);
    }
    return found;
  };
  const before = follow(({ continues }) => (continues === undefined ? undefined : byId.get(continues)));
  const after = follow(({ id }) => byContinued.get(id));
  return [...before.reverse(), record, ...after];
}

/** The import of which another one of the same package imports the rest: the last one, if that was imported in part. */
export function importContinued(
  { standing }: ImportHistory,
  { package: pkg, resources }: Pick<ImportRecord, "package" | "resources">,
): ImportRecord | undefined {
  const last = standing.at(-1);
  if (last?.outcome !== "partial") {
    return undefined;
  }
  const { name, version, createdAt, source } = last.package;
  const isSamePackage =
    name === pkg.name &&
    version === pkg.version &&
    createdAt === pkg.createdAt &&
    source.name === pkg.source.name &&
    last.resources.length === resources.length;
  const hashes = new Map(last.resources.map((one) => [refKey(one), one.packageSha256]));
  return isSamePackage && resources.every((one) => hashes.get(refKey(one)) === one.packageSha256)
    ? last
    : undefined;
}
