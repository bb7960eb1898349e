import { canonicalHash } from "../environment/canonicalHash";
import { readDefinition } from "../environment/readDefinition";
import type { Codec, FileSystem } from "../ports";
import { definitionPath, resourceTypeOf } from "../resources/registry";
import type { Definition } from "../resources/resourceType";
import type { ImportHistory } from "./importHistory";
import type { ImportRecord, RecordedOutcome, RecordedResource } from "./importRecord";

const written: ReadonlySet<RecordedOutcome> = new Set(["created", "updated", "left-changed"]);

/**
 * The last import into an environment that wasn't taken back. Where branches were merged, or clocks differ, neither the order of the lines
 * nor the times tell: it is the last line, unless every file that is known by it is what another import left. As a rule the first file that
 * is read decides.
 */
export async function lastStanding(
  fs: FileSystem,
  environmentFolder: string,
  history: ImportHistory,
  codec: Codec,
): Promise<ImportRecord | undefined> {
  const { standing } = history;
  const last = standing.at(-1);
  if (!last || standing.length === 1) {
    return last;
  }
  const order = new Map(standing.map((record, index) => [record, index]));
  const byPath = new Map<string, RecordedResource>(
    last.resources.flatMap((resource) => {
      // A resource that no other import knows tells nothing.
      const isShared = history.importsOf(resource).length > 1;
      return written.has(resource.outcome) && isShared
        ? [[`${environmentFolder}/${definitionPath(resource)}`, resource] as const]
        : [];
    }),
  );
  let other: ImportRecord | undefined;
  for await (const batch of fs.readFiles([...byPath.keys()])) {
    for (const { path, bytes } of batch) {
      const resource = byPath.get(path);
      const hashes = resource && bytes ? await hashesOf(resource, bytes, codec) : [];
      const leavers = resource
        ? history
            .importsOf(resource)
            .filter(
              ({ record, resource: { sha256 } }) =>
                order.has(record) && sha256 !== undefined && hashes.includes(sha256),
            )
        : [];
      if (leavers.some(({ record }) => record === last)) {
        return last;
      }
      for (const { record } of leavers) {
        other = !other || (order.get(record) ?? -1) > (order.get(other) ?? -1) ? record : other;
      }
    }
  }
  return other ?? last;
}

/** The hashes by which an import may know a file: of its bytes, and of its definition as Envferry writes it. */
async function hashesOf(resource: RecordedResource, bytes: Uint8Array, codec: Codec): Promise<string[]> {
  const read = readDefinition<Definition>(resource.name, bytes, resourceTypeOf(resource).shape);
  const own = await codec.sha256(bytes);
  return read.ok ? [own, await canonicalHash(codec, resource.type, read.value)] : [own];
}
