import { l10n } from "vscode";
import type { EnvironmentHeader } from "../../core/environment/environment";
import { whyTooNew } from "../../core/environment/newerFormat";
import { environmentKey } from "../../protocol/common";
import type { FolderEnvironments } from "../workspace/folderEnvironments";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";

/** An environment that imports went into. */
export interface ImportPlace {
  readonly folder: FolderEnvironments;
  readonly header: EnvironmentHeader;
}

export function targetName({ header }: ImportPlace): string {
  return header.description?.displayName ?? header.name;
}

/** Throws for an environment that only a newer Envferry knows: nothing in it may be changed. */
export function refuseTooNew(header: EnvironmentHeader): void {
  const why = whyTooNew(header);
  if (why !== undefined) {
    throw new Error(l10n.t("{0} Nothing was changed.", why));
  }
}

/** The environment that an argument of a command names; undefined when it names none, or one that isn't there. */
export async function placeAt(
  environments: WorkspaceEnvironments,
  argument: unknown,
): Promise<ImportPlace | undefined> {
  const key = environmentKey.safeParse(argument);
  const folder = key.success ? environments.folderAt(key.data.folder) : undefined;
  const header = key.success && folder ? await folder.find(key.data.name) : undefined;
  return folder && header && { folder, header };
}

export interface FoundPlace<T> extends ImportPlace {
  readonly found: T;
}

/** The environments of the workspace of which something is so, and what. */
export async function placesWith<T>(
  environments: WorkspaceEnvironments,
  find: (place: ImportPlace) => Promise<T | undefined>,
): Promise<FoundPlace<T>[]> {
  const places: FoundPlace<T>[] = [];
  for (const folder of environments.folders()) {
    for (const header of await folder.listOrNone()) {
      const found = await find({ folder, header });
      if (found !== undefined) {
        places.push({ folder, header, found });
      }
    }
  }
  return places;
}
