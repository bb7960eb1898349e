import type { ResourceRef, ResourceTypeId } from "./resourceType";

/** A set of resources. Holds no text beside their names, since there can be millions. */
export class RefSet implements Iterable<ResourceRef> {
  private readonly names = new Map<ResourceTypeId, Set<string>>();

  get size(): number {
    let size = 0;
    this.names.forEach((names) => (size += names.size));
    return size;
  }

  has({ type, name }: ResourceRef): boolean {
    return this.names.get(type)?.has(name) ?? false;
  }

  /** False when it was in it already. */
  add({ type, name }: ResourceRef): boolean {
    const names = this.names.get(type) ?? new Set<string>();
    if (names.has(name)) {
      return false;
    }
    this.names.set(type, names.add(name));
    return true;
  }

  *[Symbol.iterator](): Iterator<ResourceRef> {
    for (const [type, names] of this.names) {
      for (const name of names) {
        yield { type, name };
      }
    }
  }
}
