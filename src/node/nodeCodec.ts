import { createHash } from "node:crypto";
import { promisify } from "node:util";
import * as zlib from "node:zlib";
import { crc32 as scriptCrc32 } from "../core/package/zip/crc32";
import type { Codec, InflateResult } from "../core/ports";

// Node has it since 20.15; the oldest supported VS Code brings 20.9.
const nativeCrc32: unknown = "crc32" in zlib ? zlib.crc32 : undefined;
const crc32 =
  typeof nativeCrc32 === "function" ? (nativeCrc32 as (bytes: Uint8Array) => number) : scriptCrc32;

const deflateOptions = { level: 6 };
/** From how many bytes on deflating would keep the event loop for longer than handing it to another thread takes. */
const large = 256 * 1024;

/** Hashing and compression by Node's native code, synchronous: for small files that is twice as fast as asynchronous. */
export const nodeCodec: Codec = {
  sha256: (bytes) => createHash("sha256").update(bytes).digest("hex"),
  crc32: (bytes) => crc32(bytes),
  deflate: (bytes) =>
    bytes.length < large
      ? zlib.deflateRawSync(bytes, deflateOptions)
      : promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.deflateRaw)(bytes, deflateOptions),
  inflate: (bytes, limit) => inflate(bytes, limit),
};

function inflate(bytes: Uint8Array, limit: number): InflateResult {
  try {
    // zlib takes no limit of 0, so that it may give one byte too many then.
    const inflated = zlib.inflateRawSync(bytes, { maxOutputLength: Math.max(limit, 1) });
    return inflated.length > limit ? "too-large" : inflated;
  } catch (error) {
    return error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE"
      ? "too-large"
      : "corrupt";
  }
}
