import assert from "node:assert/strict";
import { parseMessage, type BodyOf, type Contract, type KindOf } from "../../../src/protocol/contract";

/** For each kind a body that is accepted, and places in it with a value that isn't right there. */
export type Cases<C extends Contract> = {
  readonly [K in KindOf<C>]: {
    readonly body: BodyOf<C, K>;
    readonly wrong: readonly (readonly [path: string, value: unknown])[];
  };
};

/** Each kind of a contract is accepted as agreed, and refused with anything else in any place. */
export function describeMessages<C extends Contract>(title: string, contract: C, cases: Cases<C>): void {
  describe(title, () => {
    for (const kind of Object.keys(contract) as KindOf<C>[]) {
      const { body, wrong } = cases[kind];
      it(`${kind}: is accepted as agreed`, () => {
        assert.deepEqual(parseMessage(contract, { kind, body }), { ok: true, message: { kind, body } });
      });

      it(`${kind}: is refused without a body`, () => {
        assert.ok(!parseMessage(contract, { kind }).ok);
      });

      for (const [path, value] of wrong) {
        it(`${kind}: is refused with ${JSON.stringify(value)} as ${path}`, () => {
          const parsed = parseMessage(contract, { kind, body: withValue(body, path, value) });
          assert.ok(!parsed.ok);
          assert.match(parsed.reason, new RegExp(`^The body of "${kind}" isn't as agreed`));
        });
      }
    }
  });
}

/** A copy that has another value at a path such as `rows.0.name`; undefined takes what is there away. */
export function withValue(body: unknown, path: string, value: unknown): unknown {
  const copy = structuredClone(body);
  const steps = path.split(".");
  const last = steps.pop()!;
  const target = steps.reduce((at, step) => (at as Record<string, unknown>)[step], copy) as Record<
    string,
    unknown
  >;
  if (value === undefined) {
    assert.ok(last in target, `${path} isn't there to be taken away`);
    delete target[last];
  } else {
    target[last] = value;
  }
  return copy;
}
