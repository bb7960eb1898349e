import type { Journal, KeptBytes } from "../apply/journal";
import { readKept } from "../apply/keptJournals";
import { StateFolder } from "../apply/stateFolder";
import { readDefinition } from "../environment/readDefinition";
import type { TargetConditions } from "../import/targetConditions";
import type { Codec, FileSystem } from "../ports";
import { resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import type { ImportHistory } from "./importHistory";

/** A definition that an import left or that its package had, by its hash. */
interface Wanted {
  readonly ref: ResourceRef;
  readonly sha256: string;
}

/**
 * Finds definitions that earlier imports left in an environment, or that their packages had, in what this machine keeps of the last
 * imports. The history tells which of them know a definition; only those are read, one at a time, the latest first. What isn't kept any
 * more, or is damaged, isn't found.
 */
export function findInKept(
  fs: FileSystem,
  environmentFolder: string,
  history: ImportHistory,
  codec: Codec,
): TargetConditions["findKept"] {
  const folder = new StateFolder(fs, environmentFolder);
  return async (all) => {
    const missing = new Map(all.map((one) => [one.sha256, one]));
    const found = new Map<string, Definition>();
    for (const { id, kind, resources } of [...history.records].reverse()) {
      const knowsSome =
        kind === "import" &&
        resources.some(
          ({ sha256, packageSha256 }) =>
            (sha256 !== undefined && missing.has(sha256)) || missing.has(packageSha256),
        );
      const kept = knowsSome ? await readKept(fs, folder, id, codec) : undefined;
      for (const { bytes, sha256 } of kept && "journal" in kept ? contentsOf(kept.journal) : []) {
        const wanted = missing.get(sha256);
        const definition = wanted && parse(wanted, bytes);
        if (definition) {
          found.set(sha256, definition);
          missing.delete(sha256);
        }
      }
      if (missing.size === 0) {
        break;
      }
    }
    return found;
  };
}

function contentsOf({ entries, packaged }: Journal): KeptBytes[] {
  return [...entries.map(({ after }) => after), ...packaged.map(({ content }) => content)];
}

/** Kept files are private to this machine, but not beyond doubt. */
function parse({ ref }: Wanted, bytes: Uint8Array): Definition | undefined {
  const read = readDefinition<Definition>(ref.name, bytes, resourceTypeOf(ref).shape);
  return read.ok && read.value.name === ref.name ? read.value : undefined;
}
