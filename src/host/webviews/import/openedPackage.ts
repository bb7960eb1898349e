import { FileSystemError, FileType, Uri, workspace, type CancellationToken } from "vscode";
import { openPackage } from "../../../core/package/openPackage";
import type { Package } from "../../../core/package/package";
import { packageLimits } from "../../../core/package/packageLimits";
import type { Codec } from "../../../core/ports";
import { count, printable } from "../../../core/text";
import { createHostPacer } from "../../hostPacer";

/** Where a package comes from: a file, or the bytes of one that was dropped without telling where it is. */
export type PackageSource =
  | { readonly uri: Uri; readonly name: string; readonly bytes?: undefined }
  | { readonly uri?: undefined; readonly name: string; readonly bytes: Uint8Array };

export interface OpenedPackage {
  readonly source: PackageSource;
  readonly package: Package;
  /** Of the file's bytes: tells whether it was replaced by another. */
  readonly sha256: string;
}

export type OpenOutcome =
  | { readonly ok: true; readonly opened: OpenedPackage }
  | { readonly ok: false; readonly messages: readonly string[] };

/** Reasons that are listed before the rest is counted. */
const shownReasons = 20;

export function sourceOf(uri: Uri): PackageSource {
  return { uri, name: printable(workspace.asRelativePath(uri)) };
}

/** The URI in a line that was dropped, which may be anything. */
export function parseUri(line: string): Uri | undefined {
  try {
    return Uri.parse(line, true);
  } catch {
    return undefined;
  }
}

/** Reads and opens a package. What is refused has its reasons, in whole sentences. */
export async function openFrom(
  source: PackageSource,
  codec: Codec,
  token: CancellationToken,
): Promise<OpenOutcome> {
  const read = await bytesOf(source);
  if (typeof read === "string") {
    return { ok: false, messages: [read] };
  }
  const opened = await openPackage(read, { codec, pacer: createHostPacer(token) });
  if (opened.ok) {
    return {
      ok: true,
      opened: { source, package: opened.value, sha256: await codec.sha256(read) },
    };
  }
  const messages = opened.problems.map(({ message }) => message);
  const hidden = messages.length - shownReasons;
  return {
    ok: false,
    messages:
      hidden > 0 ? [...messages.slice(0, shownReasons), `And ${count(hidden, "more problem")}.`] : messages,
  };
}

/** The bytes of a package, or why they can't be had. */
async function bytesOf({ uri, bytes, name }: PackageSource): Promise<Uint8Array | string> {
  if (bytes) {
    return bytes;
  }
  try {
    const { size, type } = await workspace.fs.stat(uri);
    if (type & FileType.Directory) {
      return `${name} is a folder. Choose a package, a .zip file.`;
    }
    if (!(type & FileType.File)) {
      // VS Code would wait until somebody writes into a pipe.
      return `${name} is no file. Choose a package, a .zip file.`;
    }
    if (size > packageLimits.totalBytes) {
      return `${name} is larger than a package may be.`;
    }
    return await workspace.fs.readFile(uri);
  } catch (error) {
    if (!(error instanceof FileSystemError)) {
      throw error;
    }
    return error.code === "FileNotFound"
      ? `${name} isn't there any more. Choose another package.`
      : `${name} can't be read: ${error.message}`;
  }
}
