import { canonicalJson } from "../json/canonicalJson";
import type { Codec } from "../ports";
import { resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceTypeId } from "../resources/resourceType";

/** SHA-256 of the canonical bytes of a whole definition: tells definitions apart whatever their files look like. */
export async function canonicalHash(
  codec: Codec,
  type: ResourceTypeId,
  definition: Definition,
): Promise<string> {
  return codec.sha256(canonicalJson(resourceTypeOf({ type }).shape, definition));
}
