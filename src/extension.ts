import { window, type ExtensionContext } from "vscode";
import { commandIds } from "./host/commands/commandIds";
import { exportResources } from "./host/commands/exportResources";
import { findResource } from "./host/commands/findResource";
import { newEnvironment } from "./host/commands/newEnvironment";
import { openDefinition } from "./host/commands/openDefinition";
import { openSampleWorkspace } from "./host/commands/openSampleWorkspace";
import { registerCommands } from "./host/commands/registerCommands";
import { EnvironmentsTree } from "./host/tree/environmentsTree";
import { ExportPanels } from "./host/webviews/export/exportPanels";
import { WorkspaceEnvironments } from "./host/workspace/workspaceEnvironments";
import { nodeCodec } from "./node/nodeCodec";
import { version } from "../package.json";

/** Wires the parts together; nothing is read until the view or a command asks for it. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("Envferry", { log: true });
  const environments = new WorkspaceEnvironments(nodeCodec);
  // Commands first: they are there even if something after them is slow or fails.
  const commands = registerCommands(
    {
      [commandIds.exportResources]: (...rows) => exportResources(rows, environments, exportPanels),
      [commandIds.refresh]: () => environments.refresh(),
      [commandIds.openSampleWorkspace]: () => openSampleWorkspace(context.extensionUri),
      [commandIds.newEnvironment]: () => newEnvironment(environments),
      [commandIds.findResource]: () => findResource(environments, log),
      [commandIds.openDefinition]: openDefinition,
      [commandIds.showMore]: (row) => tree.showMore(row),
    },
    log,
  );
  const exportPanels = new ExportPanels({
    extensionUri: context.extensionUri,
    environments,
    codec: nodeCodec,
    generator: `envferry/${version}`,
    log,
    importInto: () => Promise.resolve(),
  });
  const tree = new EnvironmentsTree(environments, log);
  context.subscriptions.push(log, environments, commands, tree, exportPanels);
}
