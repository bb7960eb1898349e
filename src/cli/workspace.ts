import * as path from "node:path";
import { parse } from "jsonc-parser";
import * as z from "zod";
import type { EnvironmentHeader } from "../core/environment/environment";
import { defaultEnvironmentsFolder, environmentsFolderOf } from "../core/environment/environmentsFolder";
import { findEnvironments } from "../core/environment/findEnvironments";
import { decodeUtf8 } from "../core/json/readJson";
import { FileAccessError, type FileSystem } from "../core/ports";
import { Spellings } from "../core/spelling";
import { list } from "../core/text";
import { pathKind } from "../node/pathKind";
import { CommandFailure, exitCodes, printLine, type Io } from "./io";

/** A workspace folder as the command line sees it. */
export interface CliWorkspace {
  readonly fs: FileSystem;
  /** Absolute path. */
  readonly root: string;
  /** Path below the workspace folder. */
  readonly environmentsFolder: string;
  readonly headers: readonly EnvironmentHeader[];
  /** The folder as the user wrote it, for messages. */
  readonly shownFolder: string;
}

/** Makes the file system below an absolute folder. *staysInside*: nothing is written through links that lead out of the folder. */
export type FileSystemFactory = (root: string, options?: { readonly staysInside?: boolean }) => FileSystem;

/** Finds the environments of a folder. Ends the command when there is no such folder. */
export async function openWorkspace(
  directory: string | undefined,
  io: Io,
  createFileSystem: FileSystemFactory,
): Promise<CliWorkspace> {
  const root = path.resolve(io.cwd, directory ?? ".");
  const shownFolder = directory ?? io.cwd;
  const kind = pathKind(root);
  if (kind !== "directory") {
    const what = { file: "is not a folder", missing: "does not exist", unreachable: "can't be reached" }[
      kind
    ];
    throw new CommandFailure(
      exitCodes.wrongUsage,
      `The workspace ${shownFolder} ${what}; name an existing folder with --workspace.`,
    );
  }
  const fileSystem = createFileSystem(root, { staysInside: true });
  const environmentsFolder = await readEnvironmentsFolder(fileSystem, io);
  try {
    const headers = await findEnvironments(fileSystem, environmentsFolder);
    return { fs: fileSystem, root, environmentsFolder, headers, shownFolder };
  } catch (error) {
    if (error instanceof FileAccessError) {
      throw new CommandFailure(
        exitCodes.refused,
        `The environments in ${path.join(shownFolder, environmentsFolder)} can't be listed: ${error.reason}.`,
      );
    }
    throw error;
  }
}

/** The environment with this name. Ends the command when there is none, naming those that there are. */
export function environmentNamed(workspace: CliWorkspace, name: string): EnvironmentHeader {
  const found = workspace.headers.find((header) => header.name === name);
  if (found) {
    return found;
  }
  const known = workspace.headers.map((header) => header.name);
  const folder = path.join(workspace.shownFolder, workspace.environmentsFolder);
  throw new CommandFailure(
    exitCodes.wrongUsage,
    known.length === 0
      ? `There is no environment "${name}": ${folder} holds none. Choose the folder that holds "${workspace.environmentsFolder}" with --workspace.`
      : `There is no environment "${name}" in ${folder}; there ${known.length === 1 ? "is" : "are"} ${list(known, 20)}.${new Spellings(known).hint(name)}`,
  );
}

const settingsSchema = z.looseObject({ "envferry.environmentsFolder": z.unknown() });

/** The folder that the workspace's own VS Code settings name, so that both surfaces look in the same place. */
async function readEnvironmentsFolder(fileSystem: FileSystem, io: Io): Promise<string> {
  let bytes: Uint8Array = new Uint8Array();
  try {
    bytes = await fileSystem.readFile(".vscode/settings.json");
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
  }
  const settings = settingsSchema.safeParse(parse(decodeUtf8(bytes) ?? ""));
  const setting = settings.data?.["envferry.environmentsFolder"];
  const folder = environmentsFolderOf(setting);
  if (folder === undefined && setting !== undefined) {
    printLine(
      io.stderr,
      `envferry: The setting envferry.environmentsFolder in .vscode/settings.json isn't a path below the workspace folder; "${defaultEnvironmentsFolder}" is used instead.`,
    );
  }
  return folder ?? defaultEnvironmentsFolder;
}
