import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

import { CancellationError, commands, window, type Disposable, type LogOutputChannel } from "vscode";

import { openDefinition } from "../../src/host/commands/openDefinition";
import { registerCommands, type CommandHandlers } from "../../src/host/commands/registerCommands";

describe("A command", () => {
  let registered: Disposable;
  afterEach(() => void registered.dispose());

  /** Runs a handler as a command of its own; gives what the log has of it. */
  async function run(handler: () => unknown): Promise<unknown[]> {
    const id = `envferry.test.${randomUUID()}`;
    const logged: unknown[] = [];
    const log = { error: (entry: unknown) => logged.push(entry) } as unknown as LogOutputChannel;
    registered = registerCommands({ [id]: handler } as unknown as CommandHandlers, log);
    await commands.executeCommand(id);
    return logged;
  }

  it("that fails is told of in the log, and doesn't fail for whoever runs it", async () => {
    const failure = new Error("The disk is full.");
    assert.deepEqual(await run(() => Promise.reject(failure)), [failure]);
    await commands.executeCommand("notifications.clearAll");
  });

  it("that is cancelled says nothing", async () => {
    assert.deepEqual(await run(() => Promise.reject(new CancellationError())), []);
  });

  it("for a row does nothing with anything else", async () => {
    const before = window.activeTextEditor;
    await run(async () => {
      for (const other of [undefined, null, "environments/dev", { node: { kind: "resource", file: "a" } }]) {
        await openDefinition(other);
      }
    });
    assert.equal(window.activeTextEditor, before);
  });
});
