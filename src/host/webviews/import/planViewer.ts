import { commands, l10n, Position, Range, window, workspace, type Uri } from "vscode";
import type { Place } from "../../../core/import/finding";
import type { PlanItem } from "../../../core/import/importPlan";
import { setupActionTexts, type SetupAction } from "../../../core/import/setupAction";
import { canonicalJson } from "../../../core/json/canonicalJson";
import { locate } from "../../../core/json/locate";
import { resourceTypeOf } from "../../../core/resources/registry";
import type { Definition } from "../../../core/resources/resourceType";
import { isolated } from "../../../core/text";
import { FileAccessError } from "../../../core/ports";
import type { ImportSession } from "./importSession";
import { documentScheme, type PlanDocuments } from "./planDocuments";

/** Finds what an action does to a resource, as it is known now. */
export type FindItem = (id: string, action: SetupAction) => Promise<PlanItem | undefined>;

/** Shows in VS Code's editors what an import wizard speaks of. */
export class PlanViewer {
  constructor(
    /** Tells this wizard's documents from those of others. */
    private readonly owner: string,
    private readonly documents: PlanDocuments,
    private readonly session: ImportSession,
    private readonly findItem: FindItem,
  ) {}

  /** The target's file as it is beside what the action makes of it, both read-only. */
  async compare(id: string, action: SetupAction): Promise<void> {
    const item = await this.findItem(id, action);
    if (!item) {
      return;
    }
    const { file } = item;
    const { now, after } = this.addNowAndAfter(id, action, file);
    const target = isolated(this.session.planned?.plan.environment.displayName ?? "");
    const name = file.slice(file.lastIndexOf("/") + 1);
    const title = l10n.t("{0}: {1} now ↔ after import ({2})", name, target, setupActionTexts[action].label);
    await commands.executeCommand("vscode.diff", now, after, title, { preview: true });
  }

  /**
   * What the last import left, the file as it is and what the action makes of it, in one editor of two comparisons. Only the latter two
   * where nobody knows any more what was left.
   */
  async compareWithLastImport(id: string, action: SetupAction): Promise<void> {
    const item = await this.findItem(id, action);
    const left = item?.base?.definition;
    if (!item || !left) {
      await this.compare(id, action);
      return;
    }
    const { file, ref } = item;
    const last = this.documents.add(this.owner, l10n.t("last import"), file, () => textOf(ref, left));
    const { now, after } = this.addNowAndAfter(id, action, file);
    const target = isolated(this.session.planned?.plan.environment.displayName ?? "");
    const name = file.slice(file.lastIndexOf("/") + 1);
    const title = l10n.t("{0}: last import ↔ {1} now ↔ after import", name, target);
    await commands.executeCommand("vscode.changes", title, [
      [now, last, now],
      [after, now, after],
    ]);
  }

  /** Opens what a finding points to: a file of the target, or one of the package as a read-only document. */
  async openPlace(place: Place): Promise<void> {
    const folder = this.session.folder();
    if (place.side === "target") {
      if (folder) {
        await open(folder.uri(place.file), place.line, place.column);
      }
      return;
    }
    const resource = this.session.opened?.package.resources.find(({ path }) => path === place.entry);
    if (resource?.definition) {
      const text = textOf(resource.ref, resource.definition);
      const { line, column } = locate(new TextEncoder().encode(text), place.path);
      await open(
        this.documents.add(this.owner, l10n.t("package"), place.entry, () => text),
        line,
        column,
      );
    }
  }

  /** Opens the target's own file of a resource. */
  async openFile(file: string): Promise<void> {
    const folder = this.session.folder();
    if (folder) {
      await open(folder.uri(file));
    }
  }

  /** Shows again what may have changed with the plan. */
  refresh(): void {
    this.documents.refresh(this.owner);
  }

  dispose(): void {
    this.documents.forget(this.owner);
  }

  private addNowAndAfter(id: string, action: SetupAction, file: string): { now: Uri; after: Uri } {
    const afterLabel = l10n.t("after import ({0})", setupActionTexts[action].label);
    return {
      now: this.documents.add(this.owner, l10n.t("now"), file, () => this.targetText(file)),
      after: this.documents.add(this.owner, afterLabel, file, () => this.textAfter(id, action)),
    };
  }

  private async targetText(file: string): Promise<string> {
    const folder = this.session.folder();
    if (!folder) {
      return "";
    }
    try {
      return new TextDecoder().decode(await folder.fs.readFile(file));
    } catch (error) {
      if (error instanceof FileAccessError) {
        // What isn't there, or can't be read, is shown as nothing.
        return "";
      }
      throw error;
    }
  }

  private async textAfter(id: string, action: SetupAction): Promise<string> {
    const item = await this.findItem(id, action);
    if (!item) {
      return "";
    }
    const isWritten = item.outcome !== "skip" && item.outcome !== "unchanged";
    return isWritten && item.after ? textOf(item.ref, item.after) : this.targetText(item.file);
  }
}

function textOf(ref: PlanItem["ref"], definition: Definition): string {
  return new TextDecoder().decode(canonicalJson(resourceTypeOf(ref).shape, definition));
}

async function open(uri: Uri, line = 1, column = 1): Promise<void> {
  try {
    // Opening a document that isn't there tells of it in VS Code's inner words.
    if (uri.scheme !== documentScheme) {
      await workspace.fs.stat(uri);
    }
  } catch {
    throw new Error(l10n.t("{0} isn't there any more, or can't be read.", workspace.asRelativePath(uri)));
  }
  const place = new Position(line - 1, column - 1);
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { preview: true, selection: new Range(place, place) });
}
