import type { Definition } from "../../../../../src/core/resources/resourceType";
import type { MergeAction } from "../../../../../src/core/import/merge";
import { changedOpenLeaves, mergedOpen } from "../../compare/naiveOpen";
import { sorted } from "../../schema/canonicalOrder";
import { leavesOf, ownerOf, partMark, type Leaves } from "../../compare/leaves";

type Part = Readonly<Record<string, unknown>>;
/**
 * What becomes of a custom resource, leaf by leaf, by the table in the import rules: the package's leaves, the target's,
 * or both with one of them winning.
 */
export function expectedLeaves(
  target: Definition,
  incoming: Definition,
  theirs: Leaves,
  action: MergeAction,
): Leaves {
  const ours = leavesOf(target);
  switch (action) {
    case "overwrite":
      return theirs;
    case "merge":
      return new Map([
        ...[...ours].filter(([path]) => !isReplacedList(incoming, path)),
        ...theirs,
        ...changedOpenLeaves(ours, theirs).map(
          ([path, ...values]) => [path, sorted(mergedOpen(...values))] as const,
        ),
      ]);
    case "add": {
      const added = [...theirs].filter(([path]) => !isInsideUnitOf(target, ours, path));
      return new Map([...added, ...ours]);
    }
  }
}

/** Whether a leaf is of the list behind a field that has another kind of list in the package: it has one of them. */
function isReplacedList(incoming: Definition, path: string): boolean {
  const [kind, name, list] = path.split("/");
  if (kind !== "fields" || (list !== "picklist" && list !== "entries")) {
    return false;
  }
  const field = ((incoming["fields"] ?? []) as Part[]).find((one) => one["name"] === name);
  return field?.[list] === undefined && field?.[list === "picklist" ? "entries" : "picklist"] !== undefined;
}

/** A field, key or entry that the target has is left as it is; only entries come into an existing field's list. */
function isInsideUnitOf(target: Definition, ours: Leaves, path: string): boolean {
  const [kind, name, inside] = path.split("/");
  if (kind === "translations" || path.endsWith(`/entries/${partMark}`)) {
    return false;
  }
  if (inside === "entries" && ours.has(`fields/${name}/${partMark}`)) {
    const field = (target["fields"] as Part[]).find((one) => one["name"] === name);
    if (field?.["entries"] === undefined) {
      return true;
    }
  }
  const owner = path.endsWith(partMark) ? path.slice(0, -partMark.length - 1) : ownerOf(path);
  return owner !== "" && ours.has(`${owner}/${partMark}`);
}

/** The custom fields and keys of the standard entities given, as `fields/a`. */
export function customParts(...entities: readonly Definition[]): ReadonlySet<string> {
  return new Set(
    entities.flatMap((entity) =>
      ["fields", "keys"].flatMap((list) =>
        ((entity[list] ?? []) as Part[])
          .filter((part) => part["origin"] === "custom")
          .map((part) => `${list}/${String(part["name"])}`),
      ),
    ),
  );
}

/** Only the leaves of these parts, their translations included. */
export function leavesOfParts(leaves: Leaves, parts: ReadonlySet<string>): Leaves {
  return new Map([...leaves].filter(([path]) => isOfPart(path, parts)));
}

/**
 * The leaves of everything but these parts: what came with the platform, and translations of what isn't there. That a
 * language has texts at all is left aside.
 */
export function leavesBeside(leaves: Leaves, parts: ReadonlySet<string>): Leaves {
  const isLocale = /^translations\/[^/]+\/\(part\)$/;
  return new Map([...leaves].filter(([path]) => !isOfPart(path, parts) && !isLocale.test(path)));
}

function isOfPart(path: string, parts: ReadonlySet<string>): boolean {
  const steps = path.split("/");
  const [list, name] = steps[0] === "translations" ? steps.slice(2) : steps;
  return parts.has(`${list}/${name}`);
}
