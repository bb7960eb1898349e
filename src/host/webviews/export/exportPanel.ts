import type {
  Uri} from "vscode";
import {
  CancellationError,
  CancellationTokenSource,
  commands,
  Disposable,
  l10n,
  window,
  workspace,
  type WebviewPanel,
} from "vscode";
import type { Environment } from "../../../core/environment/environment";
import { exportPackage, type ExportRequest } from "../../../core/export/exportPackage";
import { packageNameProblem, suggestPackageName } from "../../../core/package/packageName";
import { FileAccessError } from "../../../core/ports";
import { refKey } from "../../../core/resources/registry";
import type { ResourceRef } from "../../../core/resources/resourceType";
import type { EnvironmentKey, Progress } from "../../../protocol/common";
import {
  fromExportWizard,
  type ExportOrder,
  type ExportResult,
  type toExportWizard,
} from "../../../protocol/exportWizard";
import { createHostPacer } from "../../hostPacer";
import type { FolderEnvironments } from "../../workspace/folderEnvironments";
import { connect, type Connection } from "../connect";
import type { WizardServices } from "../wizardServices";
import { actionInfos, typeInfos } from "../words";
import { savePackage } from "./savePackage";
import { brokenSentences, exportRows, refsOf, relatedRows } from "./exportRows";

/** One open export wizard: keeps its view informed of the environment and exports what the view asks for. */
export class ExportPanel implements Disposable {
  private readonly connection: Connection<typeof toExportWizard>;
  private readonly subscriptions: Disposable[];
  /** Set while a package is being built or saved. */
  private running: CancellationTokenSource | undefined;
  private progress: Progress = { text: l10n.t("Reading definitions"), done: 0, total: 1 };
  /** The package that this wizard has made, which a view that is shown again must hear of. */
  private saved: { readonly result: ExportResult; readonly uri: Uri } | undefined;
  private preselected: readonly ResourceRef[];

  constructor(
    private readonly panel: WebviewPanel,
    readonly key: EnvironmentKey,
    preselected: readonly ResourceRef[],
    private readonly services: WizardServices,
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
        revealRequested: () => this.reveal(),
        importIntoRequested: async () => {
          if (this.saved) {
            await services.importInto(this.saved.uri);
          }
        },
        closeRequested: () => panel.dispose(),
        viewFailed: ({ message }) => services.log.error(`The export wizard's view failed: ${message}`),
      },
      services.log,
      (error) => this.fail(error),
    );
    this.subscriptions = [
      this.connection,
      services.environments.onDidChange(({ folder, environment }) => {
        const isOurs = !folder || folder.folder.uri.toString() === key.folder;
        if (isOurs && (environment === undefined || environment === key.name)) {
          void this.sendEnvironment().catch((error: unknown) => this.fail(error));
        }
      }),
      { dispose: () => this.running?.cancel() },
    ];
  }

  /** Brings the wizard to the front, with these resources selected too. */
  show(selected: readonly ResourceRef[]): void {
    this.panel.reveal();
    if (selected.length > 0) {
      this.preselected = selected;
      void this.sendEnvironment().catch((error: unknown) => this.fail(error));
    }
  }

  dispose(): void {
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
    }
  }

  private async sendEnvironment(): Promise<void> {
    const folder = this.folder();
    const environment = await this.environment();
    if (!folder || !environment) {
      this.connection.post("environmentGone", {
        message: l10n.t(
          'The environment "{0}" isn\'t there any more. Close this page, or bring the environment back.',
          this.key.name,
        ),
      });
      return;
    }
    const hasFolders = this.services.environments.folders().length > 1;
    const rows = exportRows(environment);
    this.connection.post("loaded", {
      key: this.key,
      displayName: environment.displayName,
      ...(hasFolders && { folderName: folder.folder.name }),
      types: typeInfos(),
      actions: actionInfos(),
      rows,
      broken: brokenSentences(environment),
      preselected: this.preselected.map(refKey),
      suggestedName: suggestPackageName(environment.name, new Date()),
    });
    this.preselected = [];
    await this.sendChangeTimes(folder, environment);
  }

  private async sendChangeTimes(folder: FolderEnvironments, environment: Environment): Promise<void> {
    const times = await folder.fs.changeTimes(environment.resources.map(({ file }) => file));
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
    try {
      const saved = await this.buildAndSave(order, running);
      if (saved) {
        this.saved = saved;
        this.connection.post("exported", saved.result);
      } else {
        this.connection.post("exportCancelled", {});
      }
    } catch (error) {
      if (error instanceof CancellationError) {
        this.connection.post("exportCancelled", {});
      } else {
        this.fail(error);
      }
    } finally {
      this.running = undefined;
      running.dispose();
    }
  }

  /** Gives undefined when the user doesn't want to save the package after all. */
  private async buildAndSave(
    order: ExportOrder,
    running: CancellationTokenSource,
  ): Promise<{ result: ExportResult; uri: Uri } | undefined> {
    const { services } = this;
    if (!workspace.isTrusted) {
      throw new Error(l10n.t("Envferry writes no file in a workspace that isn't trusted."));
    }
    const problem = packageNameProblem(order.name);
    if (problem !== undefined) {
      throw new Error(problem);
    }
    const folder = this.folder();
    const environment = await this.environment();
    if (!folder || !environment) {
      throw new Error(l10n.t('The environment "{0}" isn\'t there any more.', this.key.name));
    }
    const request = requestOf(environment, order);
    const report = reportEvery(100, (done, total, name) => {
      this.progress = { text: l10n.t("Packing {0}", name), done, total };
      this.connection.post("exporting", this.progress);
    });
    const built = await exportPackage(
      environment,
      request,
      { createdAt: new Date(), generator: services.generator },
      { codec: services.codec, pacer: createHostPacer(running.token) },
      ({ done, total, next }) => report(done, total, next.definition.displayName),
    );
    if (!built.ok) {
      const [first, ...others] = built.problems.map(({ message }) => message);
      const more = others.length > 0 ? ` ${l10n.t("And {0} more like this.", others.length)}` : "";
      throw new Error(`${first}${more}`);
    }
    const uri = await savePackage(folder.folder.uri, request.name, built.value.bytes, running.token);
    const { resources } = built.value.manifest;
    return (
      uri && {
        uri,
        result: {
          file: workspace.asRelativePath(uri),
          resources: resources.length,
          related: resources.filter(({ related }) => related).length,
        },
      }
    );
  }

  private async open(id: string): Promise<void> {
    const environment = await this.environment();
    const [ref] = environment ? refsOf(environment, [id]) : [];
    const file = ref && environment?.resource(ref)?.file;
    if (file !== undefined) {
      await window.showTextDocument(this.folder()!.fs.uri(file), { preview: true });
    }
  }

  private async reveal(): Promise<void> {
    if (this.saved) {
      const isInside = workspace.getWorkspaceFolder(this.saved.uri) !== undefined;
      await commands.executeCommand(isInside ? "revealInExplorer" : "revealFileInOS", this.saved.uri);
    }
  }

  /** Says in the wizard what went wrong; the details are for the log. */
  private fail(error: unknown): void {
    this.services.log.error(error instanceof Error ? error : String(error));
    const reason =
      error instanceof FileAccessError
        ? `${error.path}: ${error.reason}.`
        : error instanceof Error
          ? error.message
          : String(error);
    this.connection.post("exportFailed", { message: reason });
  }
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

/** Passes on at most one report in so many milliseconds: messages for each of 10,000 resources would drown the view. */
function reportEvery(
  milliseconds: number,
  report: (done: number, total: number, name: string) => void,
): typeof report {
  let last = -Infinity;
  return (done, total, name) => {
    const now = performance.now();
    if (now - last >= milliseconds) {
      last = now;
      report(done, total, name);
    }
  };
}
