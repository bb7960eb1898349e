import type { Codec } from "../../ports";

/** A file as it will stand in a zip. Compressed at once, so that the bytes it came from needn't be kept. */
export interface CompressedFile {
  readonly path: string;
  readonly size: number;
  readonly crc32: number;
  readonly deflated: Uint8Array;
}

export async function compressFile(path: string, bytes: Uint8Array, codec: Codec): Promise<CompressedFile> {
  return { path, size: bytes.length, crc32: codec.crc32(bytes), deflated: await codec.deflate(bytes) };
}

/** The earliest time a zip can hold. Every entry has it, so that equal files give equal bytes. */
const entryDate = new Date(Date.UTC(1980, 0, 1));

/**
 * Writes files into a zip, in the order given.
 *
 * The platform deflates and jszip only builds the container: letting jszip deflate takes three times as long.
 */
export async function writeZip(files: Iterable<CompressedFile>): Promise<Uint8Array> {
  const [{ default: JSZip }, { default: CompressedObject }, { default: compressions }] = await Promise.all([
    // Loaded on first use: an editor that only shows the tree never needs it.
    import("jszip"),
    import("jszip/lib/compressedObject.js"),
    import("jszip/lib/compressions.js"),
  ]);
  const zip = new JSZip();
  for (const { path, size, crc32, deflated } of files) {
    const content = new CompressedObject(deflated.length, size, crc32, compressions.DEFLATE, deflated);
    // jszip's own reader passes such an object to file(); its typings only list what users pass.
    zip.file(path, content as unknown as Uint8Array, { binary: true, createFolders: false, date: entryDate });
  }
  return zip.generateAsync({
    type: "uint8array",
    compression: "DEFLATE",
    platform: "DOS",
    streamFiles: false,
  });
}
