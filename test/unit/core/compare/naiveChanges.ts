import { containersOf, inMeaning, leavesOf, ownerOf, partMark, type Leaves } from "./leaves";
import { changedOpenLeaves, openLines } from "./naiveOpen";

/** What differs, as lines such as `- fields/a` and `~ displayName`; order left aside. */
export function naiveChanges(before: unknown, after: unknown): string[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const [oldMeaning, meaning] = [inMeaning(old), inMeaning(now)];
  const open = changedOpenLeaves(old, now);
  const openPaths = new Set(open.map(([path]) => path));
  const lines = [
    ...missing(old, now)
      .filter((path) => meaning.has(path) || !now.has(path))
      .map((path) => `+ ${path}`),
    ...missing(now, old)
      .filter((path) => oldMeaning.has(path) || !old.has(path))
      .map((path) => `- ${path}`),
    ...[...now.keys()]
      .filter((path) => old.has(path) && !openPaths.has(path) && oldMeaning.get(path) !== meaning.get(path))
      .map((path) => `~ ${path}`),
    ...open.flatMap((one) => openLines(...one)),
    ...emptyOnes(before, after).map((path) => `+ ${path}`),
    ...emptyOnes(after, before).map((path) => `- ${path}`),
  ];
  return lines.sort();
}

/** What only `theirs` has, a part that is missing as a whole as one. */
function missing(ours: Leaves, theirs: Leaves): string[] {
  return [...theirs.keys()]
    .filter((path) => !ours.has(path) && isThere(ours, ownerOf(path)))
    .map((path) => path.replace(`/${partMark}`, ""));
}

/** The lists of entries of fields without any that only `theirs` has, of fields that both have. Other empty lists mean nothing. */
function emptyOnes(ours: unknown, theirs: unknown): string[] {
  const known = containersOf(ours);
  const parts = leavesOf(ours);
  return [...containersOf(theirs)]
    .filter(
      ([path, isEmpty]) =>
        isEmpty && /^fields\/[^/]+\/entries$/.test(path) && !known.has(path) && isThere(parts, ownerOf(path)),
    )
    .map(([path]) => path);
}

function isThere(leaves: Leaves, part: string): boolean {
  return part === "" || leaves.has(`${part}/${partMark}`);
}

/** Codes of the removals that going from one state to the other takes, sorted. That a field gets another kind of list isn't one. */
export function naiveRemovals(before: unknown, after: unknown): string[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const rules = missing(now, inMeaning(old))
    .filter((path) => !isReplacedList(after, path))
    .map((path) => {
      const steps = path.split("/");
      if (steps[0] === "translations") {
        return "translations-removed";
      }
      // Parts are told from plain properties by the even number of steps: fields/a, fields/a/entries/1.
      return steps.length % 2 === 0 ? `${steps[steps.length - 2]}-removed` : "properties-removed";
    });
  for (const [path, ...values] of changedOpenLeaves(old, now)) {
    if (openLines(path, ...values).some((line) => line.startsWith("-"))) {
      rules.push(path.startsWith("translations/") ? "translations-removed" : "properties-removed");
    }
  }
  if (emptyOnes(after, before).some((path) => !isReplacedList(after, path))) {
    rules.push("properties-removed");
  }
  return [...new Set(rules)].sort();
}

function isReplacedList(after: unknown, path: string): boolean {
  const [kind, name, list] = path.split("/");
  if (kind !== "fields" || (list !== "picklist" && list !== "entries")) {
    return false;
  }
  const { fields } = after as { readonly fields: readonly Record<string, unknown>[] };
  const field = fields.find((one) => one["name"] === name);
  return field?.[list] === undefined && field?.[list === "picklist" ? "entries" : "picklist"] !== undefined;
}
