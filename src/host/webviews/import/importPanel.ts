import { CancellationError, Disposable, l10n, window, workspace, type Uri, type WebviewPanel } from "vscode";
import type { SetupAction } from "../../../core/import/setupAction";
import { isolated } from "../../../core/text";
import type { EnvironmentKey } from "../../../protocol/common";
import { fromImportWizard, type ImportDraft, type RowMenuItem } from "../../../protocol/importWizard";
import { connect, type Connection } from "../connect";
import { describeError } from "../describeError";
import type { WizardServices } from "../wizardServices";
import { actionInfos, typeInfos } from "../words";
import { ImportProcess } from "./importProcess";
import { ImportSession } from "./importSession";
import { listTargets } from "./listTargets";
import type { PackageSource } from "./openedPackage";
import { PackageIntake } from "./packageIntake";
import type { PlanDocuments } from "./planDocuments";
import { ShownPlan } from "./shownPlan";
import { StepTaker } from "./stepTaker";
import type { Sent, WizardLink } from "./wizardLink";

/** What a wizard is opened with. */
export interface ImportStart {
  readonly source?: PackageSource;
  /** Name of a package that was dropped before a restart, and is lost. */
  readonly lost?: string;
  readonly target?: EnvironmentKey;
  /** To look into a package, without choosing a target at first. */
  readonly isInspecting: boolean;
  readonly setups?: ImportDraft["setups"];
}

/** One open import wizard: connects its view with the package, the plan and the import. */
export class ImportPanel implements Disposable {
  private readonly connection: Connection<Sent>;
  private readonly session: ImportSession;
  private readonly intake: PackageIntake;
  private readonly plan: ShownPlan;
  private readonly process: ImportProcess;
  private readonly steps: StepTaker;
  private readonly subscriptions: Disposable[];
  private busy = "";
  private isDisposed = false;
  private targetLabel: string | undefined;

  constructor(
    readonly panel: WebviewPanel,
    private readonly start: ImportStart,
    private readonly services: WizardServices,
    documents: PlanDocuments,
  ) {
    this.session = new ImportSession(services.environments, services.imports);
    this.session.target = start.target;
    const link: WizardLink = {
      session: this.session,
      services,
      post: (kind, body) => this.connection.post(kind, body),
      targetName: () => this.targetName(),
      setBusy: (text) => this.setBusy(text),
      inBackground: (work) => this.inBackground(work),
    };
    this.plan = new ShownPlan(link, documents);
    this.process = new ImportProcess(panel, link, this.plan);
    this.steps = new StepTaker(panel, link, this.plan);
    this.intake = new PackageIntake(link, {
      obstacle: () => this.process.whyKeepPackage(),
      isFollowing: () => !this.process.hasEnded,
      beforeChange: () => this.process.interrupt(),
      afterChange: () => this.showPackage(),
    });
    this.connection = connect(
      panel.webview,
      fromImportWizard,
      {
        ready: () => this.tellEverything(),
        viewFailed: ({ message }) => services.log.error(`The import wizard's view failed: ${message}`),
        closeRequested: () => void panel.dispose(),
        browseRequested: () => this.intake.browse(),
        urisDropped: ({ uris }) => this.intake.openDropped(uris),
        fileDropped: ({ name, bytes }) => this.intake.open({ name, bytes }),
        targetChosen: ({ key }) => this.chooseTarget(key),
        setupChosen: ({ ids, action }) => this.choose(ids, action),
        detailsRequested: ({ id }) => this.plan.showDetails(id),
        detailsClosed: () => this.plan.closeDetails(),
        compareRequested: ({ id, action }) => this.plan.compare(id, action),
        placeRequested: (request) => this.plan.openPlace(request),
        stepRequested: (request) => this.steps.take(request),
        fileRequested: ({ id }) => this.plan.openFile(id),
        importRequested: ({ plan }) => this.process.check(plan),
        importConfirmed: ({ question, allowsRemovals }) => this.process.confirm(question, allowsRemovals),
        importDeclined: () => this.process.decline(),
        cancelRequested: () => this.process.cancel(),
        retryRequested: () => this.process.reviewAgain(),
        rollBackRequested: () => this.process.rollBack(),
        reportRequested: ({ how }) => this.process.report(how),
      },
      services.log,
      (error) => this.fail(error),
    );
    this.subscriptions = [
      this.connection,
      this.intake,
      this.plan,
      services.environments.onDidChange(({ folder, environment }) => {
        const { target } = this.session;
        const isElsewhere = folder && target && folder.folder.uri.toString() !== target.folder;
        const isTarget = !isElsewhere && (environment === undefined || environment === target?.name);
        this.inBackground(this.followEnvironments(environment === undefined, isTarget));
      }),
      workspace.onDidGrantWorkspaceTrust(() => this.inBackground(this.followEnvironments(true, true))),
    ];
    if (start.source) {
      this.open(start.source, Object.entries(start.setups ?? {}));
    } else if (start.lost !== undefined) {
      this.intake.refuse(
        start.lost,
        l10n.t(
          "It was dropped here from outside of VS Code, which can't find it again after the window was reloaded. Drop it again, or choose it.",
        ),
      );
    }
  }

  /** The package's file, to find out whether a wizard for it is open already. */
  get packageUri(): Uri | undefined {
    return this.session.opened?.source.uri ?? this.start.source?.uri;
  }

  get hasPackage(): boolean {
    return this.session.opened !== undefined || this.start.source !== undefined;
  }

  get target(): EnvironmentKey | undefined {
    return this.session.target;
  }

  /** Whether its work is done, so that another import needs another wizard. */
  get hasEnded(): boolean {
    return this.process.hasEnded;
  }

  /** An item of the rows' menu was chosen: the view knows which rows are selected. */
  followMenu(item: RowMenuItem): void {
    this.connection.post("menuChosen", { item });
  }

  open(source: PackageSource, choices?: Iterable<readonly [string, SetupAction]>): void {
    this.inBackground(this.intake.open(source, choices));
  }

  dispose(): void {
    this.isDisposed = true;
    Disposable.from(...this.subscriptions).dispose();
    void this.process.close().then(
      () => this.session.dispose(),
      (error: unknown) => this.fail(error),
    );
  }

  /** Tells a view that has just loaded all that there is to know. */
  private async tellEverything(): Promise<void> {
    this.plan.closeDetails();
    await this.sendTargets();
    // First how far the import is, so that the table doesn't show for a moment where a result stands.
    this.process.sendStage();
    if (!this.intake.sayWhyNone()) {
      this.plan.sendAll();
    }
    this.connection.post("busy", { text: this.busy });
  }

  private async sendTargets(): Promise<void> {
    const targets = await listTargets(this.services.environments);
    const { target } = this.session;
    this.targetLabel = targets.find(
      ({ key }) => key.folder === target?.folder && key.name === target.name,
    )?.label;
    this.connection.post("targetsKnown", {
      types: typeInfos(),
      actions: actionInfos(),
      targets,
      ...(target && { target }),
      isInspecting: this.start.isInspecting,
      canImport: workspace.isTrusted,
    });
    this.showTitle();
  }

  private targetName(): string {
    return this.targetLabel ?? this.session.target?.name ?? "";
  }

  private showTitle(): void {
    const { opened, target } = this.session;
    if (!opened) {
      return;
    }
    const name = isolated(opened.package.manifest.name);
    this.panel.title = target
      ? l10n.t("Import {0} into {1}", name, this.targetName())
      : l10n.t("Package {0}", name);
  }

  /** Shows the package that was opened, and what importing it would do. */
  private async showPackage(): Promise<void> {
    this.showTitle();
    this.plan.reset();
    await this.plan.refresh();
  }

  private async chooseTarget(key: EnvironmentKey): Promise<void> {
    if (this.process.isWriting) {
      return;
    }
    this.process.interrupt();
    this.session.target = key;
    this.plan.reset();
    await this.sendTargets();
    await this.plan.refresh();
  }

  private async choose(ids: readonly string[], action: SetupAction): Promise<void> {
    if (this.process.isWriting) {
      return;
    }
    this.process.interrupt();
    this.session.choose(ids, action);
    await this.plan.refresh();
  }

  private async followEnvironments(isListChanged: boolean, isTarget: boolean): Promise<void> {
    if (isListChanged) {
      await this.sendTargets();
    }
    if (isTarget) {
      await this.process.follow();
    }
  }

  private setBusy(text: string): void {
    this.busy = text;
    this.connection.post("busy", { text });
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
    const message = describeError(error);
    if (this.isDisposed) {
      void window.showErrorMessage(message);
    } else {
      this.connection.post("failed", { message });
    }
  }
}
