import { commands, Disposable, l10n, window, workspace } from "vscode";
import type { InterruptedImport } from "../../core/import/targetConditions";
import { commandIds } from "../commands/commandIds";
import type { ImportDocuments } from "./importDocuments";
import { isWhereItWas, movedMessage, placesWith, targetName, type ImportPlace } from "./importPlace";
import type { ImportServices } from "./importServices";
import { interruptedMessage } from "./importWords";

/**
 * Offers, once for each, to end the imports into environments of this workspace that were interrupted. Looks for them by asking for one
 * file in each environment. Where the workspace isn't trusted, nothing is offered: the Environments view says it.
 */
export class InterruptedImports implements Disposable {
  private readonly offered = new Set<string>();
  private readonly subscriptions: Disposable[];

  constructor(
    private readonly services: ImportServices,
    private readonly documents: ImportDocuments,
  ) {
    this.subscriptions = [
      workspace.onDidGrantWorkspaceTrust(() => this.lookInBackground()),
      services.environments.onDidChange(({ folder }) => {
        if (!folder) {
          this.lookInBackground();
        }
      }),
    ];
  }

  /** Looks for interrupted imports, without keeping anybody waiting. */
  lookInBackground(): void {
    this.look().catch((error: unknown) => this.log(error));
  }

  dispose(): void {
    Disposable.from(...this.subscriptions).dispose();
  }

  private async look(): Promise<void> {
    if (!workspace.isTrusted) {
      return;
    }
    const places = await placesWith(this.services.environments, ({ folder, header }) =>
      this.services.states.interruptedIn(folder, header),
    );
    for (const place of places) {
      const key = place.folder.uri(place.header.folder).toString();
      if (!this.offered.has(key)) {
        this.offered.add(key);
        this.offer(place, place.found).catch((error: unknown) => this.log(error));
      }
    }
  }

  private async offer(place: ImportPlace, interrupted: InterruptedImport): Promise<void> {
    const finish = l10n.t("Finish");
    const rollBack = l10n.t("Roll Back");
    const showDetails = l10n.t("Show Details");
    const ways = interrupted.damage === undefined ? [finish, rollBack] : [];
    const message = interruptedMessage(targetName(place), interrupted);
    const answer = await window.showWarningMessage(message, ...ways, showDetails);
    if (answer !== undefined && !isWhereItWas(this.services.environments, place)) {
      void window.showWarningMessage(movedMessage(place));
      return;
    }
    const key = { folder: place.folder.folder.uri.toString(), name: place.header.name };
    if (answer === finish) {
      await commands.executeCommand(commandIds.recoverImport, key, "finish");
    } else if (answer === rollBack) {
      await commands.executeCommand(commandIds.recoverImport, key, "roll-back");
    } else if (answer === showDetails) {
      await this.documents.showInterrupted(place);
      // Who has looked still has to choose.
      await this.offer(place, interrupted);
    }
  }

  private log(error: unknown): void {
    this.services.log.error(error instanceof Error ? error : String(error));
  }
}
