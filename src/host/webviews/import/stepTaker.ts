import { commands, l10n, TabInputText, window, workspace, type Uri, type WebviewPanel } from "vscode";
import type { Step } from "../../../core/import/finding";
import { refKey } from "../../../core/resources/registry";
import type { BodyOf } from "../../../protocol/contract";
import type { fromImportWizard } from "../../../protocol/importWizard";
import { environmentName } from "../../workspace/environmentName";
import { recoverImport } from "../../commands/recoverImport";
import type { ShownPlan } from "./shownPlan";
import type { WizardLink } from "./wizardLink";

type StepRequest = BodyOf<typeof fromImportWizard, "stepRequested">;

/** Takes the steps that findings offer. */
export class StepTaker {
  constructor(
    private readonly panel: WebviewPanel,
    private readonly link: WizardLink,
    private readonly plan: ShownPlan,
  ) {}

  /** Does nothing when the finding isn't there any more: what the view shows next doesn't offer the step. */
  async take(request: StepRequest): Promise<void> {
    const step = (await this.plan.findFinding(request))?.steps?.[request.step];
    if (step) {
      await this.perform(step, request);
    }
  }

  private async perform(step: Step, { id, action }: StepRequest): Promise<void> {
    const { target } = this.link.session;
    const folder = this.link.session.folder();
    if (!target || !folder) {
      return;
    }
    switch (step.kind) {
      case "choose":
        this.link.post("setupWanted", { ids: [refKey(step.ref)], action: step.action });
        break;
      case "show":
        this.link.post("detailsWanted", { id: refKey(step.ref) });
        break;
      case "open":
        await this.plan.showPlace({ ...step, side: "target" });
        break;
      case "save":
        await save(folder.uri(step.file));
        break;
      case "revert":
        await this.revert(folder.uri(step.file));
        break;
      case "import-first":
        this.link.services.wizards.import(folder.uri(step.file), target);
        break;
      case "export-from": {
        const header = await folder.find(step.environment);
        if (!header) {
          throw new Error(l10n.t('The environment "{0}" isn\'t there any more.', step.environment));
        }
        const source = { folder: target.folder, name: header.name };
        this.link.services.wizards.export(source, environmentName(folder, header), step.refs);
        break;
      }
      case "recover":
        await recoverImport(target, step.how);
        break;
      case "trust":
        await commands.executeCommand("workbench.trust.manage");
        break;
      case "check-again":
        await this.plan.refresh({ afresh: true });
        break;
      case "compare":
        if (id !== undefined && action !== undefined) {
          await this.plan.compareWithLastImport(id, action);
        }
        break;
    }
  }

  /** VS Code reverts the editor that is active only: it is shown for that, and the wizard again afterwards. */
  private async revert(uri: Uri): Promise<void> {
    const document = workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    if (!document?.isDirty) {
      return;
    }
    const viewColumn = window.tabGroups.all.find(({ tabs }) =>
      tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString()),
    )?.viewColumn;
    await window.showTextDocument(document, { preview: false, ...(viewColumn && { viewColumn }) });
    await commands.executeCommand("workbench.action.files.revert");
    this.panel.reveal();
  }
}

async function save(uri: Uri): Promise<void> {
  const document = workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (document?.isDirty && !(await document.save())) {
    throw new Error(l10n.t("{0} could not be saved.", workspace.asRelativePath(uri)));
  }
}
