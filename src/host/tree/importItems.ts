import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { isolated } from "../../core/text";
import type { DamagedHistoryNode, HistoryNode, ImportFate, ImportNode } from "../../core/tree/treeNode";
import { localTime, packageLabel } from "../imports/importWords";

/** The rows of the Environments view that tell of imports. */

export function historyItem({ count, damaged }: HistoryNode): TreeItem {
  const item = new TreeItem(l10n.t("Import history"), TreeItemCollapsibleState.Collapsed);
  const lines = damaged === 1 ? l10n.t("1 damaged line") : l10n.t("{0} damaged lines", damaged);
  item.description = damaged > 0 ? `${count.toLocaleString()} · ${lines}` : count.toLocaleString();
  item.iconPath = new ThemeIcon("history");
  return item;
}

export function importItem({ record, fate }: ImportNode): TreeItem {
  const item = new TreeItem(packageLabel(record), TreeItemCollapsibleState.None);
  item.description = `${importFateText(fate)} · ${localTime(record.at)}`;
  item.iconPath = fateIcon(fate);
  return item;
}

export function damagedHistoryItem({ problem }: DamagedHistoryNode): TreeItem {
  const item = new TreeItem(l10n.t("Line {0}", problem.line), TreeItemCollapsibleState.None);
  item.description = l10n.t("damaged · {0}", problem.message);
  item.iconPath = warningIcon();
  return item;
}

export function importTooltip({ record, fate, takenBackAt }: ImportNode): MarkdownString {
  const { source } = record.package;
  const lines = [
    l10n.t("From {0} ({1})", isolated(source.displayName), isolated(source.name)),
    l10n.t("Imported {0}", localTime(record.at)),
    takenBackAt === undefined
      ? importFateText(fate)
      : l10n.t("{0} {1}", importFateText(fate), localTime(takenBackAt)),
    outcomesText(record.resources.map(({ outcome }) => outcome)),
  ];
  const tooltip = new MarkdownString();
  tooltip.appendMarkdown("**").appendText(packageLabel(record)).appendMarkdown("**");
  lines.forEach((line) => tooltip.appendMarkdown("\n\n").appendText(line));
  return tooltip;
}

export function damagedHistoryTooltip({ file, problem }: DamagedHistoryNode): MarkdownString {
  return new MarkdownString()
    .appendText(`${file}:${problem.line}`)
    .appendMarkdown("\n\n")
    .appendText(problem.message);
}

/** "complete", "undone" */
export function importFateText(fate: ImportFate): string {
  switch (fate) {
    case "complete":
      return l10n.t("complete");
    case "partial":
      return l10n.t("partial");
    case "undone":
      return l10n.t("undone");
    case "partly-undone":
      return l10n.t("partly undone");
    case "rolled-back":
      return l10n.t("rolled back");
    case "partly-rolled-back":
      return l10n.t("partly rolled back");
  }
}

function fateIcon(fate: ImportFate): ThemeIcon {
  switch (fate) {
    case "complete":
      return new ThemeIcon("pass");
    case "undone":
    case "rolled-back":
      return new ThemeIcon("discard");
    case "partial":
    case "partly-undone":
    case "partly-rolled-back":
      return warningIcon();
  }
}

function warningIcon(): ThemeIcon {
  return new ThemeIcon("warning", new ThemeColor("list.warningForeground"));
}

/** "2 created, 3 updated, 10 unchanged" */
function outcomesText(outcomes: readonly string[]): string {
  const words: Readonly<Record<string, (n: number) => string>> = {
    "left-changed": (n) => l10n.t("{0} left changed", n),
    "not-imported": (n) => l10n.t("{0} not imported", n),
    created: (n) => l10n.t("{0} created", n),
    updated: (n) => l10n.t("{0} updated", n),
    unchanged: (n) => l10n.t("{0} unchanged", n),
    skipped: (n) => l10n.t("{0} skipped", n),
  };
  return Object.entries(words)
    .map(([outcome, word]) => [outcomes.filter((one) => one === outcome).length, word] as const)
    .filter(([n]) => n > 0)
    .map(([n, word]) => word(n))
    .join(", ");
}
