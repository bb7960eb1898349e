import { readKept } from "../apply/keptJournals";
import { StateFolder } from "../apply/stateFolder";
import { readDefinition } from "../environment/readDefinition";
import type { TargetConditions } from "../import/targetConditions";
import type { Codec, FileSystem } from "../ports";
import { resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import type { ImportHistory } from "./importHistory";

/** Something that an import left, by the hash of its file. */
interface Left {
  readonly ref: ResourceRef;
  readonly sha256: string;
}

/**
 * Finds definitions that earlier imports left in an environment, in what this machine keeps of the last imports. The history tells
 * which of them know a file; only those are read, one at a time, the latest first. What isn't kept any more, or is damaged, isn't found.
 */
export function findInKept(
  fs: FileSystem,
  environmentFolder: string,
  history: ImportHistory,
  codec: Codec,
): TargetConditions["findLeft"] {
  const folder = new StateFolder(fs, environmentFolder);
  return async (left) => {
    const missing = new Map(left.map((one) => [one.sha256, one]));
    const found = new Map<string, Definition>();
    for (const { id, resources } of [...history.records].reverse()) {
      const isWriter = resources.some(({ sha256 }) => sha256 !== undefined && missing.has(sha256));
      const kept = isWriter ? await readKept(fs, folder, id, codec) : undefined;
      for (const { after } of kept && "journal" in kept ? kept.journal.entries : []) {
        const wanted = missing.get(after.sha256);
        const definition = wanted && parse(wanted, after.bytes);
        if (definition) {
          found.set(after.sha256, definition);
          missing.delete(after.sha256);
        }
      }
      if (missing.size === 0) {
        break;
      }
    }
    return found;
  };
}

/** Kept files are private to this machine, but not beyond doubt. */
function parse({ ref }: Left, bytes: Uint8Array): Definition | undefined {
  const read = readDefinition<Definition>(ref.name, bytes, resourceTypeOf(ref).shape);
  return read.ok && read.value.name === ref.name ? read.value : undefined;
}
