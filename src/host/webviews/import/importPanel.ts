import {
  CancellationError,
  CancellationTokenSource,
  Disposable,
  env,
  l10n,
  RelativePattern,
  Uri,
  window,
  workspace,
  type WebviewPanel,
} from "vscode";
import type { Applied } from "../../../core/import/applyResult";
import { decide, type ImportPlan, type PlanItem } from "../../../core/import/importPlan";
import type { SetupAction } from "../../../core/import/setupAction";
import { refKey } from "../../../core/resources/registry";
import { list } from "../../../core/text";
import type { EnvironmentKey } from "../../../protocol/common";
import type { BodyOf } from "../../../protocol/contract";
import {
  fromImportWizard,
  type ActionOption,
  type ImportDraft,
  type ImportResult,
  type toImportWizard,
} from "../../../protocol/importWizard";
import { VscodeFileSystem } from "../../workspace/vscodeFileSystem";
import { connect, type Connection } from "../connect";
import { describeError } from "../describeError";
import { reportEvery } from "../reportEvery";
import type { WizardServices } from "../wizardServices";
import { actionInfos, typeInfos } from "../words";
import { askForPackage } from "./askForPackage";
import { ImportSession, type PlannedAction } from "./importSession";
import { listTargets } from "./listTargets";
import { openFrom, sourceOf, type PackageSource } from "./openedPackage";
import type { PlanDocuments } from "./planDocuments";
import { actionOption, effectsOn, packageRow, packageSummary, planRow, planSummary } from "./planRows";
import { PlanViewer } from "./planViewer";
import { movedItems, reportText, resultOf, rolledBackResult } from "./resultRows";

/** What a wizard is opened with. */
export interface ImportStart {
  readonly source?: PackageSource;
  readonly target?: EnvironmentKey;
  /** To look into a package, without choosing a target at first. */
  readonly isInspecting: boolean;
  readonly setups?: ImportDraft["setups"];
}

type Sent = typeof toImportWizard;

/** One open import wizard: keeps its view informed of the plan, and imports when the user has confirmed it. */
export class ImportPanel implements Disposable {
  private readonly connection: Connection<Sent>;
  private readonly session: ImportSession;
  private readonly viewer: PlanViewer;
  private readonly subscriptions: Disposable[];
  private readonly closing = new CancellationTokenSource();
  private packageWatcher: Disposable | undefined;
  /** Set when the package can't be used; a view that is shown again must hear of it. */
  private refused: BodyOf<Sent, "packageRefused"> | undefined;
  /** The last that was sent of each row: only others are sent again. */
  private sentRows = new Map<string, string>();
  /** What the actions would do to the resource whose details are shown. */
  private explored: PlannedAction[] = [];
  private ended: { readonly plan: ImportPlan; readonly applied: Applied; result: ImportResult } | undefined;
  private progress: BodyOf<Sent, "importing"> | undefined;

  constructor(
    readonly panel: WebviewPanel,
    private readonly start: ImportStart,
    private readonly services: WizardServices,
    documents: PlanDocuments,
  ) {
    this.session = new ImportSession(services.environments, services.codec);
    this.session.target = start.target;
    this.viewer = new PlanViewer(crypto.randomUUID(), documents, this.session, (id, action) =>
      this.findItem(id, action),
    );
    this.connection = connect(
      panel.webview,
      fromImportWizard,
      {
        ready: () => this.tellEverything(),
        viewFailed: ({ message }) => services.log.error(`The import wizard's view failed: ${message}`),
        closeRequested: () => void panel.dispose(),
        browseRequested: () => this.browse(),
        urisDropped: ({ uris }) => this.openDropped(uris),
        fileDropped: ({ name, bytes }) => this.open({ name, bytes }),
        targetChosen: ({ key }) => this.chooseTarget(key),
        setupChosen: ({ ids, action }) => this.choose(ids, action),
        detailsRequested: ({ id }) => this.sendDetails(id),
        compareRequested: ({ id, action }) => this.viewer.compare(id, action),
        placeRequested: (request) => this.openPlace(request),
        fileRequested: ({ id }) => this.openFile(id),
        importRequested: () => this.askConfirmation(),
        importConfirmed: ({ allowsRemovals }) => this.import(allowsRemovals),
        cancelRequested: () => this.session.cancelApplying(),
        retryRequested: () => this.reviewAgain(),
        rollBackRequested: () => this.rollBack(),
        reportRequested: ({ how }) => this.report(how),
      },
      services.log,
      (error) => this.fail(error),
    );
    this.subscriptions = [
      this.connection,
      this.session,
      this.viewer,
      services.environments.onDidChange(({ folder, environment }) => {
        const { target } = this.session;
        const isElsewhere = folder && target && folder.folder.uri.toString() !== target.folder;
        const isTarget = !isElsewhere && (environment === undefined || environment === target?.name);
        this.inBackground(this.followEnvironments(environment === undefined, isTarget));
      }),
      workspace.onDidGrantWorkspaceTrust(() => this.inBackground(this.sendTargets())),
    ];
    if (start.source) {
      this.inBackground(this.open(start.source, Object.entries(start.setups ?? {})));
    }
  }

  /** The package's file, to find out whether a wizard for it is open already. */
  get packageUri(): Uri | undefined {
    return this.session.opened?.source.uri ?? this.start.source?.uri;
  }

  get target(): EnvironmentKey | undefined {
    return this.session.target;
  }

  dispose(): void {
    this.closing.cancel();
    this.packageWatcher?.dispose();
    Disposable.from(...this.subscriptions, this.closing).dispose();
  }

  /** Tells a view that has just loaded all that there is to know. */
  private async tellEverything(): Promise<void> {
    this.sentRows.clear();
    await this.sendTargets();
    if (this.refused) {
      this.connection.post("packageRefused", this.refused);
    } else if (this.session.opened) {
      this.sendPackage();
      this.sendPlan();
    } else if (!this.start.source) {
      this.connection.post("noPackage", {});
    }
    if (this.progress) {
      this.connection.post("importing", this.progress);
    } else if (this.ended) {
      this.connection.post("imported", this.ended.result);
    }
  }

  private async sendTargets(): Promise<void> {
    const { target } = this.session;
    this.connection.post("targetsKnown", {
      types: typeInfos(),
      actions: actionInfos(),
      targets: await listTargets(this.services.environments),
      ...(target && { target }),
      isInspecting: this.start.isInspecting,
      canImport: workspace.isTrusted,
    });
  }

  // The package

  private async browse(): Promise<void> {
    const uri = await askForPackage();
    if (uri) {
      await this.open(sourceOf(uri));
    }
  }

  private async openDropped(uris: readonly string[]): Promise<void> {
    const packages = uris.map((uri) => Uri.parse(uri)).filter(({ path }) => /\.zip$/iu.test(path));
    const [first, ...others] = packages;
    if (!first || others.length > 0) {
      this.connection.post("failed", { message: l10n.t("Drop one package, a .zip file.") });
      return;
    }
    await this.open(sourceOf(first));
  }

  private async open(
    source: PackageSource,
    choices?: Iterable<readonly [string, SetupAction]>,
  ): Promise<void> {
    this.connection.post("busy", { text: l10n.t("Opening {0}", source.name) });
    try {
      const outcome = await openFrom(source, this.services.codec, this.closing.token);
      if (!outcome.ok) {
        this.refused = { file: source.name, messages: [...outcome.messages] };
        this.connection.post("packageRefused", this.refused);
        return;
      }
      this.refused = undefined;
      this.ended = undefined;
      this.session.use(outcome.opened, choices);
      this.watchPackage(source.uri);
      this.sendPackage();
      await this.replan();
    } finally {
      this.connection.post("busy", { text: "" });
    }
  }

  private sendPackage(): void {
    const { opened } = this.session;
    if (!opened) {
      return;
    }
    this.panel.title = l10n.t("Import {0}", opened.package.manifest.name);
    this.connection.post("packageOpened", {
      package: packageSummary(opened.package, opened.source.name),
      rows: opened.package.resources.map((resource) =>
        packageRow(resource, this.session.actionOf(resource.ref) ?? resource.setup),
      ),
      ...(opened.source.uri && { uri: opened.source.uri.toString() }),
    });
  }

  private watchPackage(uri: Uri | undefined): void {
    this.packageWatcher?.dispose();
    this.packageWatcher = undefined;
    if (!uri) {
      return;
    }
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, ".."), name));
    const follow = (): void => this.inBackground(this.followPackage(uri));
    this.packageWatcher = Disposable.from(
      watcher,
      watcher.onDidChange(follow),
      watcher.onDidCreate(follow),
      watcher.onDidDelete(follow),
    );
  }

  /** What was read stays usable when the file is deleted or broken; when it is another package now, that one is used. */
  private async followPackage(uri: Uri): Promise<void> {
    const { opened } = this.session;
    if (!opened || this.session.isApplying || this.ended) {
      return;
    }
    const outcome = await openFrom(opened.source, this.services.codec, this.closing.token);
    if (opened !== this.session.opened) {
      return;
    }
    if (!outcome.ok) {
      const [reason] = outcome.messages;
      this.connection.post("packageChanged", {
        message: l10n.t("{0} What was read of it before is still shown and can be imported.", reason ?? ""),
      });
    } else if (outcome.opened.sha256 !== opened.sha256) {
      this.session.use(outcome.opened);
      this.sentRows.clear();
      this.sendPackage();
      this.connection.post("packageChanged", {
        message: l10n.t(
          "{0} was replaced by another package, which was read and checked.",
          workspace.asRelativePath(uri),
        ),
      });
      await this.replan();
    }
  }

  // The plan

  private async chooseTarget(key: EnvironmentKey): Promise<void> {
    this.session.target = key;
    this.session.planned = undefined;
    this.sentRows.clear();
    await this.sendTargets();
    await this.replan();
  }

  private async choose(ids: readonly string[], action: SetupAction): Promise<void> {
    this.session.choose(ids, action);
    await this.replan();
  }

  private async followEnvironments(isListChanged: boolean, isTarget: boolean): Promise<void> {
    if (isListChanged) {
      await this.sendTargets();
    }
    if (isTarget && !this.session.isApplying && !this.ended) {
      await this.replan();
    }
  }

  /** Plans anew and shows what became of it. Gives the plan from before; undefined when newer choices made it useless. */
  private async replan(options: { readonly afresh?: boolean } = {}): Promise<ImportPlan | undefined> {
    const { opened, target, planned: before } = this.session;
    if (!opened || !target) {
      return undefined;
    }
    this.connection.post("busy", { text: l10n.t("Checking the import") });
    try {
      const planned = await this.session.replan(options);
      if (!planned) {
        this.sentRows.clear();
        this.sendPackage();
        this.connection.post("failed", {
          message: l10n.t(
            'The environment "{0}" isn\'t there any more. Choose another target, or bring it back.',
            target.name,
          ),
        });
        return undefined;
      }
      this.sendPlan();
      this.viewer.refresh();
      this.connection.post("busy", { text: "" });
      return before?.plan;
    } catch (error) {
      if (error instanceof CancellationError) {
        return undefined;
      }
      this.connection.post("busy", { text: "" });
      throw error;
    }
  }

  private sendPlan(): void {
    const { planned } = this.session;
    if (!planned) {
      return;
    }
    const rows = planned.plan.items.map(planRow).filter((row) => {
      const text = JSON.stringify(row);
      const isKnown = this.sentRows.get(row.id) === text;
      this.sentRows.set(row.id, text);
      return !isKnown;
    });
    this.connection.post("planned", { rows, summary: planSummary(planned.plan) });
  }

  private async sendDetails(id: string): Promise<void> {
    this.explored = [];
    const options: ActionOption[] = [];
    const base = this.session.planned?.plan;
    try {
      for await (const explored of this.session.explore(id)) {
        this.explored.push(explored);
        const effects = base ? effectsOn(base, explored.plan, explored.item.ref) : [];
        options.push(actionOption(explored.item, effects));
        if (options.length === 1) {
          this.connection.post("detailsFound", { id, options, isComplete: false });
        }
      }
      this.connection.post("detailsFound", { id, options, isComplete: true });
    } catch (error) {
      if (!(error instanceof CancellationError)) {
        throw error;
      }
    }
  }

  private findItem(id: string, action: SetupAction): PlanItem | undefined {
    const planned = this.session.planned?.plan.items.find(({ ref }) => refKey(ref) === id);
    return planned?.action === action
      ? planned
      : this.explored.find((explored) => explored.action === action && refKey(explored.item.ref) === id)
          ?.item;
  }

  private async openPlace(request: BodyOf<typeof fromImportWizard, "placeRequested">): Promise<void> {
    const { id, action, finding, place } = request;
    const findings =
      id === undefined || action === undefined
        ? this.session.planned?.plan.findings
        : this.findItem(id, action)?.findings.filter(({ rule }) => rule !== "unchanged");
    const wanted = findings?.[finding]?.places[place];
    if (wanted) {
      await this.viewer.openPlace(wanted);
    }
  }

  private async openFile(id: string): Promise<void> {
    const item = this.session.planned?.plan.items.find(({ ref }) => refKey(ref) === id);
    if (item) {
      await this.viewer.openFile(item.file);
    }
  }

  // The import

  /** Checks again against the files as they are, and only asks when that gives what the user has seen. */
  private async askConfirmation(): Promise<void> {
    if (!this.mayWrite()) {
      return;
    }
    const before = await this.replan({ afresh: true });
    const { planned } = this.session;
    if (!before || !planned) {
      return;
    }
    const moved = movedItems(before, planned.plan);
    if (moved.length > 0) {
      this.sayTargetChanged(moved);
      return;
    }
    const summary = planSummary(planned.plan);
    if (summary.obstacle === undefined) {
      this.connection.post("confirmationNeeded", { summary, target: planned.plan.environment.displayName });
    }
  }

  private sayTargetChanged(what: readonly string[]): void {
    this.connection.post("targetChanged", {
      message: l10n.t(
        "{0} was changed since the import was checked, so nothing was written. It was checked again: look at {1}, then import.",
        this.session.planned?.plan.environment.displayName ?? "",
        list(what),
      ),
    });
  }

  private mayWrite(): boolean {
    if (!workspace.isTrusted) {
      this.connection.post("failed", {
        message: l10n.t("Envferry changes no file in a workspace that isn't trusted."),
      });
    }
    return workspace.isTrusted;
  }

  private async import(allowsRemovals: boolean): Promise<void> {
    const { planned } = this.session;
    if (!planned || this.session.isApplying || !this.mayWrite()) {
      return;
    }
    if (decide(planned.plan, { removals: allowsRemovals }) !== "go") {
      // The view asks for this consent; a message without it comes from somewhere else.
      throw new Error(
        l10n.t("The import removes something, and that wasn't agreed to. Nothing was written."),
      );
    }
    const report = reportEvery(100, (done: number, total: number, name: string) => {
      this.progress = { text: l10n.t("Importing {0}", name), done, total };
      this.connection.post("importing", this.progress);
    });
    this.progress = { text: l10n.t("Preparing the import"), done: 0, total: 1 };
    this.connection.post("importing", this.progress);
    try {
      const applied = await this.session.apply(({ done, total, next }) =>
        report(done, total, next.resource.displayName),
      );
      if (applied.outcome === "target-changed") {
        await this.replan({ afresh: true });
        this.sayTargetChanged(applied.files);
        return;
      }
      this.ended = { plan: planned.plan, applied, result: resultOf(planned.plan, applied) };
      this.connection.post("imported", this.ended.result);
      this.notifyIfHidden(this.ended.result);
    } finally {
      this.progress = undefined;
    }
  }

  /** Who looks elsewhere hears how it ended. */
  private notifyIfHidden({ outcome, message }: ImportResult): void {
    if (this.panel.visible) {
      return;
    }
    const show = l10n.t("Show Result");
    const shown =
      outcome === "imported"
        ? window.showInformationMessage(message, show)
        : window.showErrorMessage(message, show);
    void shown.then((answer) => answer === show && this.panel.reveal());
  }

  /** Plans what is left after an import that wasn't complete. */
  private async reviewAgain(): Promise<void> {
    this.ended = undefined;
    this.sentRows.clear();
    this.sendPackage();
    await this.replan({ afresh: true });
  }

  private async rollBack(): Promise<void> {
    if (!this.ended || !this.mayWrite()) {
      return;
    }
    const rolledBack = await this.session.rollBack(this.ended.applied);
    this.ended.result = rolledBackResult(this.ended.result, rolledBack);
    this.connection.post("imported", this.ended.result);
  }

  private async report(how: "copy" | "save"): Promise<void> {
    if (!this.ended) {
      return;
    }
    const text = reportText(this.ended.plan, this.ended.result, new Date());
    if (how === "copy") {
      await env.clipboard.writeText(text);
      return;
    }
    const uri = await window.showSaveDialog({
      title: l10n.t("Save Report"),
      filters: { [l10n.t("Markdown")]: ["md"] },
    });
    if (uri) {
      const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
      await new VscodeFileSystem(Uri.joinPath(uri, "..")).writeFile(name, new TextEncoder().encode(text));
    }
  }

  private inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.fail(error));
  }

  /** Says in the wizard what went wrong; the details are for the log. */
  private fail(error: unknown): void {
    if (error instanceof CancellationError) {
      return;
    }
    this.services.log.error(error instanceof Error ? error : String(error));
    this.connection.post("failed", { message: describeError(error) });
  }
}
