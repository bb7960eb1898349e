import { workspace } from "vscode";
import type { EnvironmentHeader } from "../../core/environment/environment";
import { isolated } from "../../core/text";
import { foldLabel } from "../../core/visibleText";
import type { FolderEnvironments } from "./folderEnvironments";

/**
 * What to call an environment in sentences and titles: its display name, with its own name where another one is called the same, and with
 * the workspace folder's where there are several.
 */
export function environmentName(folder: FolderEnvironments, header: EnvironmentHeader): string {
  const label = displayNameOf(header);
  const isShared = folder.listed.some(
    (other) => other.name !== header.name && foldLabel(displayNameOf(other)) === foldLabel(label),
  );
  const facts = [...(isShared ? [header.name] : []), ...folderFacts(folder)];
  return facts.length === 0 ? isolated(label) : `${isolated(label)} (${facts.join(", ")})`;
}

export function displayNameOf({ name, description }: EnvironmentHeader): string {
  return description?.displayName ?? name;
}

/** The workspace folder's name, where there are several that an environment could be in. */
export function folderFacts({ folder }: FolderEnvironments): string[] {
  return (workspace.workspaceFolders ?? []).length > 1 ? [isolated(folder.name)] : [];
}
