import { failure, type Result } from "../result";
import { findLoss } from "./findLoss";
import { fileStart } from "./position";
import { readJson, type JsonProblem } from "./readJson";
import { countProperties, type JsonTally } from "./tallyJson";

/**
 * Reads strict JSON of which nothing is lost by reading it; `tally` is that of the bytes. Fails as {@link readJson} does, and for a property
 * twice in one object, of which each program keeps another one, and for a number of more digits than JavaScript keeps.
 */
export function readExactJson(bytes: Uint8Array, tally: JsonTally): Result<unknown, JsonProblem> {
  const json = readJson(bytes);
  if (!json.ok || isExact(json.value, tally)) {
    return json;
  }
  const loss = findLoss(bytes);
  return loss === undefined ? json : failure({ message: `It ${loss}.`, position: fileStart });
}

/** Many times faster than looking for what was lost, which nearly always is nothing. */
function isExact(value: unknown, { properties, hasLongNumber }: JsonTally): boolean {
  return !hasLongNumber && countProperties(value) === properties;
}
