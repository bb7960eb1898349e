import { canonicalJson } from "../json/canonicalJson";
import type { Codec } from "../ports";
import { resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceTypeId } from "../resources/resourceType";

const encoder = new TextEncoder();

/** SHA-256 of the canonical bytes of a whole definition: tells definitions apart whatever their files look like. */
export async function canonicalHash(
  codec: Codec,
  type: ResourceTypeId,
  definition: Definition,
): Promise<string> {
  return codec.sha256(canonicalJson(resourceTypeOf({ type }).shape, definition));
}

/** SHA-256 of what whoever refers to a definition relies on; undefined where that is only that it is there. */
export async function reliedOnHash(
  codec: Codec,
  type: ResourceTypeId,
  definition: Definition,
): Promise<string | undefined> {
  const reliedOn = resourceTypeOf({ type }).reliedOn(definition);
  return reliedOn === undefined ? undefined : codec.sha256(encoder.encode(JSON.stringify(reliedOn)));
}
