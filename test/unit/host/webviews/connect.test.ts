import assert from "node:assert/strict";
import * as z from "zod/mini";
import { connect, type Connection } from "../../../../src/host/webviews/connect";

const incoming = { chosen: z.strictObject({ name: z.string() }) };
type Sent = Readonly<Record<"shown", z.ZodMiniType<{ text: string }>>>;

describe("the connection to a webview", () => {
  let receive: (raw: unknown) => void;
  let isListening: boolean;
  let posted: unknown[];
  let warnings: string[];
  let failures: unknown[];
  let chosen: string[];
  let failing: Error | undefined;
  let connection: Connection<Sent>;

  beforeEach(() => {
    [isListening, posted, warnings, failures, chosen, failing] = [true, [], [], [], [], undefined];
    const webview = {
      onDidReceiveMessage: (listener: (raw: unknown) => void) => {
        receive = listener;
        return { dispose: () => (isListening = false) };
      },
      postMessage: async (message: unknown) => posted.push(message) > 0,
    };
    connection = connect<typeof incoming, Sent>(
      webview as unknown as Parameters<typeof connect>[0],
      incoming,
      {
        chosen: ({ name }) => {
          if (failing) {
            throw failing;
          }
          chosen.push(name);
        },
      },
      { warn: (line: string) => warnings.push(line) } as unknown as Parameters<typeof connect>[3],
      (error) => failures.push(error),
    );
  });

  it("hands on what is as agreed", () => {
    receive({ kind: "chosen", body: { name: "dev" } });
    assert.deepEqual([chosen, warnings], [["dev"], []]);
  });

  it("drops what isn't, and says so in the log without what was sent", () => {
    const secret = "something that nobody agreed to";
    for (const raw of [
      undefined,
      secret,
      { kind: "chosen" },
      { kind: "chosen", body: { name: 5, secret } },
      { kind: "chosen", body: { name: "dev", more: secret } },
      { kind: "toString", body: {} },
      { kind: "chosen", body: { name: "dev" }, more: secret },
    ]) {
      receive(raw);
    }
    assert.deepEqual(chosen, []);
    assert.equal(warnings.length, 7);
    assert.ok(!warnings.some((line) => line.includes(secret)));
  });

  it("hands on what goes wrong in a handler", async () => {
    failing = new Error("It went wrong.");
    receive({ kind: "chosen", body: { name: "dev" } });
    await Promise.resolve();
    assert.deepEqual(failures, [failing]);
  });

  it("says and hears nothing any more once it is disposed of", () => {
    connection.post("shown", { text: "before" });
    connection.dispose();
    connection.post("shown", { text: "after" });
    assert.deepEqual(posted, [{ kind: "shown", body: { text: "before" } }]);
    assert.ok(!isListening);
  });
});
