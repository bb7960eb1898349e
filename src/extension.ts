import { commands, window, type ExtensionContext, type Uri } from "vscode";
import type { FileSystem } from "./core/ports";
import { commandIds } from "./host/commands/commandIds";
import { endInterruptedImport } from "./host/commands/endInterruptedImport";
import { exportResources } from "./host/commands/exportResources";
import { importResources } from "./host/commands/importResources";
import { inspectPackage } from "./host/commands/inspectPackage";
import { findResource, type FindActions } from "./host/commands/findResource";
import { newEnvironment } from "./host/commands/newEnvironment";
import { openDefinition } from "./host/commands/openDefinition";
import { openSampleWorkspace } from "./host/commands/openSampleWorkspace";
import { registerCommands } from "./host/commands/registerCommands";
import { showImportReport } from "./host/commands/showImportReport";
import { undoLastImport } from "./host/commands/undoLastImport";
import { ImportDocuments } from "./host/imports/importDocuments";
import type { ImportServices } from "./host/imports/importServices";
import { ImportStates } from "./host/imports/importStates";
import { LastTarget } from "./host/imports/lastTarget";
import { InterruptedImports } from "./host/imports/interruptedImports";
import { EnvironmentsTree } from "./host/tree/environmentsTree";
import { ExportPanels } from "./host/webviews/export/exportPanels";
import { ImportPanels } from "./host/webviews/import/importPanels";
import { sourceOf } from "./host/webviews/import/openedPackage";
import type { WizardServices } from "./host/webviews/wizardServices";
import { environmentName } from "./host/workspace/environmentName";
import { VscodeFileSystem } from "./host/workspace/vscodeFileSystem";
import { WorkspaceEnvironments } from "./host/workspace/workspaceEnvironments";
import { createNodeAgent } from "./node/nodeAgent";
import { nodeCodec } from "./node/nodeCodec";
import { NodeFileSystem } from "./node/nodeFileSystem";
import { version } from "../package.json";

/** Wires the parts together; nothing is read until the view or a command asks for it. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("Envferry", { log: true });
  const environments = new WorkspaceEnvironments(nodeCodec, (folder) => openFolder(folder));
  // Commands first: they are there even if something after them is slow or fails.
  const registered = registerCommands(
    {
      [commandIds.exportResources]: (...rows) => exportResources(rows, imports, exportPanels),
      [commandIds.importResources]: (...chosen) => importResources(chosen, imports, lastTarget, importPanels),
      [commandIds.inspectPackage]: (...chosen) => inspectPackage(chosen, importPanels),
      [commandIds.refresh]: () => environments.refresh(),
      [commandIds.openSampleWorkspace]: () => openSampleWorkspace(context.extensionUri),
      [commandIds.newEnvironment]: () => newEnvironment(environments),
      [commandIds.findResource]: () => findResource(environments, findActions, log),
      [commandIds.openDefinition]: openDefinition,
      [commandIds.showMore]: (row) => tree.showMore(row),
      [commandIds.undoLastImport]: (...chosen) => undoLastImport(chosen, imports, importDocuments),
      [commandIds.recoverImport]: (...chosen) => endInterruptedImport(chosen, imports, importDocuments),
      [commandIds.showImportReport]: (...chosen) => showImportReport(chosen, imports, importDocuments),
      [commandIds.setImportSetup]: () => {
        importPanels.followMenu("setup");
        exportPanels.setUpSelected();
      },
      [commandIds.skipInImport]: () => importPanels.followMenu("skip"),
      [commandIds.showImportDetails]: () => importPanels.followMenu("details"),
    },
    log,
  );
  const tools = { codec: nodeCodec, agent: createNodeAgent(), generator: `envferry/${version}` };
  const imports: ImportServices = { ...tools, environments, states: new ImportStates(tools), log };
  const lastTarget = new LastTarget(context.workspaceState);
  const importDocuments = new ImportDocuments(imports);
  const interrupted = new InterruptedImports(imports, importDocuments);
  const services: WizardServices = {
    extensionUri: context.extensionUri,
    environments,
    codec: tools.codec,
    generator: tools.generator,
    log,
    openAnyFolder: (folder) => openFolder(folder, { staysInside: false }),
    imports,
    lastTarget,
    wizards: {
      import: (file, target) => importPanels.show({ source: sourceOf(file), target, isInspecting: false }),
      export: (source, displayName, selected) => exportPanels.show(source, displayName, selected),
    },
  };
  const importPanels = new ImportPanels(services);
  const exportPanels = new ExportPanels(services, (uri, from) =>
    commands.executeCommand(commandIds.importResources, uri, from),
  );
  const findActions: FindActions = {
    reveal: ({ folder, header, ref }) => tree.reveal(folder, header, ref),
    exportIt: ({ folder, header, ref }) =>
      exportPanels.show(
        { folder: folder.folder.uri.toString(), name: header.name },
        environmentName(folder, header),
        [ref],
      ),
  };
  const tree = new EnvironmentsTree(environments, imports.states, log, (target, source) =>
    importPanels.show({ target, source, isInspecting: false }),
  );
  context.subscriptions.push(
    ...[log, environments, registered, tree, exportPanels, importPanels],
    ...[importDocuments, interrupted],
  );
  interrupted.lookInBackground();
}

/**
 * Files of this machine are written by Node, which can replace a file at once; VS Code's API deletes it first. All others are reached
 * through VS Code. `file` is always this machine: the extension runs where the workspace is ("extensionKind"), and VS Code gives the
 * folders of a remote machine to what runs there as `file`, and those of the user's own machine as `vscode-local`.
 */
function openFolder(folder: Uri, { staysInside = true } = {}): FileSystem {
  return folder.scheme === "file"
    ? new NodeFileSystem(folder.fsPath, { staysInside })
    : new VscodeFileSystem(folder);
}
