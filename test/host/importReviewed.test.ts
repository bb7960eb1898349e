import assert from "node:assert/strict";

import { ConfigurationTarget, Uri, window, workspace, type LogOutputChannel, type Memento } from "vscode";

import { ImportStates } from "../../src/host/imports/importStates";
import { LastTarget } from "../../src/host/imports/lastTarget";
import { ImportProcess } from "../../src/host/webviews/import/importProcess";
import { ImportSession } from "../../src/host/webviews/import/importSession";
import { PlanDocuments } from "../../src/host/webviews/import/planDocuments";
import { ShownPlan } from "../../src/host/webviews/import/shownPlan";
import type { WizardLink } from "../../src/host/webviews/import/wizardLink";
import { WorkspaceEnvironments } from "../../src/host/workspace/workspaceEnvironments";
import { createNodeAgent } from "../../src/node/nodeAgent";
import { nodeCodec } from "../../src/node/nodeCodec";
import { NodeFileSystem } from "../../src/node/nodeFileSystem";
import { openTestPackage, picklist } from "../support/factories";

const settingName = "envferry.environmentsFolder";
const newFile = "staging/picklists/con_Reviewed.json";

/** Keeps what it is given, as long as it lives. */
class MemoryMemento implements Memento {
  private readonly values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  get<T>(key: string, fallback?: T): T | undefined {
    const value = this.values.get(key);
    return value === undefined ? fallback : (value as T);
  }

  async update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
  }
}

describe("an import that was reviewed", () => {
  let root: Uri;
  let log: LogOutputChannel;
  let environments: WorkspaceEnvironments;
  let documents: PlanDocuments;
  let session: ImportSession;
  let process: ImportProcess;
  let posted: { readonly kind: string; readonly body: unknown }[];

  const exists = async (file: string): Promise<boolean> => {
    try {
      await workspace.fs.stat(Uri.joinPath(root, file));
      return true;
    } catch {
      return false;
    }
  };
  const lookIn = async (folder: string | undefined): Promise<void> => {
    await workspace.getConfiguration().update(settingName, folder, ConfigurationTarget.Workspace);
  };
  const kinds = (): string[] => posted.map(({ kind }) => kind);

  beforeEach(async () => {
    const folder = workspace.workspaceFolders?.[0];
    assert.ok(folder, "The tests run in a workspace folder.");
    root = folder.uri;
    await workspace.fs.copy(Uri.joinPath(root, "environments"), Uri.joinPath(root, "copies"), {
      overwrite: true,
    });
    log = window.createOutputChannel("Envferry in tests", { log: true });
    const openAnyFolder = (uri: Uri): NodeFileSystem => new NodeFileSystem(uri.fsPath, { staysInside: true });
    environments = new WorkspaceEnvironments(nodeCodec, openAnyFolder);
    const tools = { codec: nodeCodec, agent: createNodeAgent(), generator: "envferry/0.0.0" };
    const imports = { ...tools, environments, states: new ImportStates(tools), log };
    session = new ImportSession(environments, imports);
    session.target = { folder: root.toString(), name: "staging" };
    session.use({
      source: { name: "reviewed.zip", bytes: new Uint8Array() },
      package: await openTestPackage({ definitions: [picklist({ name: "con_Reviewed" })] }),
      sha256: "a".repeat(64),
    });
    posted = [];
    const link: WizardLink = {
      session,
      services: {
        ...{
          extensionUri: root,
          environments,
          log,
          imports,
          lastTarget: new LastTarget(new MemoryMemento()),
        },
        ...{ codec: tools.codec, generator: tools.generator, openAnyFolder },
        wizards: { import: () => undefined, export: () => undefined },
      },
      post: (kind, body) => posted.push({ kind, body }),
      targetName: () => "Staging",
      setBusy: () => undefined,
      inBackground: (work) => void work.catch((error: unknown) => log.error(String(error))),
    };
    documents = new PlanDocuments();
    const plan = new ShownPlan(link, documents);
    process = new ImportProcess({ visible: true, reveal: () => undefined }, link, plan);
    await plan.refresh();
    await process.check(1);
    assert.ok(kinds().includes("confirmationNeeded"), kinds().join(", "));
  });
  afterEach(async () => {
    await lookIn(undefined);
    session.dispose();
    documents.dispose();
    environments.dispose();
    log.dispose();
    for (const file of ["copies", `environments/${newFile}`, "environments/staging/imports.jsonl"]) {
      if (await exists(file)) {
        await workspace.fs.delete(Uri.joinPath(root, file), { recursive: true });
      }
    }
  });

  it("is written where it was reviewed", async () => {
    await process.confirm(1, false);
    assert.ok(kinds().includes("imported"), kinds().join(", "));
    assert.ok(await exists(`environments/${newFile}`));
    assert.ok(!(await exists(`copies/${newFile}`)));
  });

  it("is written nowhere once environments are looked for elsewhere, whoever has noticed", async () => {
    // Nothing follows the setting here, as in the moment before the wizard has looked again.
    await lookIn("copies");
    await process.confirm(1, false);
    assert.ok(kinds().includes("targetChanged") && !kinds().includes("imported"), kinds().join(", "));
    assert.ok(!(await exists(`environments/${newFile}`)));
    assert.ok(!(await exists(`copies/${newFile}`)));
  });

  it("is written for the question that was asked last, and for no other", async () => {
    await process.confirm(0, false);
    assert.ok(kinds().includes("targetChanged") && !kinds().includes("imported"), kinds().join(", "));
    assert.ok(!(await exists(`environments/${newFile}`)));
  });

  it("is withdrawn when the environments are looked for elsewhere, and says so", async () => {
    await lookIn("copies");
    await process.follow();
    const [said] = posted.filter(({ kind }) => kind === "targetChanged");
    assert.match(JSON.stringify(said), /looked for in copies now, not in environments/);
    await process.confirm(1, false);
    assert.ok(!(await exists(`copies/${newFile}`)));
  });
});
