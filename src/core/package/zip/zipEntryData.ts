import { failure, success, type Result } from "../../result";
import type { ZipEntry } from "./zipDirectory";
import { extraIds, readExtraFields, WideNumbers } from "./zipExtra";
import { sameBytes } from "./zipName";

const localSignature = 0x04034b50;
const localSize = 30;
/** Bits 0, 3 and 13 of the flags: encrypted, sizes behind the data, directory encrypted. */
const tellingFlags = 0x2009;

/**
 * The compressed bytes of an entry. Fails with words that follow its path: some programs believe the header in front of the data (APPNOTE.TXT
 * 4.3.7), others the directory, so the two must say the same.
 */
export function compressedBytes(bytes: Uint8Array, entry: ZipEntry): Result<Uint8Array, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset, compressedSize } = entry;
  if (offset + localSize > bytes.length || view.getUint32(offset, true) !== localSignature) {
    return failure("isn't where its directory says");
  }
  const nameStart = offset + localSize;
  const nameEnd = nameStart + view.getUint16(offset + 26, true);
  const start = nameEnd + view.getUint16(offset + 28, true);
  if (start + compressedSize > bytes.length) {
    return failure("reaches beyond its end");
  }
  if (!sameBytes(bytes.subarray(nameStart, nameEnd), entry.name)) {
    return failure("has another name in front of its data than in the directory");
  }
  const fault = contradiction(view, entry, nameEnd, start);
  return fault === undefined
    ? success(bytes.subarray(start, start + compressedSize))
    : failure(`has another ${fault} in front of its data than in the directory`);
}

/** What the header in front of the data says otherwise than the directory. */
function contradiction(
  view: DataView,
  entry: ZipEntry,
  extraStart: number,
  extraEnd: number,
): string | undefined {
  const { offset, method, hasDescriptor } = entry;
  const flags = view.getUint16(offset + 6, true) & tellingFlags;
  if (flags !== (hasDescriptor ? 8 : 0)) {
    return "set of flags";
  }
  if (view.getUint16(offset + 8, true) !== (method === "stored" ? 0 : 8)) {
    return "compression";
  }
  const wide = new WideNumbers(readExtraFields(view, extraStart, extraEnd).get(extraIds.zip64));
  const size = wide.read(view.getUint32(offset + 22, true));
  const compressedSize = wide.read(view.getUint32(offset + 18, true));
  const differs = (said: number | undefined, truth: number): boolean =>
    said !== truth && !(hasDescriptor && said === 0);
  if (differs(view.getUint32(offset + 14, true), entry.crc32)) {
    return "checksum";
  }
  return differs(size, entry.size) || differs(compressedSize, entry.compressedSize) ? "size" : undefined;
}
