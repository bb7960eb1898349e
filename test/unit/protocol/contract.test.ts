import assert from "node:assert/strict";
import * as z from "zod/mini";
import { dispatch, parseMessage, type Contract, type HandlersFor } from "../../../src/protocol/contract";

const contract = {
  counted: z.strictObject({ n: z.int() }),
  listed: z.strictObject({ items: z.array(z.strictObject({ name: z.string() })) }),
  done: z.strictObject({}),
} satisfies Contract;

function reasonFor(raw: unknown): string {
  const parsed = parseMessage(contract, raw);
  assert.ok(!parsed.ok, "it should have been refused");
  return parsed.reason;
}

describe("parseMessage", () => {
  it("gives the kind and the body of a message that is as agreed", () => {
    assert.deepEqual(parseMessage(contract, { kind: "counted", body: { n: 3 } }), {
      ok: true,
      message: { kind: "counted", body: { n: 3 } },
    });
  });

  const strangers: readonly [string, unknown][] = [
    ["undefined", undefined],
    ["null", null],
    ["a text", "counted"],
    ["a number", 3],
    ["a list", [{ kind: "done", body: {} }]],
    ["nothing in it", {}],
    ["no kind", { body: {} }],
    ["a kind that is no text", { kind: 3, body: {} }],
    ["more than kind and body", { kind: "done", body: {}, extra: 1 }],
  ];
  for (const [what, raw] of strangers) {
    it(`refuses what is no envelope: ${what}`, () => {
      assert.equal(reasonFor(raw), "It isn't a message of a kind with a body.");
    });
  }

  for (const kind of ["unheardOf", "__proto__", "constructor", "toString", "hasOwnProperty", "", "Counted"]) {
    it(`refuses the kind "${kind}"`, () => {
      assert.equal(reasonFor({ kind, body: {} }), "Its kind isn't known here.");
    });
  }

  it("refuses a kind of the prototype also where the message came as JSON", () => {
    assert.equal(
      reasonFor(JSON.parse('{"kind":"__proto__","body":{"__proto__":{"n":1}}}')),
      "Its kind isn't known here.",
    );
  });

  it("names the kind and the places that are wrong", () => {
    assert.equal(
      reasonFor({ kind: "listed", body: { items: [{ name: "a" }, { name: 2 }] } }),
      'The body of "listed" isn\'t as agreed: items.1.name (invalid_type).',
    );
    assert.match(reasonFor({ kind: "counted", body: undefined }), /: body \(/);
  });

  it("names five places at most", () => {
    const items = Array.from({ length: 9 }, () => ({}));
    assert.equal(reasonFor({ kind: "listed", body: { items } }).match(/items\./g)?.length, 5);
  });

  it("never repeats what was sent", () => {
    const secret = "S3CRET";
    const bodies: unknown[] = [
      secret,
      { n: secret },
      { n: 1, [secret]: 1 },
      { items: [secret] },
      { items: [{ name: { [secret]: secret } }] },
      { items: [{ name: "a", [secret]: secret }] },
    ];
    for (const kind of ["counted", "listed", "done"]) {
      for (const body of bodies) {
        assert.doesNotMatch(reasonFor({ kind, body }), /S3CRET/);
      }
    }
    assert.doesNotMatch(reasonFor({ kind: secret, body: secret }), /S3CRET/);
    assert.doesNotMatch(reasonFor({ [secret]: secret }), /S3CRET/);
  });
});

describe("dispatch", () => {
  it("calls the handler of the kind, with the body, and gives what it gives", async () => {
    const calls: unknown[] = [];
    const handlers: HandlersFor<typeof contract> = {
      counted: async (body) => {
        await Promise.resolve();
        calls.push(["counted", body]);
      },
      listed: (body) => void calls.push(["listed", body]),
      done: (body) => void calls.push(["done", body]),
    };
    await dispatch(handlers, { kind: "counted", body: { n: 1 } });
    await dispatch(handlers, { kind: "done", body: {} });
    assert.deepEqual(calls, [
      ["counted", { n: 1 }],
      ["done", {}],
    ]);
  });
});
