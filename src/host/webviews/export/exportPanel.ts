import {
  CancellationError,
  CancellationTokenSource,
  Disposable,
  l10n,
  ViewColumn,
  window,
  workspace,
  type CancellationToken,
  type WebviewPanel,
} from "vscode";
import type { Environment } from "../../../core/environment/environment";
import { exportPackage, type ExportRequest } from "../../../core/export/exportPackage";
import { packageNameProblem, suggestPackageName } from "../../../core/package/packageName";
import { refKey } from "../../../core/resources/registry";
import type { ResourceRef } from "../../../core/resources/resourceType";
import { isolated } from "../../../core/text";
import type { EnvironmentKey, Progress } from "../../../protocol/common";
import { fromExportWizard, type ExportOrder, type toExportWizard } from "../../../protocol/exportWizard";
import { createHostPacer } from "../../hostPacer";
import { changeTimes } from "../../workspace/changeTimes";
import type { FolderEnvironments } from "../../workspace/folderEnvironments";
import { connect, type Connection } from "../connect";
import { describeError } from "../describeError";
import { reportEvery } from "../reportEvery";
import type { WizardServices } from "../wizardServices";
import { actionInfos, typeInfos } from "../words";
import {
  announceExport,
  announceFailure,
  revealPackage,
  type ImportInto,
  type SavedPackage,
} from "./savedPackage";
import { refuseUnfinished, whyHeld } from "./refuseUnfinished";
import { savePackage } from "./savePackage";
import { brokenSentences, exportRows, lacksOf, refsOf, relatedRows } from "./exportRows";

/** One open export wizard: keeps its view informed of the environment and exports what the view asks for. */
export class ExportPanel implements Disposable {
  private readonly connection: Connection<typeof toExportWizard>;
  private readonly subscriptions: Disposable[];
  /** Set while a package is being built or saved. */
  private running: CancellationTokenSource | undefined;
  private progress: Progress = readingDefinitions();
  /** The package that this wizard has made, which a view that is shown again must hear of. */
  private saved: SavedPackage | undefined;
  /** Why the last export failed, where the view wasn't there to hear it. */
  private unheardFailure: string | undefined;
  private preselected: readonly ResourceRef[];
  /** Whether nothing can be exported before an import has ended. */
  private isHeld = false;
  /** The folder of environments that the shown one is in: a setting says which, and may change. */
  private shownFolder: string | undefined;
  /** Whether a finished export is done with, which the view has to hear. */
  private startsOver = false;
  private isClosed = false;

  constructor(
    private readonly panel: WebviewPanel,
    readonly key: EnvironmentKey,
    preselected: readonly ResourceRef[],
    private readonly services: WizardServices,
    private readonly importInto: ImportInto,
  ) {
    this.preselected = preselected;
    this.connection = connect(
      panel.webview,
      fromExportWizard,
      {
        ready: () => this.start(),
        relatedRequested: async ({ request, selected }) => {
          const environment = await this.environment();
          const rows = environment ? relatedRows(environment, refsOf(environment, selected)) : [];
          this.connection.post("relatedFound", { request, rows });
        },
        nameEntered: ({ name }) =>
          this.connection.post("nameChecked", { name, problem: packageNameProblem(name) }),
        exportRequested: (order) => this.export(order),
        cancelRequested: () => this.running?.cancel(),
        openRequested: ({ id }) => this.open(id),
        revealRequested: async () => {
          if (this.saved) {
            await revealPackage(this.saved.uri);
          }
        },
        importIntoRequested: async () => {
          if (this.saved) {
            await importInto(this.saved.uri, this.saved.from);
          }
        },
        startedOver: () => {
          this.saved = undefined;
          return this.sendEnvironment();
        },
        closeRequested: () => void panel.dispose(),
        viewFailed: ({ message }) => services.log.error(`The export wizard's view failed: ${message}`),
      },
      services.log,
      (error) => this.fail(error),
    );
    this.subscriptions = [
      this.connection,
      services.environments.onDidChange(({ folder, environment, concerns }) => {
        const isOurs =
          (concerns === "definitions" || this.isHeld) &&
          (!folder || folder.folder.uri.toString() === key.folder);
        // A view that is hidden isn't there: it asks when it is shown again.
        if (isOurs && (environment === undefined || environment === key.name) && panel.visible) {
          void this.sendEnvironment();
        }
      }),
      { dispose: () => this.running?.cancel() },
    ];
  }

  /** Brings the wizard to the front, with these resources selected too; anew where its last export is done. */
  show(selected: readonly ResourceRef[]): void {
    const { visible } = this.panel;
    this.panel.reveal();
    this.startsOver ||= this.saved !== undefined;
    if (selected.length > 0 || this.startsOver) {
      this.preselected = [...this.preselected, ...selected];
      this.saved = undefined;
      if (visible) {
        void this.sendEnvironment();
      }
    }
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  setUpSelected(): void {
    this.connection.post("setupWanted", {});
  }

  dispose(): void {
    this.isClosed = true;
    Disposable.from(...this.subscriptions).dispose();
  }

  private folder(): FolderEnvironments | undefined {
    return this.services.environments.folderAt(this.key.folder);
  }

  /** The environment as it is now; undefined when it is gone. */
  private async environment(): Promise<Environment | undefined> {
    const folder = this.folder();
    const header = await folder?.find(this.key.name);
    return header && folder?.load(header);
  }

  /** Tells a view that has just loaded everything. */
  private async start(): Promise<void> {
    await this.sendEnvironment();
    if (this.saved) {
      this.connection.post("exported", this.saved.result);
    } else if (this.running) {
      this.connection.post("exporting", this.progress);
    } else if (this.unheardFailure !== undefined) {
      this.connection.post("exportFailed", { message: this.unheardFailure });
      this.unheardFailure = undefined;
    }
  }

  private async sendEnvironment(): Promise<void> {
    try {
      const folder = this.folder();
      const environment = await this.environment();
      const unfinished = folder && environment && (await whyHeld(this.services.imports, folder, environment));
      this.isHeld = unfinished !== undefined;
      if (unfinished !== undefined) {
        this.connection.post("environmentGone", { message: unfinished });
      } else if (folder && environment) {
        await this.sendLoaded(folder, environment);
      } else {
        this.connection.post("environmentGone", {
          message: l10n.t(
            'The environment "{0}" isn\'t there any more. Close this page, or bring the environment back.',
            this.key.name,
          ),
        });
      }
    } catch (error) {
      this.services.log.error(error instanceof Error ? error : String(error));
      this.connection.post("environmentGone", {
        message: l10n.t('The environment "{0}" can\'t be read. {1}', this.key.name, describeError(error)),
      });
    }
  }

  private async sendLoaded(folder: FolderEnvironments, environment: Environment): Promise<void> {
    const hasFolders = this.services.environments.folders().length > 1;
    const preselected = this.preselected.map(refKey);
    const { startsOver } = this;
    const { environmentsFolder } = folder;
    const hasMoved = this.shownFolder !== undefined && this.shownFolder !== environmentsFolder;
    this.preselected = [];
    this.startsOver = false;
    this.shownFolder = environmentsFolder;
    this.connection.post("loaded", {
      key: this.key,
      displayName: isolated(environment.displayName),
      ...(hasFolders && { folderName: isolated(folder.folder.name) }),
      types: typeInfos(),
      actions: actionInfos(),
      rows: exportRows(environment),
      broken: brokenSentences(environment),
      preselected,
      suggestedName: suggestPackageName(environment.name, new Date()),
      startsOver,
      ...(hasMoved && {
        notice: l10n.t(
          "Environments are looked for in {0} now: what is shown, and would be exported, is from there.",
          environmentsFolder,
        ),
      }),
    });
    await this.sendChangeTimes(folder, environment);
  }

  private async sendChangeTimes(folder: FolderEnvironments, environment: Environment): Promise<void> {
    const times = await changeTimes(
      environment.resources.map(({ file }) => file),
      (file) => folder.uri(file),
    );
    this.connection.post("changeTimesKnown", {
      times: Object.fromEntries(
        environment.resources.flatMap(({ ref, file }) => {
          const time = times.get(file);
          return time === undefined ? [] : [[refKey(ref), time]];
        }),
      ),
    });
  }

  private async export(order: ExportOrder): Promise<void> {
    if (this.running) {
      return;
    }
    const running = new CancellationTokenSource();
    this.running = running;
    this.saved = undefined;
    this.unheardFailure = undefined;
    try {
      const saved = await this.buildAndSave(order, running.token);
      if (saved) {
        this.succeed(saved);
      } else {
        this.connection.post("exportCancelled", {});
      }
    } catch (error) {
      if (error instanceof CancellationError) {
        this.connection.post("exportCancelled", {});
      } else {
        this.fail(error);
        if (!(await this.environment())) {
          await this.sendEnvironment();
        }
      }
    } finally {
      this.running = undefined;
      running.dispose();
    }
  }

  /** Gives undefined when the user doesn't want to save the package after all. */
  private async buildAndSave(
    order: ExportOrder,
    token: CancellationToken,
  ): Promise<SavedPackage | undefined> {
    const { services } = this;
    if (!workspace.isTrusted) {
      throw new Error(l10n.t("Envferry writes no file in a workspace that isn't trusted."));
    }
    const problem = packageNameProblem(order.name);
    if (problem !== undefined) {
      throw new Error(problem);
    }
    this.showProgress(readingDefinitions());
    const folder = this.folder();
    const environment = await this.environment();
    if (!folder || !environment) {
      throw new Error(l10n.t('The environment "{0}" isn\'t there any more.', this.key.name));
    }
    await refuseUnfinished(services.imports, folder, environment);
    const request = requestOf(environment, order);
    const report = reportEvery(100, (done: number, total: number, name: string) =>
      this.showProgress({ text: l10n.t("Packing {0}", isolated(name)), done, total }),
    );
    const built = await exportPackage(
      environment,
      request,
      { createdAt: new Date(), generator: services.generator },
      { codec: services.codec, pacer: createHostPacer(token) },
      ({ done, total, next }) => report(done, total, next.definition.displayName),
    );
    if (!built.ok) {
      const [first, ...others] = built.problems.map(({ message }) => message);
      const more = others.length > 0 ? ` ${l10n.t("And {0} more like this.", others.length)}` : "";
      throw new Error(`${first}${more}`);
    }
    const { bytes, manifest } = built.value;
    this.showProgress({ text: l10n.t("Choose where to save the package"), done: 0, total: 0 });
    const uri = await savePackage(folder, request.name, bytes, token, services.openAnyFolder);
    return (
      uri && {
        uri,
        from: this.key,
        result: {
          file: isolated(workspace.asRelativePath(uri)),
          resources: manifest.resources.length,
          related: manifest.resources.filter(({ related }) => related).length,
          ...lacksOf(environment, manifest.resources),
        },
      }
    );
  }

  private showProgress(progress: Progress): void {
    this.progress = progress;
    this.connection.post("exporting", progress);
  }

  /** Opens a definition beside the wizard, which stays in sight. */
  private async open(id: string): Promise<void> {
    const folder = this.folder();
    const environment = await this.environment();
    const [ref] = environment ? refsOf(environment, [id]) : [];
    const file = ref && environment?.resource(ref)?.file;
    if (folder && file !== undefined) {
      await window.showTextDocument(folder.uri(file), { preview: true, viewColumn: ViewColumn.Beside });
    }
  }

  private isInSight(): boolean {
    return !this.isClosed && this.panel.visible;
  }

  private succeed(saved: SavedPackage): void {
    this.saved = saved;
    this.connection.post("exported", saved.result);
    if (!this.isInSight()) {
      void announceExport(saved, this.importInto).catch((error: unknown) => this.fail(error));
    }
  }

  /** Says what went wrong: in the wizard, or at the window's corner where the wizard isn't in sight. The details are for the log. */
  private fail(error: unknown): void {
    const { log } = this.services;
    log.error(error instanceof Error ? error : String(error));
    const message = describeError(error);
    if (this.isInSight()) {
      this.connection.post("exportFailed", { message });
    } else {
      this.unheardFailure = message;
      void announceFailure(message, log);
    }
  }
}

function readingDefinitions(): Progress {
  return { text: l10n.t("Reading definitions"), done: 0, total: 0 };
}

/** What the view ordered, as the core wants it. Resources that are gone meanwhile are refused, not left out in silence. */
function requestOf(environment: Environment, order: ExportOrder): ExportRequest {
  const selected = refsOf(environment, order.selected);
  const related = refsOf(environment, order.related);
  const gone = order.selected.length + order.related.length - selected.length - related.length;
  if (gone > 0) {
    throw new Error(
      gone === 1
        ? l10n.t("1 of the resources isn't in the environment any more. Look at the selection again.")
        : l10n.t(
            "{0} of the resources aren't in the environment any more. Look at the selection again.",
            gone,
          ),
    );
  }
  const text = (value: string): string | undefined => (value.trim() === "" ? undefined : value.trim());
  return {
    selected,
    related,
    name: order.name.trim(),
    version: text(order.version),
    description: text(order.description),
    setupOf: (ref) => order.setups[refKey(ref)]?.action,
    noteOf: (ref) => text(order.setups[refKey(ref)]?.note ?? ""),
  };
}
