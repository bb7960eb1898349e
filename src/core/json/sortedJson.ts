import { isObject } from "../schema/checked";

/** A JSON value as text that is the same for all that mean the same: the order of keys doesn't count, as in `sameJson`. */
export function sortedJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(sortedJson).join(",")}]`;
  }
  if (!isObject(value)) {
    return JSON.stringify(value);
  }
  const properties = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${sortedJson(value[key])}`);
  return `{${properties.join(",")}}`;
}
