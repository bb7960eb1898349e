import { readDefinition } from "../environment/readDefinition";
import { canonicalText } from "../json/canonicalJson";
import { findLoss } from "../json/findLoss";
import { resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import { isSame } from "./sameBytes";

/**
 * Whether two files of a resource hold the same definition, however they are laid out: version control changes line ends, editors write
 * byte order marks and indent. Undefined stands for a file that isn't there.
 */
export function isSameContent(
  ref: ResourceRef,
  one: Uint8Array | undefined,
  other: Uint8Array | undefined,
): boolean {
  if (isSame(one, other)) {
    return true;
  }
  const content = one && contentOf(ref, one);
  return content !== undefined && other !== undefined && content === contentOf(ref, other);
}

/** Whether a file holds a definition, however it is laid out. */
export function holds(ref: ResourceRef, bytes: Uint8Array, definition: Definition): boolean {
  return contentOf(ref, bytes) === canonicalText(resourceTypeOf(ref).shape, definition);
}

/** What a file says; undefined for one that isn't a definition, or says more than can be kept of it. */
function contentOf(ref: ResourceRef, bytes: Uint8Array): string | undefined {
  const { shape } = resourceTypeOf(ref);
  const read = readDefinition<Definition>(ref.name, bytes, shape);
  return read.ok && findLoss(bytes) === undefined ? canonicalText(shape, read.value) : undefined;
}
