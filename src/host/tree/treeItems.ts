import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { Problem } from "../../core/environment/environment";
import type { FieldType } from "../../core/model/entity";
import type { Purpose } from "../../core/model/environmentDescription";
import type { ResourceTypeId } from "../../core/resources/resourceType";
import type { EnvironmentNode, GroupNode, PartNode, ResourceNode } from "../../core/tree/treeNode";
import { isolated, printableLines } from "../../core/text";
import { commandIds } from "../commands/commandIds";
import { interruptedMessage } from "../imports/importWords";
import { resourceIcon } from "../resourceIcon";
import {
  damagedHistoryItem,
  damagedHistoryTooltip,
  historyItem,
  importItem,
  importTooltip,
} from "./importItems";
import { rowUri } from "./problemDecorations";
import type { Row, RowNode } from "./row";

const { None, Collapsed } = TreeItemCollapsibleState;

/** How a row looks. `isFolderShown` adds the workspace folder's name, for when there are several. */
export function toTreeItem(row: Row, isFolderShown: boolean): TreeItem {
  const { node } = row;
  const item = ((): TreeItem => {
    switch (node.kind) {
      case "environment":
        return environmentItem(node, isFolderShown ? row.folder.folder.name : undefined);
      case "group":
        return groupItem(node);
      case "resource":
        return resourceItem(node);
      case "part":
        return partItem(node);
      case "broken":
        return failedItem(node.name, node.problems[0]?.message ?? "", rowUri(node.id, node.problems));
      case "history":
        return historyItem(node);
      case "import":
        return importItem(node);
      case "damagedHistory":
        return damagedHistoryItem(node);
      case "more":
        return moreItem(node.hidden);
      case "failure":
        return failedItem(l10n.t("Environments of {0}", row.folder.folder.name), node.reason);
    }
  })();
  item.id = row.id;
  item.contextValue = contextOf(node);
  item.command = commandOf(row);
  return item;
}

/** What menus know a row by: its kind, and what can be done with it. */
function contextOf(node: RowNode): string {
  const states = [
    ...(node.kind === "environment" && node.interrupted ? ["interrupted"] : []),
    ...((node.kind === "import" || node.kind === "history") && node.canUndo ? ["undoable"] : []),
  ];
  return ["envferry", node.kind, ...states].join(".");
}

function commandOf(row: Row): TreeItem["command"] {
  switch (row.node.kind) {
    case "resource":
    case "part":
    case "broken":
    case "damagedHistory":
      return { command: commandIds.openDefinition, title: l10n.t("Open Definition"), arguments: [row] };
    case "import":
      return { command: commandIds.showImportReport, title: l10n.t("Show Report"), arguments: [row] };
    case "more":
      return { command: commandIds.showMore, title: l10n.t("Show More"), arguments: [row] };
    case "failure":
      return { command: commandIds.refresh, title: l10n.t("Refresh") };
    case "environment":
    case "group":
    case "history":
      return undefined;
  }
}

const purposeIcons: Readonly<Record<Purpose, string>> = {
  development: "tools",
  test: "beaker",
  staging: "layers",
  production: "globe",
  sandbox: "package",
};

/** Name of the codicon of an environment with this purpose. */
export function environmentIcon(purpose: Purpose | undefined): string {
  return purpose ? purposeIcons[purpose] : "server-environment";
}

export function purposeText(purpose: Purpose): string {
  switch (purpose) {
    case "development":
      return l10n.t("development");
    case "test":
      return l10n.t("test");
    case "staging":
      return l10n.t("staging");
    case "production":
      return l10n.t("production");
    case "sandbox":
      return l10n.t("sandbox");
  }
}

function environmentItem(node: EnvironmentNode, folderName: string | undefined): TreeItem {
  const item = new TreeItem(isolated(node.displayName), Collapsed);
  const purpose = node.purpose && purposeText(node.purpose);
  item.description = joinFacts(
    node.interrupted !== undefined && l10n.t("import interrupted"),
    node.isDefault && l10n.t("default"),
    // An environment named after its purpose needn't say it twice.
    purpose?.toLowerCase() !== node.displayName.toLowerCase() && purpose,
    folderName,
    problemsText(node.problems ?? []),
  );
  item.iconPath = node.interrupted
    ? new ThemeIcon("warning", new ThemeColor("list.warningForeground"))
    : new ThemeIcon(environmentIcon(node.purpose));
  item.resourceUri = rowUri(node.id, node.problems ?? [], node.interrupted !== undefined);
  return item;
}

function groupItem(node: GroupNode): TreeItem {
  const isEmpty = node.count + node.broken === 0;
  const item = new TreeItem(groupLabel(node.type), isEmpty ? None : Collapsed);
  item.description = joinFacts(
    node.count.toLocaleString(),
    node.broken > 0 &&
      (node.broken === 1 ? l10n.t("1 broken file") : l10n.t("{0} broken files", node.broken)),
  );
  item.iconPath = new ThemeIcon(resourceIcon(node.type));
  return item;
}

function groupLabel(type: ResourceTypeId): string {
  switch (type) {
    case "entity":
      return l10n.t("Entities");
    case "picklist":
      return l10n.t("Picklists");
  }
}

function resourceItem(node: ResourceNode): TreeItem {
  const hasParts = Object.values(node.counts).some((n) => n > 0);
  const item = new TreeItem(isolated(node.displayName), hasParts ? Collapsed : None);
  item.description = joinFacts(
    problemsText(node.problems),
    kindText(node),
    node.ref.name !== node.displayName && node.ref.name,
  );
  item.iconPath = node.isStandard ? new ThemeIcon("lock") : new ThemeIcon(resourceIcon(node.ref.type));
  item.resourceUri = rowUri(node.id, node.problems);
  return item;
}

/** "custom", "standard", "standard, customized" */
function kindText(node: ResourceNode): string {
  if (!node.isStandard) {
    return l10n.t("custom");
  }
  const { customFields = 0, keys = 0 } = node.counts;
  return customFields + keys > 0 ? l10n.t("standard, customized") : l10n.t("standard");
}

const fieldIcons: Readonly<Record<FieldType | "entry", string>> = {
  text: "symbol-string",
  multilineText: "symbol-string",
  email: "mail",
  phone: "call-outgoing",
  url: "link-external",
  integer: "symbol-number",
  bigInteger: "symbol-number",
  decimal: "symbol-number",
  number: "symbol-number",
  currency: "symbol-number",
  quantity: "symbol-ruler",
  boolean: "symbol-boolean",
  date: "calendar",
  dateTime: "watch",
  picklist: "list-unordered",
  multiSelectPicklist: "checklist",
  lookup: "references",
  guid: "symbol-key",
  autonumber: "list-ordered",
  image: "file-media",
  file: "file",
  address: "location",
  entry: "symbol-enum-member",
};

function partItem({ part }: PartNode): TreeItem {
  const item = new TreeItem(isolated(part.label), None);
  item.description = joinFacts(isolated(part.detail), part.origin === "custom" && l10n.t("custom"));
  item.iconPath = new ThemeIcon(fieldIcons[part.icon]);
  return item;
}

function failedItem(label: string, reason: string, uri?: TreeItem["resourceUri"]): TreeItem {
  const item = new TreeItem(isolated(label), None);
  item.description = joinFacts(l10n.t("broken"), reason);
  item.iconPath = new ThemeIcon("error", new ThemeColor("list.errorForeground"));
  item.resourceUri = uri;
  return item;
}

function moreItem(hidden: number): TreeItem {
  const item = new TreeItem(l10n.t("Show more…"), None);
  item.description = l10n.t("{0} not shown", hidden.toLocaleString());
  item.iconPath = new ThemeIcon("more");
  return item;
}

/** What there is to know of a row beyond its line; built when somebody points at it. */
export function tooltipOf(row: Row): MarkdownString | undefined {
  const { node } = row;
  switch (node.kind) {
    case "environment":
      return paragraphs(
        node.displayName,
        node.interrupted && interruptedMessage(node.displayName, node.interrupted),
        node.description,
        row.folder.uri(node.file).path,
        node.problems,
      );
    case "resource":
      return paragraphs(
        node.displayName,
        l10n.t("{0}, {1}", node.ref.name, kindText(node)),
        countsText(node),
        node.problems,
      );
    case "part":
      return paragraphs(
        node.part.label,
        [node.part.name, node.part.detail, ...node.part.facts].join(" · "),
        node.part.description,
      );
    case "broken":
      return paragraphs(node.name, l10n.t("This file can't be used."), node.file, node.problems);
    case "failure":
      return paragraphs(
        l10n.t("The environments can't be listed."),
        node.reason,
        l10n.t("Select to try again."),
      );
    case "import":
      return importTooltip(node);
    case "damagedHistory":
      return damagedHistoryTooltip(node);
    case "group":
    case "history":
    case "more":
      return undefined;
  }
}

function countsText({ counts }: ResourceNode): string {
  const words: Readonly<Record<string, (n: number) => string>> = {
    fields: (n) => (n === 1 ? l10n.t("1 field") : l10n.t("{0} fields", n)),
    customFields: (n) => (n === 1 ? l10n.t("1 custom field") : l10n.t("{0} custom fields", n)),
    keys: (n) => (n === 1 ? l10n.t("1 key") : l10n.t("{0} keys", n)),
    entries: (n) => (n === 1 ? l10n.t("1 entry") : l10n.t("{0} entries", n)),
  };
  return Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([what, n]) => words[what]?.(n) ?? "")
    .join(", ");
}

/** Problems that a tooltip lists before it counts the rest. */
const shownProblems = 10;

/** A title, lines of plain text and a list of problems. Texts from files are escaped. */
function paragraphs(title: string, ...rest: (string | readonly Problem[] | undefined)[]): MarkdownString {
  const tooltip = new MarkdownString();
  tooltip.appendMarkdown("**").appendText(isolated(title)).appendMarkdown("**");
  for (const part of rest) {
    if (typeof part === "string" && part !== "") {
      tooltip.appendMarkdown("\n\n").appendText(printableLines(part));
    } else if (Array.isArray(part)) {
      const problems = part as readonly Problem[];
      problems.slice(0, shownProblems).forEach(({ file, line, message }) => {
        tooltip.appendMarkdown("\n\n").appendText(`${file}:${line}: ${message}`);
      });
      if (problems.length > shownProblems) {
        tooltip.appendMarkdown("\n\n").appendText(l10n.t("and {0} more", problems.length - shownProblems));
      }
    }
  }
  return tooltip;
}

export function problemsText(problems: readonly Problem[]): string | undefined {
  if (problems.length === 0) {
    return undefined;
  }
  return problems.length === 1 ? l10n.t("1 problem") : l10n.t("{0} problems", problems.length);
}

function joinFacts(...facts: (string | false | undefined)[]): string {
  return facts.filter((fact) => typeof fact === "string" && fact !== "").join(" · ");
}
