import assert from "node:assert/strict";
import { entityShape } from "../../../../src/core/model/entity";
import { environmentShape } from "../../../../src/core/model/environmentDescription";
import { picklistShape } from "../../../../src/core/model/picklist";
import { explain, type Checked } from "../../../../src/core/schema/checked";
import { description, entity, entry, field, picklist } from "../../../support/factories";

/** The places of everything that is wrong. */
const placesOf = (checked: Checked, value: unknown): string[] =>
  explain(checked, value).map(({ path }) => path.join("/"));

const withField = (properties: Record<string, unknown>): unknown => entity({ fields: [field(properties)] });

describe("explaining what doesn't fit a shape", () => {
  it("names every place in one pass", () => {
    const wrong = {
      name: "9lives",
      kind: "other",
      fields: [field({ type: "txt" as "text", maxLength: 0 }), { name: "con_A" }],
      keys: [{ name: "k", fields: [] }],
      translations: { de: { fields: { con_A: { displayName: 5 } } } },
    };
    assert.deepEqual(placesOf(entityShape, wrong).sort(), [
      "displayName",
      "fields/0/maxLength",
      "fields/0/type",
      "fields/1/displayName",
      "fields/1/type",
      "keys/0/fields",
      "kind",
      "name",
      "translations/de/fields/con_A/displayName",
    ]);
  });

  it("names every place beside values that are nested too deep", () => {
    const deep = JSON.parse(`${"[".repeat(100)}${"]".repeat(100)}`) as unknown;
    const places = placesOf(entityShape, { ...entity(), displayName: 5, "x-note": deep });
    assert.equal(places.length, 2);
    assert.ok(places.includes("displayName"));
    const inField = { ...entity({ fields: [field({ maxLength: 0, "x-note": deep })] }), kind: "other" };
    assert.deepEqual(placesOf(entityShape, { ...inField, "x-note": deep }).sort(), [
      "",
      "fields/0",
      "fields/0/maxLength",
      "kind",
    ]);
  });

  it("names every place beside a key that can't be used", () => {
    const translations = JSON.parse('{"__proto__": {}, "de": {"displayName": 5}}') as unknown;
    assert.deepEqual(placesOf(entityShape, { ...entity(), translations }).sort(), [
      "translations",
      "translations/de/displayName",
    ]);
  });

  it("tells a missing property from one of the wrong sort", () => {
    const [missing] = explain(picklistShape, { ...picklist(), displayName: undefined });
    const [wrong] = explain(picklistShape, { ...picklist(), displayName: 5 });
    assert.notEqual(missing?.message, wrong?.message);
  });

  it("has one place for a value that is no object at all", () => {
    for (const value of [null, [], "x", 5, true, undefined]) {
      assert.deepEqual(placesOf(entityShape, value), [""]);
    }
  });

  it("speaks of keys that are traps without falling into them", () => {
    const trap = (json: string): unknown => ({ ...entity(), translations: JSON.parse(json) as unknown });
    assert.equal(placesOf(entityShape, trap('{"__proto__": 5}')).length, 1);
    assert.deepEqual(placesOf(entityShape, trap('{"__proto__": {}}')), ["translations"]);
    assert.deepEqual(placesOf(entityShape, trap('{"constructor": 5}')), ["translations/constructor"]);
    assert.deepEqual(placesOf(entityShape, trap('{"toString": {}}')), []);
    const deep = `{"__proto__": ${"[".repeat(1000)}${"]".repeat(1000)}}`;
    assert.doesNotThrow(() => explain(entityShape, { ...entity(), "x-note": JSON.parse(deep) as unknown }));
    assert.doesNotThrow(() => explain(entityShape, JSON.parse(deep)));
  });
});

type Limit = readonly [name: string, checked: Checked, good: readonly unknown[], bad: readonly unknown[]];

const long = "a".repeat(100);
const limits: readonly Limit[] = [
  ...(["name", "primaryField"] as const).map((property): Limit => [
    property,
    entityShape,
    ["a", "A", "con_A", "a1_", long].map((name) => ({ ...entity(), [property]: name })),
    ["", "1a", "_a", "a-b", "a b", "ä", "a\n", `${long}a`, 5, null].map((name) => ({
      ...entity(),
      [property]: name,
    })),
  ]),
  [
    "an environment's name",
    environmentShape,
    ["dev", "2026", "a.b-c_d", long].map((name) => description({ name, displayName: "Name" })),
    ["", ".dev", "-dev", "a b", "a/b", "..", `${long}a`].map((name) =>
      description({ name, displayName: "Name" }),
    ),
  ],
  [
    "an entry's value",
    picklistShape,
    [0, -2147483648, 2147483647].map((value) => picklist({ entries: [entry(value, "One")] })),
    [-2147483649, 2147483648, 1.5, "1", null].map((value) =>
      picklist({ entries: [entry(value as number, "One")] }),
    ),
  ],
  [
    "an entry's colour",
    picklistShape,
    ["#fff", "#0078D4"].map((color) => picklist({ entries: [{ ...entry(), color }] })),
    ["fff", "#ffff", "#ggg", "red", ""].map((color) => picklist({ entries: [{ ...entry(), color }] })),
  ],
  [
    "a label",
    entityShape,
    [" x", "x"].map((displayName) => ({ ...entity(), displayName })),
    ["", " ", "\t\n"].map((displayName) => ({ ...entity(), displayName })),
  ],
  [
    "maxLength",
    entityShape,
    [1, 2 ** 53 - 1].map((maxLength) => withField({ maxLength })),
    [0, -1, 1.5, "5", 2 ** 53].map((maxLength) => withField({ maxLength })),
  ],
  [
    "precision",
    entityShape,
    [0, 20].map((precision) => withField({ precision })),
    [-1, 21, 0.5].map((precision) => withField({ precision })),
  ],
  [
    "minimum",
    entityShape,
    [0, -1.5, 1e300].map((minimum) => withField({ minimum })),
    ["1", null, Number.POSITIVE_INFINITY].map((minimum) => withField({ minimum })),
  ],
  [
    "targets",
    entityShape,
    [withField({ targets: ["A"] })],
    [[], ["1"], "A", [5]].map((targets) => withField({ targets })),
  ],
  ["default", entityShape, [null, 0, "", [], {}].map((value) => withField({ default: value })), []],
  [
    "formatVersion",
    environmentShape,
    [description()],
    [0, 2, "1", null].map((formatVersion) => ({ ...description(), formatVersion })),
  ],
];

describe("the limits of definitions", () => {
  for (const [name, checked, good, bad] of limits) {
    it(name, () => {
      for (const value of good) {
        assert.deepEqual(explain(checked, value), [], JSON.stringify(value));
      }
      for (const value of bad) {
        assert.equal(new Set(placesOf(checked, value)).size, 1, JSON.stringify(value));
      }
    });
  }
});
