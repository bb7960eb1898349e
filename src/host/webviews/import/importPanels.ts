import type { Disposable } from "vscode";
import { l10n, Uri, ViewColumn, window, type WebviewPanel } from "vscode";
import type { EnvironmentKey } from "../../../protocol/common";
import { importDraft } from "../../../protocol/importWizard";
import { showWizard } from "../webviewHtml";
import type { WizardServices } from "../wizardServices";
import { ImportPanel, type ImportStart } from "./importPanel";
import { sourceOf } from "./openedPackage";
import { PlanDocuments } from "./planDocuments";

/** Type of the import wizard's panels; package.json activates the extension for those that a window restores. */
const viewType = "envferry.importWizard";

/** The open import wizards: at most one for each package and target. */
export class ImportPanels implements Disposable {
  private readonly open = new Set<ImportPanel>();
  private readonly documents = new PlanDocuments();
  private readonly serializer: Disposable;

  constructor(private readonly services: WizardServices) {
    this.serializer = window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => this.restore(panel, state),
    });
  }

  /** Opens a wizard, or brings the one for the same package and target to the front. */
  show(start: ImportStart): void {
    const known = [...this.open].find(
      (wizard) =>
        wizard.packageUri?.toString() === start.source?.uri?.toString() &&
        isSame(wizard.target, start.target),
    );
    if (known) {
      known.panel.reveal();
      return;
    }
    const title = start.isInspecting ? l10n.t("Inspect Package") : l10n.t("Import Resources");
    this.adopt(window.createWebviewPanel(viewType, title, ViewColumn.Active), start);
  }

  dispose(): void {
    this.serializer.dispose();
    this.documents.dispose();
    this.open.forEach((wizard) => wizard.dispose());
  }

  /** Takes over a panel that was open when the window was closed or reloaded. */
  private restore(panel: WebviewPanel, state: unknown): void {
    const draft = importDraft.safeParse(state);
    if (!draft.success) {
      // Made by a version that kept something else, or never finished loading: there is nothing to restore.
      panel.dispose();
      return;
    }
    const { uri, target, isInspecting, setups } = draft.data;
    this.adopt(panel, {
      ...(uri !== undefined && { source: sourceOf(Uri.parse(uri)) }),
      ...(target && { target }),
      isInspecting,
      setups,
    });
  }

  private adopt(panel: WebviewPanel, start: ImportStart): void {
    const wizard = new ImportPanel(panel, start, this.services, this.documents);
    this.open.add(wizard);
    panel.onDidDispose(() => {
      this.open.delete(wizard);
      wizard.dispose();
    });
    showWizard(panel, this.services.extensionUri, "import-wizard");
  }
}

function isSame(one: EnvironmentKey | undefined, other: EnvironmentKey | undefined): boolean {
  return one?.folder === other?.folder && one?.name === other?.name;
}
