import { Uri } from "vscode";
import { askForPackage } from "../webviews/import/askForPackage";
import type { ImportPanels } from "../webviews/import/importPanels";
import { sourceOf } from "../webviews/import/openedPackage";

/** Shows what a package holds, without a target: the one chosen in the Explorer, or one that the user is asked for. */
export async function inspectPackage([chosen]: readonly unknown[], panels: ImportPanels): Promise<void> {
  const uri = chosen instanceof Uri ? chosen : await askForPackage();
  if (uri) {
    panels.show({ source: sourceOf(uri), isInspecting: true });
  }
}
