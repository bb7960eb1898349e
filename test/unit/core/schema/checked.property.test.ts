import assert from "node:assert/strict";
import fc from "fast-check";
import { environmentShape } from "../../../../src/core/model/environmentDescription";
import { manifestShape } from "../../../../src/core/package/manifest";
import { allResourceTypes } from "../../../../src/core/resources/registry";
import { explain, type Checked } from "../../../../src/core/schema/checked";
import { canonicalOrder, sorted } from "./canonicalOrder";
import { mutated } from "./mutate";
import { runs } from "./propertyRuns";
import { valuesOfSchema } from "./valuesOfSchema";

const shapes: readonly (readonly [string, Checked])[] = [
  ...allResourceTypes.map((type) => [type.id, type.shape] as const),
  ["environment", environmentShape],
  ["manifest", manifestShape],
];

for (const [name, checked] of shapes) {
  describe(`the shape of ${name}`, () => {
    const valid = valuesOfSchema(checked.schema);

    it("accepts what its schema accepts", () => {
      fc.assert(
        fc.property(valid, (value) => {
          assert.equal(checked.schema.safeParse(value).success, true);
          assert.equal(checked.accepts(value), true);
          assert.deepEqual(explain(checked, value), []);
        }),
        runs(400),
      );
    });

    it("refuses what its schema refuses, and explains it", () => {
      fc.assert(
        fc.property(mutated(valid), (value) => {
          const { success } = checked.schema.safeParse(value);
          assert.equal(checked.accepts(value), success);
          assert.equal(explain(checked, value).length === 0, success);
        }),
        runs(1000),
      );
    });

    it("arranges keys in schema order with unknown ones behind, and keeps every key and value", () => {
      fc.assert(
        fc.property(valid, (value) => {
          const arranged = checked.arrange(value);
          assert.equal(JSON.stringify(arranged), JSON.stringify(canonicalOrder(checked.schema, value)));
          assert.equal(sorted(arranged), sorted(value));
        }),
        runs(400),
      );
    });

    it("gives back the very object when it is arranged already", () => {
      fc.assert(
        fc.property(valid, (value) => {
          const arranged = checked.arrange(value);
          const again = checked.arrange(arranged);
          assert.equal(JSON.stringify(again), JSON.stringify(arranged));
          // JavaScript puts keys such as "1" first, where the canonical order has no place for them.
          if (!hasIntegerKey(arranged)) {
            assert.equal(again, arranged);
          }
        }),
        runs(400),
      );
    });

    it("leaves the value that it arranges as it is", () => {
      fc.assert(
        fc.property(valid, (value) => {
          const before = JSON.stringify(value);
          checked.arrange(value);
          assert.equal(JSON.stringify(value), before);
        }),
        runs(100),
      );
    });
  });
}

function hasIntegerKey(value: unknown): boolean {
  return /"\d+":/.test(JSON.stringify(value));
}
