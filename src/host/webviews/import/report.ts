import { env, l10n, Uri, window, workspace } from "vscode";
import type { ImportPlan } from "../../../core/import/importPlan";
import type { ImportResult } from "../../../protocol/importWizard";
import { localTime } from "../../imports/importWords";
import { VscodeFileSystem } from "../../workspace/vscodeFileSystem";
import { reportText } from "./resultRows";

/** What can be done with the report of an import. Each gives the sentence that says that it is done. */

export async function copyReport(plan: ImportPlan, result: ImportResult, at: string): Promise<string> {
  await env.clipboard.writeText(reportText(plan, result, { at, localTime }));
  return l10n.t("The report was copied to the clipboard.");
}

/** Gives undefined when the question where to save it is cancelled. */
export async function saveReport(
  plan: ImportPlan,
  result: ImportResult,
  at: string,
): Promise<string | undefined> {
  const text = reportText(plan, result, { at, localTime });
  const uri = await window.showSaveDialog({
    title: l10n.t("Save Report"),
    filters: { [l10n.t("Markdown")]: ["md"] },
  });
  if (!uri) {
    return undefined;
  }
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  await new VscodeFileSystem(Uri.joinPath(uri, "..")).writeFile(name, new TextEncoder().encode(text));
  return l10n.t("The report was saved as {0}.", workspace.asRelativePath(uri));
}

export async function openReport(plan: ImportPlan, result: ImportResult, at: string): Promise<void> {
  const content = reportText(plan, result, { at, localTime });
  await window.showTextDocument(await workspace.openTextDocument({ language: "markdown", content }));
}
