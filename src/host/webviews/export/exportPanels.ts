import type { Disposable } from "vscode";
import { l10n, ViewColumn, window, type WebviewPanel } from "vscode";
import type { ResourceRef } from "../../../core/resources/resourceType";
import type { EnvironmentKey } from "../../../protocol/common";
import { exportDraft } from "../../../protocol/exportWizard";
import { showWizard } from "../webviewHtml";
import type { WizardServices } from "../wizardServices";
import { ExportPanel } from "./exportPanel";
import type { ImportInto } from "./savedPackage";

/** Type of the export wizard's panels; package.json activates the extension for those that a window restores. */
const viewType = "envferry.exportWizard";

/** The open export wizards: at most one for each environment. */
export class ExportPanels implements Disposable {
  private readonly open = new Map<string, ExportPanel>();
  private readonly serializer: Disposable;

  constructor(
    private readonly services: WizardServices,
    private readonly importInto: ImportInto,
  ) {
    this.serializer = window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => this.restore(panel, state),
    });
  }

  /** Opens the wizard of an environment, or brings it to the front, with these resources selected. */
  show(key: EnvironmentKey, displayName: string, selected: readonly ResourceRef[]): void {
    const known = this.open.get(idOf(key));
    if (known) {
      known.show(selected);
      return;
    }
    const title = l10n.t("Export from {0}", displayName);
    this.adopt(window.createWebviewPanel(viewType, title, ViewColumn.Active), key, selected);
  }

  /** The menu of the package's rows asks to set up those that are selected, in the wizard that is in front. */
  setUpSelected(): void {
    [...this.open.values()].find(({ isActive }) => isActive)?.setUpSelected();
  }

  dispose(): void {
    this.serializer.dispose();
    this.open.forEach((panel) => panel.dispose());
  }

  /** Takes over a panel that was open when the window was closed or reloaded. */
  private restore(panel: WebviewPanel, state: unknown): void {
    const draft = exportDraft.safeParse(state);
    if (!draft.success || this.open.has(idOf(draft.data.key))) {
      // It never finished loading, or was made by a version that kept something else: there is nothing to restore.
      panel.dispose();
      if (state !== undefined && !draft.success) {
        void window.showInformationMessage(
          l10n.t(
            "An export wizard of another version of Envferry was closed. Export again to open a new one.",
          ),
        );
      }
      return;
    }
    this.adopt(panel, draft.data.key, []);
  }

  private adopt(panel: WebviewPanel, key: EnvironmentKey, selected: readonly ResourceRef[]): void {
    const wizard = new ExportPanel(panel, key, selected, this.services, this.importInto);
    this.open.set(idOf(key), wizard);
    panel.onDidDispose(() => {
      this.open.delete(idOf(key));
      wizard.dispose();
    });
    showWizard(panel, this.services.extensionUri, "export-wizard");
  }
}

function idOf({ folder, name }: EnvironmentKey): string {
  return `${folder}#${name}`;
}
