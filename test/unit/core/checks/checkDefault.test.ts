import assert from "node:assert/strict";
import { checkDefault } from "../../../../src/core/checks/checkDefault";
import type { Field } from "../../../../src/core/model/entity";
import type { DefinitionLookup } from "../../../../src/core/resources/resourceType";
import { entry, field, picklist } from "../../../support/factories";

/** An environment with one picklist, con_Stage, of the entries 1 and 2. */
const lookup: DefinitionLookup = {
  find: ({ type, name }) => (type === "picklist" && name === "con_Stage" ? picklist() : undefined),
};

type Case = readonly [Partial<Field>, good: readonly unknown[], bad: readonly unknown[]];

const stage = { picklist: "con_Stage" };
const inline = { entries: [entry(5), entry(0)] };
const cases: readonly Case[] = [
  [{ type: "text" }, ["", "x".repeat(5000)], [1, true, null, ["x"], {}]],
  [{ type: "text", maxLength: 3 }, ["", "abc"], ["abcd", 1]],
  [{ type: "multilineText", maxLength: 3 }, ["a\nb"], ["a\nbc"]],
  [{ type: "email" }, ["a@b.c"], [5]],
  [{ type: "phone", maxLength: 2 }, ["12"], ["123"]],
  [{ type: "url" }, ["https://a.b"], [false]],
  [{ type: "integer" }, [0, -5], [1.5, "1", null, true, [1]]],
  [{ type: "integer", minimum: 1, maximum: 3 }, [1, 2, 3], [0, 4, 1.5]],
  [{ type: "integer", minimum: 0 }, [0, 99], [-1]],
  [{ type: "bigInteger" }, [Number.MAX_SAFE_INTEGER], [0.5, 2 ** 53, -(2 ** 53)]],
  [{ type: "decimal", minimum: 0.5, maximum: 1.5 }, [0.5, 1, 1.5], [0.4, 1.6, "1"]],
  [{ type: "number", maximum: 0 }, [0, -1.5], [0.1]],
  [{ type: "currency" }, [9.99], ["9.99", 1e300]],
  [{ type: "quantity", minimum: 1 }, [1], [0]],
  [{ type: "boolean" }, [true, false], [0, "true", null]],
  [{ type: "date" }, ["2026-01-31"], [20260131, "", "1", "foo 1", "2026-02-31", "2026-13-01", "31.12.2026"]],
  [
    { type: "dateTime" },
    ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.5+01:00"],
    [{}, "", "foo 1", "2026-01-31T25:00:00Z"],
  ],
  [
    { type: "guid" },
    ["00000000-0000-0000-0000-000000000000", "ABCDEF01-2345-6789-abcd-ef0123456789"],
    [0, "", "x", "00000000-0000-0000-0000-00000000000", "0000000000000000000000000000000000000"],
  ],
  [{ type: "picklist", ...stage }, [1, 2], [3, "1", null, [1], [1, 2]]],
  [{ type: "picklist", ...inline }, [0, 5], [1, "5"]],
  [{ type: "picklist", entries: [] }, [], [1]],
  [{ type: "multiSelectPicklist", ...stage }, [1, [1], [2, 1], []], [3, [1, 3], ["1"], "1"]],
  [{ type: "multiSelectPicklist", ...inline }, [[0, 5]], [[0, 1]]],
  // That the picklist is missing is a finding of its own.
  [{ type: "picklist", picklist: "con_Missing" }, [1, "x"], []],
  [{ type: "picklist" }, [1], []],
  // Types without a rule.
  [{ type: "lookup", targets: ["Account"] }, ["x", 1, null], []],
  [{ type: "autonumber", maxLength: 1 }, ["long", 5], []],
  [{ type: "image" }, [{}], []],
  [{ type: "file" }, [1], []],
  [{ type: "address" }, [{ city: "Basel" }], []],
];

describe("checking defaults", () => {
  for (const [properties, good, bad] of cases) {
    const { type, ...rest } = properties;
    describe(`${type} ${JSON.stringify(rest)}`, () => {
      for (const value of good) {
        it(`takes ${short(value)}`, () => {
          assert.equal(checkDefault(field({ ...properties, default: value }), lookup), undefined);
        });
      }
      for (const value of bad) {
        it(`refuses ${short(value)}`, () => {
          assert.equal(typeof checkDefault(field({ ...properties, default: value }), lookup), "string");
        });
      }
    });
  }
});

function short(value: unknown): string {
  return JSON.stringify(value).slice(0, 40);
}
