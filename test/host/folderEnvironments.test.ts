import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";

import { commands, Position, window, workspace, WorkspaceEdit, type Disposable } from "vscode";

import { nodeCodec } from "../../src/node/nodeCodec";
import { FolderEnvironments, type EnvironmentsChange } from "../../src/host/workspace/folderEnvironments";
import { NodeFileSystem } from "../../src/node/nodeFileSystem";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("FolderEnvironments", () => {
  let environments: FolderEnvironments;

  beforeEach(() => {
    const folder = workspace.workspaceFolders?.[0];
    assert.ok(folder, "The tests run in a workspace folder.");
    environments = new FolderEnvironments(
      folder,
      nodeCodec,
      (root) => new NodeFileSystem(root.fsPath, { staysInside: true }),
    );
  });
  afterEach(() => environments.dispose());

  async function load(name: string) {
    const header = (await environments.list()).find((candidate) => candidate.name === name);
    assert.ok(header);
    return environments.load(header);
  }

  /** The next change that fits, once `act` has run. */
  function changeAfter(
    act: () => Thenable<unknown>,
    fits: (change: EnvironmentsChange) => boolean,
  ): Promise<EnvironmentsChange> {
    return new Promise((resolve, reject) => {
      const subscription: Disposable = environments.onDidChange((change) => {
        if (fits(change)) {
          subscription.dispose();
          resolve(change);
        }
      });
      act().then(undefined, reject);
    });
  }

  /** Waits until what others changed is noticed; how long that takes is up to VS Code's watchers, and whatever else they tell of first. */
  async function until<T>(look: () => Promise<T>, expected: T): Promise<void> {
    while ((await look()) !== expected) {
      await setTimeout(20);
    }
  }

  it("lists the sample's environments, the default one first", async () => {
    assert.deepEqual(
      (await environments.list()).map((header) => header.name),
      ["production", "dev", "staging"],
    );
  });

  it("reads an environment once, until something changes", async () => {
    const first = await load("dev");
    assert.equal(first.ofType("entity").length, 18);
    assert.deepEqual(first.problems, []);
    assert.equal(await load("dev"), first);
    const [one, two] = await Promise.all([load("staging"), load("staging")]);
    assert.equal(one, two);
  });

  it("follows a changed file, and reads no other again", async () => {
    const before = await load("dev");
    const file = "environments/dev/picklists/lmi_Condition.json";
    const sound = await environments.fs.readFile(file);
    const isDev = ({ environment }: EnvironmentsChange): boolean => environment === "dev";
    await changeAfter(() => environments.fs.writeFile(file, encode("{")), isDev);
    const after = await load("dev");
    assert.deepEqual(
      after.problems.map((problem) => [problem.file, problem.code]),
      [[file, "definition-invalid"]],
    );
    const kept = before.resource({ type: "entity", name: "lmi_Rental" });
    assert.ok(kept);
    assert.equal(after.resource(kept.ref)?.definition, kept.definition);

    await changeAfter(() => environments.fs.writeFile(file, sound), isDev);
    assert.deepEqual((await load("dev")).problems, []);
  });

  it("follows what others write", async () => {
    const file = environments.uri("environments/dev/picklists/lmi_Condition.json");
    const sound = await workspace.fs.readFile(file);
    const isDev = ({ environment }: EnvironmentsChange): boolean => environment === "dev";
    const problems = async (): Promise<number> => (await load("dev")).problems.length;
    assert.equal(await problems(), 0);
    await changeAfter(() => workspace.fs.writeFile(file, encode("{")), isDev);
    await until(problems, 1);
    await changeAfter(() => workspace.fs.writeFile(file, sound), isDev);
    await until(problems, 0);
  });

  it("knows at once what it has written itself, wherever VS Code's watchers are", async () => {
    const file = "environments/dev/picklists/lmi_Condition.json";
    const sound = await environments.fs.readFile(file);
    const before = await load("dev");
    await environments.fs.writeFile(file, encode("{"));
    assert.equal((await load("dev")).problems.length, 1);
    await environments.fs.writeFile(file, sound);
    assert.deepEqual((await load("dev")).problems, []);
    await environments.fs.createFile("environments/dev/picklists/aside.json", encode("{"));
    assert.equal((await load("dev")).problems.length, 1);
    await environments.fs.deleteFile("environments/dev/picklists/aside.json");
    assert.deepEqual((await load("dev")).problems, []);

    // What it keeps for itself says nothing of the definitions, but listeners may want to know.
    const known = await load("dev");
    await changeAfter(
      () => environments.fs.writeFile("environments/dev/.envferry/lock", encode("mine")),
      ({ environment }) => environment === "dev",
    );
    await environments.fs.writeFile("elsewhere.txt", encode("not a definition"));
    assert.equal(known.resources.length, before.resources.length);
    await environments.fs.deleteFile("environments/dev/.envferry/lock");
    await environments.fs.deleteFile("elsewhere.txt");
  });

  it("lists an environment at once that it has made", async () => {
    await environments.list();
    const description = { formatVersion: 1, name: "fresh", displayName: "Fresh" };
    const file = "environments/fresh/environment.json";
    await environments.fs.writeFile(file, encode(JSON.stringify(description)));
    assert.ok(await environments.find("fresh"));
    await workspace.fs.delete(environments.uri("environments/fresh"), { recursive: true });
  });

  it("follows a folder of definitions, and a whole environment, that others take the place of", async () => {
    const uri = (path: string) => environments.uri(`environments/${path}`);
    const isAny = (): boolean => true;
    const picklists = async () => (await load("dev")).ofType("picklist").length;
    assert.equal(await picklists(), 11);
    await workspace.fs.copy(uri("production/picklists"), uri("dev/other"));
    await load("dev");
    await workspace.fs.rename(uri("dev/picklists"), uri("dev/old"));
    await changeAfter(() => workspace.fs.rename(uri("dev/other"), uri("dev/picklists")), isAny);
    await until(picklists, 9);
    assert.ok((await load("dev")).find({ type: "picklist", name: "lmi_region" }));

    await workspace.fs.copy(uri("dev"), environments.uri("kept"));
    await workspace.fs.delete(environments.uri("kept/picklists"), { recursive: true });
    await workspace.fs.rename(environments.uri("kept/old"), environments.uri("kept/picklists"));
    await load("dev");
    await workspace.fs.delete(uri("dev"), { recursive: true });
    await changeAfter(
      () => workspace.fs.rename(environments.uri("kept"), uri("dev")),
      ({ environment }) => environment === undefined,
    );
    await until(picklists, 11);
  });

  it("tells when environments come and go", async () => {
    await environments.list();
    const file = "environments/passing/environment.json";
    const description = { formatVersion: 1, name: "passing", displayName: "Passing" };
    const isList = ({ environment }: EnvironmentsChange): boolean => environment === undefined;
    await changeAfter(() => environments.fs.writeFile(file, encode(JSON.stringify(description))), isList);
    assert.ok((await environments.list()).some((header) => header.name === "passing"));
    await changeAfter(
      () => workspace.fs.delete(environments.uri("environments/passing"), { recursive: true }),
      isList,
    );
    await until(async () => (await environments.list()).some((header) => header.name === "passing"), false);
  });

  it("knows which definitions have unsaved changes in an editor", async () => {
    const file = "environments/staging/picklists/lmi_Condition.json";
    const isStaging = ({ environment }: EnvironmentsChange): boolean => environment === "staging";
    await window.showTextDocument(environments.uri(file));
    const edit = new WorkspaceEdit();
    edit.insert(environments.uri(file), new Position(0, 0), " ");
    await changeAfter(() => workspace.applyEdit(edit), isStaging);
    assert.deepEqual([...environments.unsavedFiles], [file]);
    await changeAfter(() => commands.executeCommand("workbench.action.files.revert"), isStaging);
    assert.deepEqual([...environments.unsavedFiles], []);
  });

  it("tells what is kept of imports apart from definitions, and reads none again for it", async () => {
    const before = await load("staging");
    const version = environments.importsVersion("staging");
    const history = "environments/staging/imports.jsonl";
    const change = await changeAfter(
      () => environments.fs.writeFile(history, encode("{}\n")),
      ({ environment }) => environment === "staging",
    );
    assert.equal(change.concerns, "imports");
    assert.notEqual(environments.importsVersion("staging"), version);
    assert.equal(await load("staging"), before);
    await environments.fs.deleteFile(history);
  });
});
