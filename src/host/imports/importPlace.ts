import { l10n } from "vscode";
import type { EnvironmentHeader } from "../../core/environment/environment";
import { whyTooNew } from "../../core/environment/newerFormat";
import { environmentKey } from "../../protocol/common";
import { environmentName } from "../workspace/environmentName";
import type { FolderEnvironments } from "../workspace/folderEnvironments";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";

/** An environment that imports went into. */
export interface ImportPlace {
  readonly folder: FolderEnvironments;
  readonly header: EnvironmentHeader;
}

/** What to call it in sentences and titles. */
export function targetName({ folder, header }: ImportPlace): string {
  return environmentName(folder, header);
}

/**
 * Whether an environment is still looked for where it was when somebody was asked about it. Nothing that was agreed to is done elsewhere,
 * nor where nobody looks any more.
 */
export function isWhereItWas(environments: WorkspaceEnvironments, { folder }: ImportPlace): boolean {
  const now = environments.folderAt(folder.folder.uri.toString());
  return now?.environmentsFolder === folder.environmentsFolder;
}

/** That it isn't, for people. */
export function movedMessage(place: ImportPlace): string {
  return l10n.t(
    "{0} is looked for in another folder now than when you were asked, so nothing was changed.",
    targetName(place),
  );
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
