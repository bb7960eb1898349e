import { extraIds, type ExtraFields } from "./zipExtra";

/** The path of an entry, and why no two programs need agree on it, as words that follow "which". */
export interface EntryName {
  readonly path: string;
  readonly name: Uint8Array;
  readonly nameFault: string | undefined;
}

/**
 * Reads an entry's name. A name is its bytes: a byte order mark belongs to it, and one that isn't UTF-8, or that another field names
 * differently, is called something else by each program.
 */
export function readName(name: Uint8Array, extra: ExtraFields): EntryName {
  const path = new TextDecoder("utf-8", { ignoreBOM: true }).decode(name);
  // Version, checksum, then the name.
  const unicodePath = extra.get(extraIds.unicodePath);
  const other = unicodePath && bytesOf(unicodePath).subarray(5);
  const nameFault = !isUtf8(name)
    ? "has a name that isn't UTF-8"
    : other && !sameBytes(other, name)
      ? "goes by two names"
      : undefined;
  return { path, name, nameFault };
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
