import { sorted } from "../schema/canonicalOrder";
import { partMark, type Leaves } from "./leaves";

/** All property names that any schema knows. */
const known = new Set(
  `name displayName pluralName description kind primaryField fields keys translations type origin required unique searchable
  maxLength minimum maximum precision picklist entries targets format default value label color`.split(/\s+/),
);

/** The leaves that no schema knows and that both have, but not alike: path, before and after. */
export function changedOpenLeaves(before: Leaves, after: Leaves): [string, unknown, unknown][] {
  return [...after].flatMap(([path, now]): [string, unknown, unknown][] => {
    const old = before.get(path);
    const isOpen = !known.has(path.split("/").at(-1)!) && !path.endsWith(partMark);
    return isOpen && old !== undefined && old !== now ? [[path, JSON.parse(old), JSON.parse(now)]] : [];
  });
}

/** What differs inside of such a leaf, as lines: objects by property, lists by what is in them. */
export function openLines(path: string, before: unknown, after: unknown): string[] {
  if (sorted(before) === sorted(after)) {
    return [];
  }
  if (isMap(before) && isMap(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
      const at = `${path}/${key}`;
      const [isOld, isNow] = [Object.hasOwn(before, key), Object.hasOwn(after, key)];
      return isOld && isNow ? openLines(at, before[key], after[key]) : [`${isOld ? "-" : "+"} ${at}`];
    });
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const lines = [...only(before, after, path, "-"), ...only(after, before, path, "+")];
    return lines.length === 0 ? [`~ ${path}`] : lines;
  }
  return isFull(before) || isFull(after) ? [`- ${path}`, `+ ${path}`] : [`~ ${path}`];
}

/** What merging makes of two such values: objects keep what only one has, anything else is the package's. */
export function mergedOpen(target: unknown, incoming: unknown): unknown {
  if (!isMap(target) || !isMap(incoming)) {
    return incoming;
  }
  return Object.fromEntries(
    [...new Set([...Object.keys(target), ...Object.keys(incoming)])].map((key) => [
      key,
      !Object.hasOwn(incoming, key)
        ? target[key]
        : Object.hasOwn(target, key)
          ? mergedOpen(target[key], incoming[key])
          : incoming[key],
    ]),
  );
}

/** Each item is struck off against one of the other list that is the same. */
function only(items: readonly unknown[], others: readonly unknown[], path: string, sign: string): string[] {
  const left = others.map(sorted);
  return items.flatMap((item, index) => {
    const match = left.indexOf(sorted(item));
    if (match >= 0) {
      left.splice(match, 1);
      return [];
    }
    return [`${sign} ${path}/${index}`];
  });
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFull(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}
