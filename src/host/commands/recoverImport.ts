import { commands } from "vscode";
import type { EnvironmentKey } from "../../protocol/common";
import { commandIds } from "./commandIds";

/** Finishes or rolls back the import into an environment that was interrupted. */
export function recoverImport(target: EnvironmentKey, how: "finish" | "roll-back"): Thenable<unknown> {
  return commands.executeCommand(commandIds.recoverImport, target, how);
}
