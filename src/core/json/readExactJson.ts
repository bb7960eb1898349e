import { failure, type Result } from "../result";
import { findLossIn } from "./findLoss";
import { fileStart } from "./position";
import { decodeUtf8, readJson, type JsonProblem } from "./readJson";

/**
 * Reads strict JSON of which nothing is lost by reading it. Fails as {@link readJson} does, and for a property twice in one object, of
 * which each program keeps another one, and for a number of more digits than JavaScript keeps.
 */
export function readExactJson(bytes: Uint8Array): Result<unknown, JsonProblem> {
  const json = readJson(bytes);
  if (!json.ok) {
    return json;
  }
  const loss = findLossIn(decodeUtf8(bytes) ?? "", json.value);
  return loss === undefined ? json : failure({ message: `It ${loss}.`, position: fileStart });
}
