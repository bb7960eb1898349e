import type { JsonPath } from "../schema/checked";

/** "fields[2].maxLength must be a whole number." */
export function wordIssue(path: JsonPath, message: string): string {
  return `${path.length === 0 ? "The file" : pathText(path)} ${message}.`;
}

/** A path inside a JSON document as people write it: `fields[2].maxLength`. */
export function pathText(path: JsonPath): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join("");
}
