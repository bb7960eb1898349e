import type { Disposable } from "vscode";
import { l10n, ViewColumn, window, type WebviewPanel } from "vscode";
import type { EnvironmentKey } from "../../../protocol/common";
import { importDraft, type RowMenuItem } from "../../../protocol/importWizard";
import { showWizard } from "../webviewHtml";
import type { WizardServices } from "../wizardServices";
import { ImportPanel, type ImportStart } from "./importPanel";
import { parseUri, sourceOf } from "./openedPackage";
import { PlanDocuments } from "./planDocuments";

/** Type of the import wizard's panels; package.json activates the extension for those that a window restores. */
const viewType = "envferry.importWizard";

/** The open import wizards: at most one for each package and target. One whose import has ended is done, and isn't used again. */
export class ImportPanels implements Disposable {
  private readonly open = new Set<ImportPanel>();
  private readonly documents = new PlanDocuments();
  private readonly serializer: Disposable;

  constructor(private readonly services: WizardServices) {
    this.serializer = window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => this.restore(panel, state),
    });
  }

  /** Opens a wizard, or brings one to the front that is open for this already. */
  show(start: ImportStart): void {
    const known = this.find(start);
    if (!known) {
      const title = start.isInspecting ? l10n.t("Inspect Package") : l10n.t("Import Resources");
      this.adopt(window.createWebviewPanel(viewType, title, ViewColumn.Active), start);
      return;
    }
    known.panel.reveal();
    if (start.source && !known.hasPackage) {
      known.open(start.source);
    }
  }

  /** An item of the rows' menu was chosen, in the wizard that is in front. */
  followMenu(item: RowMenuItem): void {
    [...this.open].find(({ panel }) => panel.active)?.followMenu(item);
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
      // Kept by a version that keeps something else, or closed before it had loaded: it starts anew.
      this.adopt(panel, { isInspecting: false });
      if (state !== undefined) {
        void window.showInformationMessage(
          l10n.t("An import wizard of another version of Envferry was open here. It starts anew."),
        );
      }
      return;
    }
    const { uri, dropped, target, isInspecting, setups } = draft.data;
    const file = uri === undefined ? undefined : parseUri(uri);
    this.adopt(panel, {
      ...(file && { source: sourceOf(file) }),
      ...(dropped !== undefined && { lost: dropped }),
      ...(target && { target }),
      isInspecting,
      setups,
    });
  }

  /** The wizard for the same package and target; without a package, any for the target; with one, also one that waits for it. */
  private find({ source, target }: ImportStart): ImportPanel | undefined {
    const candidates = [...this.open].filter((wizard) => !wizard.hasEnded && isSame(wizard.target, target));
    if (!source) {
      return candidates[0];
    }
    return (
      candidates.find(
        ({ packageUri }) => source.uri !== undefined && packageUri?.toString() === source.uri.toString(),
      ) ?? candidates.find(({ hasPackage }) => !hasPackage)
    );
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
