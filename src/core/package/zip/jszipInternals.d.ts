/**
 * The two inner modules of jszip that its own reader uses to hand over entries which are compressed already. They
 * aren't in jszip's typings; the exact version is pinned, and the unit tests read what is written with them.
 */
declare module "jszip/lib/compressedObject.js" {
  export default class CompressedObject {
    constructor(
      compressedSize: number,
      uncompressedSize: number,
      crc32: number,
      compression: { readonly magic: string },
      compressedContent: Uint8Array,
    );
  }
}

declare module "jszip/lib/compressions.js" {
  const compressions: { readonly DEFLATE: { readonly magic: string } };
  export default compressions;
}
