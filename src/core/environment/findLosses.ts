import { findLoss } from "../json/findLoss";
import { giveWay, type Pacer } from "../ports";
import type { Environment } from "./environment";

/**
 * What files of an environment would lose by being written again, in words that follow "it", by file: all of a file
 * that can't be read any more. Files without any loss aren't in it.
 */
export async function findLosses(
  environment: Environment,
  files: readonly string[],
  pacer: Pacer,
): Promise<ReadonlyMap<string, string>> {
  const losses = new Map<string, string>();
  for await (const batch of environment.fs.readFiles(files)) {
    for (const { path, bytes, error } of batch) {
      const loss = error ? `can't be read: ${error.reason}` : findLoss(bytes);
      if (loss !== undefined) {
        losses.set(path, loss);
      }
      await giveWay(pacer);
    }
  }
  return losses;
}
