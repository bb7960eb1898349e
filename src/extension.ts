import { window, type ExtensionContext } from "vscode";
import { commandIds } from "./host/commands/commandIds";
import { findResource } from "./host/commands/findResource";
import { newEnvironment } from "./host/commands/newEnvironment";
import { openDefinition } from "./host/commands/openDefinition";
import { openSampleWorkspace } from "./host/commands/openSampleWorkspace";
import { registerCommands } from "./host/commands/registerCommands";
import { EnvironmentsTree } from "./host/tree/environmentsTree";
import { WorkspaceEnvironments } from "./host/workspace/workspaceEnvironments";

/** Wires the parts together; nothing is read until the view or a command asks for it. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("Envferry", { log: true });
  const environments = new WorkspaceEnvironments();
  // Commands first: they are there even if something after them is slow or fails.
  const commands = registerCommands(
    {
      [commandIds.refresh]: () => environments.refresh(),
      [commandIds.openSampleWorkspace]: () => openSampleWorkspace(context.extensionUri),
      [commandIds.newEnvironment]: () => newEnvironment(environments),
      [commandIds.findResource]: () => findResource(environments, log),
      [commandIds.openDefinition]: openDefinition,
      [commandIds.showMore]: (row) => tree.showMore(row),
    },
    log,
  );
  const tree = new EnvironmentsTree(environments, log);
  context.subscriptions.push(log, environments, commands, tree);
}
