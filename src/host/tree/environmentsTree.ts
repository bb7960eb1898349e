import {
  commands,
  Disposable,
  EventEmitter,
  window,
  type Event,
  type LogOutputChannel,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
} from "vscode";
import type { Environment, EnvironmentHeader } from "../../core/environment/environment";
import type { InterruptedImport } from "../../core/import/targetConditions";
import { FileAccessError } from "../../core/ports";
import {
  environmentChildren,
  environmentNode,
  groupChildren,
  groupPageSize,
  resourceChildren,
} from "../../core/tree/buildTree";
import { historyChildren, historyId, historyNode, historyPageSize } from "../../core/tree/historyTree";
import type { GroupNode, HistoryNode, ResourceNode } from "../../core/tree/treeNode";
import type { ImportStates } from "../imports/importStates";
import type { FolderEnvironments } from "../workspace/folderEnvironments";
import type { WorkspaceChange, WorkspaceEnvironments } from "../workspace/workspaceEnvironments";
import type { ResourceRef } from "../../core/resources/resourceType";
import type { EnvironmentKey } from "../../protocol/common";
import type { PackageSource } from "../webviews/import/openedPackage";
import { packageDrop } from "./packageDrop";
import { ProblemDecorations } from "./problemDecorations";
import { isRow, Row, rowId, type RowNode } from "./row";
import { problemsText, toTreeItem, tooltipOf } from "./treeItems";

export const environmentsViewId = "envferry.environments";

/** The Environments view: rows for what is on disk, read as far as they are unfolded. */
export class EnvironmentsTree implements TreeDataProvider<Row>, Disposable {
  readonly onDidChangeTreeData: Event<Row | undefined>;

  private readonly changed = new EventEmitter<Row | undefined>();
  private readonly view: TreeView<Row>;
  private readonly subscriptions: Disposable[];
  /** The rows that VS Code knows and that can change, by id. */
  private readonly rows = new Map<string, Row>();
  /** Of the rows that were looked for: VS Code asks for what is above them. */
  private readonly parents = new WeakMap<Row, Row | undefined>();
  /** How many rows of a group are shown, by the group row's id. */
  private readonly limits = new Map<string, number>();

  constructor(
    private readonly environments: WorkspaceEnvironments,
    private readonly states: ImportStates,
    private readonly log: LogOutputChannel,
    onPackageDropped: (target: EnvironmentKey, source: PackageSource) => void,
  ) {
    this.onDidChangeTreeData = this.changed.event;
    this.view = window.createTreeView(environmentsViewId, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: packageDrop(({ folder, node }, source) => {
        if ("environment" in node) {
          onPackageDropped({ folder: folder.folder.uri.toString(), name: node.environment }, source);
        }
      }),
    });
    this.subscriptions = [
      this.view,
      this.changed,
      window.registerFileDecorationProvider(new ProblemDecorations()),
      environments.onDidChange((change) => this.inBackground(this.follow(change))),
    ];
  }

  getTreeItem(row: Row): TreeItem {
    return toTreeItem(row, this.environments.folders().length > 1);
  }

  resolveTreeItem(item: TreeItem, row: Row): TreeItem {
    item.tooltip = tooltipOf(row);
    return item;
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (!row) {
      return this.environmentRows();
    }
    const { folder, node } = row;
    switch (node.kind) {
      case "environment": {
        const environment = await this.load(folder, node.environment);
        if (!environment) {
          return [];
        }
        const { history } = await this.states.of(folder, environment.header);
        return environmentChildren(environment, history).map((child) => this.row(folder, child));
      }
      case "history":
        return this.importRows(row as Row<HistoryNode>);
      case "group":
        return this.resourceRows(row as Row<GroupNode>);
      case "resource":
        return this.partRows(row as Row<ResourceNode>);
      default:
        return [];
    }
  }

  /** Selects the row of a resource, and unfolds what is above it. */
  async reveal(folder: FolderEnvironments, header: EnvironmentHeader, ref: ResourceRef): Promise<void> {
    await commands.executeCommand(`${environmentsViewId}.focus`);
    const path = [
      (row: Row): boolean => row.folder === folder && row.node.id === header.folder,
      ({ node }: Row): boolean => node.kind === "group" && node.type === ref.type,
      ({ node }: Row): boolean => node.kind === "resource" && node.ref.name === ref.name,
    ];
    let parent: Row | undefined;
    for (const isWanted of path) {
      const found: Row | undefined = await this.childOf(parent, isWanted);
      if (!found) {
        return;
      }
      this.parents.set(found, parent);
      parent = found;
    }
    if (parent) {
      await this.view.reveal(parent, { select: true, focus: true });
    }
  }

  getParent(row: Row): Row | undefined {
    return this.parents.get(row);
  }

  /** A row below another one, for which pages are turned. */
  private async childOf(parent: Row | undefined, isWanted: (row: Row) => boolean): Promise<Row | undefined> {
    for (;;) {
      const children = await this.getChildren(parent);
      const found = children.find(isWanted);
      const more = children.find(({ node }) => node.kind === "more");
      if (found || !more) {
        return found;
      }
      this.showMore(more);
    }
  }

  /** Shows another page of the group that a "Show more…" row stands in. */
  showMore(row: unknown): void {
    if (!isRow(row) || row.node.kind !== "more") {
      return;
    }
    const { group: groupId } = row.node;
    const group = [...this.rows.values()].find(
      ({ folder, node }) => folder === row.folder && node.id === groupId,
    );
    if (group) {
      const page = group.node.kind === "history" ? historyPageSize : groupPageSize;
      this.limits.set(group.id, (this.limits.get(group.id) ?? page) + page);
      this.changed.fire(group);
    }
  }

  dispose(): void {
    Disposable.from(...this.subscriptions).dispose();
  }

  /** Lets work go on by itself; what goes wrong in it is logged, since nobody waits for it. */
  private inBackground(work: Promise<void>): void {
    work.catch((error: unknown) => this.log.error(error instanceof Error ? error : String(error)));
  }

  private async environmentRows(): Promise<Row[]> {
    this.rows.clear();
    const rows: Row[] = [];
    const folders = this.environments.folders();
    for (const folder of folders) {
      try {
        for (const header of await folder.list()) {
          const interrupted = await this.states.interruptedIn(folder, header);
          rows.push(this.row(folder, environmentNode(header, folder.peek(header), interrupted)));
        }
      } catch (error) {
        if (!(error instanceof FileAccessError)) {
          throw error;
        }
        this.log.warn(`The environments of ${folder.folder.name} can't be listed: ${error.reason}`);
        rows.push(new Row(folder, { kind: "failure", id: "", reason: error.reason }));
      }
    }
    this.inBackground(this.countProblems());
    return rows;
  }

  /**
   * Reads the definitions of all environments, one after the other, so that each row can say how many problems it has. The
   * rows themselves don't wait for it.
   */
  private async countProblems(): Promise<void> {
    await window.withProgress({ location: { viewId: environmentsViewId } }, async () => {
      for (const folder of this.environments.folders()) {
        for (const header of await folder.listOrNone()) {
          await this.updateEnvironment(folder, header);
        }
      }
    });
    this.updateBadge();
  }

  private async updateEnvironment(folder: FolderEnvironments, header: EnvironmentHeader): Promise<void> {
    const environment = await folder.load(header);
    const node = environmentNode(header, environment, await this.states.interruptedIn(folder, header));
    const row = this.rows.get(new Row(folder, node).id);
    if (row?.node.kind !== "environment") {
      return;
    }
    const hadProblems = (row.node.problems ?? []).length > 0;
    row.node = node;
    // Drawing a row again takes the commands of the rows below it away for a moment: only where it says something new.
    if (hadProblems || (node.problems ?? []).length > 0) {
      this.changed.fire(row);
    }
  }

  /** Follows a change on disk with as few rows as possible. */
  private async follow({ folder, environment, concerns }: WorkspaceChange): Promise<void> {
    const headers = folder && environment !== undefined ? await folder.listOrNone() : [];
    const header = headers.find((candidate) => candidate.name === environment);
    const row = folder && header && this.rows.get(new Row(folder, environmentNode(header, undefined)).id);
    if (!folder || !header || !row) {
      this.changed.fire(undefined);
      return;
    }
    const interrupted = await this.states.interruptedIn(folder, header);
    if (concerns === "imports") {
      await this.followImports(row, header, interrupted);
      return;
    }
    row.node = environmentNode(header, await folder.load(header), interrupted);
    this.changed.fire(row);
    this.updateBadge();
  }

  /** Follows the history and the journal of an environment, whose definitions needn't be read for that. */
  private async followImports(
    row: Row,
    header: EnvironmentHeader,
    interrupted: InterruptedImport | undefined,
  ): Promise<void> {
    const { folder, node } = row;
    if (node.kind !== "environment") {
      return;
    }
    const { history } = await this.states.of(folder, header);
    const told = historyNode(header, history);
    const known = this.rows.get(rowId(folder, historyId(header)));
    const wasInterrupted = node.interrupted !== undefined;
    row.node = { ...node, interrupted };
    if ((known === undefined) !== (told === undefined) || wasInterrupted !== (interrupted !== undefined)) {
      this.changed.fire(row);
    } else if (known && told) {
      known.node = told;
      this.changed.fire(known);
    }
  }

  private updateBadge(): void {
    const problems = [...this.rows.values()].flatMap((row) =>
      row.node.kind === "environment" ? (row.node.problems ?? []) : [],
    );
    const tooltip = problemsText(problems);
    this.view.badge = tooltip === undefined ? undefined : { value: problems.length, tooltip };
  }

  private async resourceRows(group: Row<GroupNode>): Promise<Row[]> {
    const { folder, node } = group;
    const environment = await this.load(folder, node.environment);
    const limit = this.limits.get(group.id) ?? groupPageSize;
    return environment
      ? groupChildren(environment, node.type, limit).map((child) => this.row(folder, child))
      : [];
  }

  private async importRows(row: Row<HistoryNode>): Promise<Row[]> {
    const { folder, node } = row;
    const header = (await folder.listOrNone()).find(({ name }) => name === node.environment);
    if (!header) {
      return [];
    }
    const { history, last } = await this.states.of(folder, header);
    const limit = this.limits.get(row.id) ?? historyPageSize;
    return historyChildren(header, history, limit, last).map((child) => this.row(folder, child));
  }

  private async partRows({ folder, node }: Row<ResourceNode>): Promise<Row[]> {
    const resource = (await this.load(folder, node.environment))?.resource(node.ref);
    return resource ? resourceChildren(resource).map((child) => new Row(folder, child)) : [];
  }

  private async load(folder: FolderEnvironments, name: string): Promise<Environment | undefined> {
    const header = (await folder.listOrNone()).find((candidate) => candidate.name === name);
    return header && folder.load(header);
  }

  /** The row for a node: the one that VS Code knows already, if there is one. */
  private row(folder: FolderEnvironments, node: RowNode): Row {
    const fresh = new Row(folder, node);
    const known = this.rows.get(fresh.id);
    if (known) {
      known.node = node;
      return known;
    }
    this.rows.set(fresh.id, fresh);
    return fresh;
  }
}
