import { l10n, ThemeColor, ThemeIcon, type QuickPickItem } from "vscode";
import type { EnvironmentHeader } from "../../core/environment/environment";
import { isolated } from "../../core/text";
import { environmentIcon, purposeText } from "../tree/treeItems";
import { displayNameOf, folderFacts } from "../workspace/environmentName";
import type { FolderEnvironments } from "../workspace/folderEnvironments";

/** What else a row of a picker says of an environment. */
export interface EnvironmentFacts {
  /** Whether an import into it was cut off. */
  readonly isInterrupted?: boolean;
  /** What is said first, and last. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

/** A row that stands for an environment: beside its display name only what that doesn't say, and all that tells it from others. */
export function environmentPick(
  folder: FolderEnvironments,
  header: EnvironmentHeader,
  { isInterrupted = false, before = [], after = [] }: EnvironmentFacts = {},
): QuickPickItem {
  const label = displayNameOf(header);
  const purpose = header.description?.purpose;
  const isBroken = header.description === undefined || header.problems.length > 0;
  const names = [header.name, ...(purpose ? [purposeText(purpose)] : [])];
  const facts = [
    ...(isBroken ? [l10n.t("broken")] : []),
    ...(isInterrupted ? [l10n.t("import interrupted")] : []),
    ...before,
    ...names.filter((name, index) => ![label, ...names.slice(0, index)].some((said) => isSame(said, name))),
    ...folderFacts(folder),
    ...after,
  ];
  return {
    label: isolated(label),
    description: facts.join(" · "),
    iconPath:
      isBroken || isInterrupted
        ? new ThemeIcon("warning", new ThemeColor("list.warningForeground"))
        : new ThemeIcon(environmentIcon(purpose)),
  };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
