import assert from "node:assert/strict";
import { FakeCancellationError, useFakeVscode } from "../../../support/fakeVscode";
import { commandIds } from "../../../../src/host/commands/commandIds";
import { endInterruptedImport } from "../../../../src/host/commands/endInterruptedImport";
import { importResources } from "../../../../src/host/commands/importResources";
import { newEnvironment } from "../../../../src/host/commands/newEnvironment";
import { openDefinition } from "../../../../src/host/commands/openDefinition";
import { registerCommands, type CommandHandlers } from "../../../../src/host/commands/registerCommands";
import { undoLastImport } from "../../../../src/host/commands/undoLastImport";

/** Something that nobody may touch. */
function untouchable<T extends object>(): T {
  return new Proxy({} as T, {
    get: (_, name) => {
      throw new Error(`${String(name)} was looked at.`);
    },
  });
}

describe("commands in a workspace that isn't trusted", () => {
  const vscode = useFakeVscode();

  for (const [name, run] of [
    ["import", () => importResources([undefined], untouchable(), untouchable(), untouchable())],
    ["undo", () => undoLastImport([undefined], untouchable(), untouchable())],
    ["finish or roll back", () => endInterruptedImport([undefined, "finish"], untouchable(), untouchable())],
    ["make an environment", () => newEnvironment(untouchable())],
  ] as const) {
    it(`${name} nothing, say why, and lead to where that is changed`, async () => {
      vscode().isTrusted = false;
      vscode().answer = "Manage Workspace Trust";
      await run();
      assert.deepEqual(
        vscode().messages.map(({ severity }) => severity),
        ["warning"],
      );
      assert.match(vscode().messages[0]!.text, /only reads in a workspace that isn't trusted/);
      assert.deepEqual(vscode().executed, [["workbench.trust.manage"]]);
    });
  }
});

describe("a command", () => {
  const vscode = useFakeVscode();

  function register(handler: () => unknown): { run: () => unknown; logged: unknown[]; shown: () => number } {
    const logged: unknown[] = [];
    let shown = 0;
    const log = { error: (entry: unknown) => logged.push(entry), show: () => shown++ };
    registerCommands(
      { [commandIds.refresh]: handler } as unknown as CommandHandlers,
      log as unknown as Parameters<typeof registerCommands>[1],
    );
    const run = vscode().registered.get(commandIds.refresh);
    assert.ok(run);
    return { run, logged, shown: () => shown };
  }

  it("that fails says why, and leads to the log", async () => {
    const failure = new Error("The disk is full.");
    const { run, logged, shown } = register(() => Promise.reject(failure));
    vscode().answer = "Show Log";
    await run();
    await Promise.resolve();
    assert.deepEqual(vscode().messages, [{ severity: "error", text: "The disk is full." }]);
    assert.deepEqual(logged, [failure]);
    assert.equal(shown(), 1);
  });

  it("that is cancelled says nothing", async () => {
    const { run, logged } = register(() => Promise.reject(new FakeCancellationError()));
    await run();
    assert.deepEqual([vscode().messages, logged], [[], []]);
  });

  it("for a row does nothing with anything else", async () => {
    for (const other of [undefined, null, "environments/dev", { node: { kind: "resource", file: "a" } }]) {
      await openDefinition(other);
    }
    assert.deepEqual(vscode().messages, []);
  });
});
