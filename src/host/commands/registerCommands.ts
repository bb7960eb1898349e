import { CancellationError, commands, Disposable, l10n, window, type LogOutputChannel } from "vscode";
import type { CommandId } from "./commandIds";

/** What each command does. Arguments come from menus, keybindings and other extensions: handlers check them. */
export type CommandHandlers = Readonly<Record<CommandId, (...args: unknown[]) => unknown>>;

/** Registers every command with one way to fail: a message that says what, and the details in the log. */
export function registerCommands(handlers: CommandHandlers, log: LogOutputChannel): Disposable {
  return Disposable.from(
    ...Object.entries(handlers).map(([id, handler]) =>
      commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          return await handler(...args);
        } catch (error) {
          if (!(error instanceof CancellationError)) {
            void showFailure(error, log);
          }
          return undefined;
        }
      }),
    ),
  );
}

async function showFailure(error: unknown, log: LogOutputChannel): Promise<void> {
  log.error(error instanceof Error ? error : String(error));
  const showLog = l10n.t("Show Log");
  const reason = error instanceof Error ? error.message : String(error);
  if ((await window.showErrorMessage(reason, showLog)) === showLog) {
    log.show();
  }
}
