import { FileAccessError, type DirectoryEntry, type FileContent, type FileSystem } from "../ports";

/** Code of the problem that something else is where a definition file would be: a folder, a pipe, a device, a link that leads nowhere. */
export const noFile = "no-file";

/**
 * Reads what a folder lists as something other than a file, to hear what it is. One by one: few folders have any, and a file system
 * looks at what it is asked for by itself before it opens it.
 */
export async function readNoFile(
  fs: FileSystem,
  path: string,
  entry: Pick<DirectoryEntry, "isLink">,
): Promise<FileContent> {
  try {
    return { path, bytes: await fs.readFile(path) };
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    const leadsNowhere = entry.isLink && error.code === "not-found";
    return {
      path,
      error: leadsNowhere
        ? new FileAccessError("not-a-file", path, "it is a link that leads nowhere")
        : error,
    };
  }
}

/** Why the content of a definition file can't be had, as a problem's code and message. */
export function describeUnreadable(error: FileAccessError): {
  readonly code: string;
  readonly message: string;
} {
  const message = `The file can't be read: ${error.reason}.`;
  return error.code === "is-a-directory" || error.code === "not-a-file"
    ? { code: noFile, message: `${message} Put a definition in its place, or take it away.` }
    : { code: "file-unreadable", message };
}
