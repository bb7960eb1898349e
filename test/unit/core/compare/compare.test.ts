import assert from "node:assert/strict";
import { compare } from "../../../../src/core/compare/compare";
import { describeChange } from "../../../../src/core/compare/describeChange";
import { entityType } from "../../../../src/core/resources/entityType";
import { picklistType } from "../../../../src/core/resources/picklistType";
import { entity, entry, field, key, lookupField, picklist, picklistField } from "../../../support/factories";

type Entity = ReturnType<typeof entity>;
type Picklist = ReturnType<typeof picklist>;

const changesOf = (before: Entity, after: Entity): string[] =>
  compare(entityType.layout, before, after).map(describeChange);
const entryChangesOf = (before: Picklist, after: Picklist): string[] =>
  compare(picklistType.layout, before, after).map(describeChange);

describe("comparing two states of a definition", () => {
  it("tells a part that comes or goes as one change", () => {
    const more = entity({ fields: [field(), field({ name: "con_Other", maxLength: 5, required: true })] });
    assert.deepEqual(changesOf(entity(), more), ["+ field con_Other (Other)"]);
    assert.deepEqual(changesOf(more, entity()), ["- field con_Other (Other)"]);
  });

  it("tells a property of a part from the part", () => {
    const before = entity({ fields: [field({ maxLength: 5, description: "Text" })] });
    const after = entity({ fields: [field({ maxLength: 6, required: true })] });
    assert.deepEqual(changesOf(before, after), [
      "~ con_Name → maxLength: 5 → 6",
      "+ con_Name → required: true",
      '- con_Name → description: "Text"',
    ]);
  });

  it("tells a field named like a container from the container", () => {
    const before = entity({ fields: [field({ name: "fields", maxLength: 1 }), field({ name: "entries" })] });
    const after = entity({ fields: [field({ name: "fields", maxLength: 2 })] });
    assert.deepEqual(changesOf(before, after), ["~ fields → maxLength: 1 → 2", "- field entries (Entries)"]);
  });

  it("tells another order once, of what both have", () => {
    const named = (...names: string[]): Entity => entity({ fields: names.map((name) => field({ name })) });
    assert.deepEqual(changesOf(named("a", "b", "c"), named("c", "a", "b")), ["~ fields in another order"]);
    assert.deepEqual(changesOf(named("a", "b", "c"), named("a", "c")), ["- field b (B)"]);
    assert.deepEqual(changesOf(named("a", "c"), named("a", "b", "c")), ["+ field b (B)"]);
    const [change] = compare(entityType.layout, named("a", "x", "b"), named("b", "y", "a"));
    assert.deepEqual(change?.kind, "added");
    const reordered = compare(entityType.layout, named("a", "x", "b"), named("b", "y", "a")).at(-1);
    assert.deepEqual(
      [reordered?.before, reordered?.after],
      [
        ["a", "b"],
        ["b", "a"],
      ],
    );
  });

  it("tells another order of a key's fields, of targets and of chosen values as just that", () => {
    const choice = (value: unknown): Entity["fields"][number] =>
      field({ name: "con_M", type: "multiSelectPicklist", entries: [entry(1), entry(2)], default: value });
    const before = entity({
      fields: [lookupField(["A", "B"]), choice([1, 2])],
      keys: [key({ fields: ["a", "b"] })],
      "x-list": [1, 2],
    });
    const after = entity({
      fields: [lookupField(["B", "A"]), choice([2, 1])],
      keys: [key({ fields: ["b", "a"] })],
      "x-list": [2, 1],
    });
    assert.deepEqual(changesOf(before, after), [
      "~ con_Lookup → targets in another order",
      "~ con_M → default in another order",
      "~ con_ByName → fields in another order",
      // What a list means that no schema knows isn't known either.
      "~ x-list: [1,2] → [2,1]",
    ]);
    const longer = entity({ fields: [lookupField(["A", "B", "C"]), choice(1)] });
    assert.deepEqual(changesOf({ ...before, keys: undefined, "x-list": undefined }, longer), [
      '~ con_Lookup → targets: ["A","B"] → ["A","B","C"]',
      "~ con_M → default: [1,2] → 1",
    ]);
  });

  it("finds no difference in what means the same", () => {
    const plain = entity({ fields: [field(), lookupField(["A", "B"])] });
    const wordy = entity({
      description: "",
      fields: [
        field({ description: "", required: false, unique: false, searchable: false }),
        lookupField(["A", "B", "A"]),
      ],
      keys: [],
      translations: {},
    });
    assert.deepEqual(changesOf(plain, wordy), []);
    assert.deepEqual(changesOf(wordy, plain), []);
    const colored = (...colors: string[]): Picklist =>
      picklist({ entries: colors.map((color, index) => ({ ...entry(index + 1), color })) });
    assert.deepEqual(entryChangesOf(colored("#AABBCC", "#abc"), colored("#ABC", "#AabbCc")), []);
    assert.deepEqual(entryChangesOf(colored("#abc"), colored("#abcabc")), [
      '~ 1 → color: "#abc" → "#abcabc"',
    ]);
  });

  it("tells entries of its own, be they none, from none", () => {
    const own = entity({ fields: [picklistField({ picklist: undefined, entries: [] })] });
    const other = entity({ fields: [picklistField()] });
    assert.deepEqual(changesOf(other, own), [
      '- con_StageField → picklist: "con_Stage"',
      "+ con_StageField → entries",
    ]);
  });

  it("tells what comes and goes inside of what no schema knows, wherever it stands", () => {
    const noted = (note: unknown): Entity =>
      entity({ fields: [field({ "x-note": note })], translations: { de: { "x-note": note } } });
    assert.deepEqual(
      changesOf(noted({ a: { b: 1, c: 2 }, d: [1, 1, { e: 3 }] }), noted({ a: { b: 2 }, d: [1, { e: 4 }] })),
      [
        "~ con_Name → x-note → a → b: 1 → 2",
        "- con_Name → x-note → a → c: 2",
        "- con_Name → x-note → d → 1: 1",
        "- con_Name → x-note → d → 2",
        "+ con_Name → x-note → d → 1",
        "~ translation de → x-note → a → b: 1 → 2",
        "- translation de → x-note → a → c: 2",
        "- translation de → x-note → d → 1: 1",
        "- translation de → x-note → d → 2",
        "+ translation de → x-note → d → 1",
      ],
    );
    assert.deepEqual(changesOf(noted([1]), noted(2)).length, 4);
    assert.deepEqual(changesOf(noted(1), noted(null)), [
      "~ con_Name → x-note: 1 → null",
      "~ translation de → x-note: 1 → null",
    ]);
  });

  it("takes no notice of the order of keys, in unknown values neither", () => {
    const before = entity({ "x-note": { a: 1, b: { c: 1, d: 2 } } });
    const after = { "x-note": { b: { d: 2, c: 1 }, a: 1 }, ...entity() };
    assert.deepEqual(changesOf(before, after), []);
  });

  it("tells null from a missing property and from other values", () => {
    const withDefault = (value: unknown): Entity => entity({ fields: [field({ default: value })] });
    assert.deepEqual(changesOf(entity(), withDefault(null)), ["+ con_Name → default: null"]);
    assert.deepEqual(changesOf(withDefault(null), withDefault(0)), ["~ con_Name → default: null → 0"]);
    assert.deepEqual(changesOf(withDefault("1"), withDefault(1)), ['~ con_Name → default: "1" → 1']);
    assert.deepEqual(changesOf(withDefault([]), withDefault({})), ["~ con_Name → default: [] → {}"]);
  });

  it("isn't misled by keys that every object seems to have", () => {
    const noted = (json: string): Entity => entity({ "x-note": JSON.parse(json) as unknown });
    assert.equal(changesOf(noted('{"__proto__": {}}'), noted('{"y": 1}')).length, 2);
    assert.equal(changesOf(noted('{"y": 1}'), noted('{"__proto__": {}}')).length, 2);
    assert.equal(changesOf(noted('{"constructor": {}}'), noted("{}")).length, 1);
    assert.equal(changesOf(noted('{"__proto__": {"a": 1}}'), noted('{"__proto__": {"a": 1}}')).length, 0);
  });

  it("tells entries apart by value, and translations by language and name", () => {
    const before = picklist({
      translations: { de: { entries: { "1": { label: "Eins" }, "2": { label: "Zwei" } } } },
    });
    const after = picklist({
      entries: [entry(2), entry(1, "First"), entry(-3)],
      translations: {
        de: { displayName: "Phase", entries: { "1": { label: "Ein" } } },
        fr: { displayName: "Phase" },
      },
    });
    assert.deepEqual(entryChangesOf(before, after), [
      '~ 1 → label: "Entry 1" → "First"',
      "+ entry -3 (Entry -3)",
      "~ entries in another order",
      '+ translation de → displayName: "Phase"',
      '~ translation de → 1 → label: "Eins" → "Ein"',
      "- translation de → 2 (Zwei)",
      "+ translation fr (Phase)",
    ]);
  });

  it("files each change under what it concerns", () => {
    const before = entity({ keys: [key()], translations: { de: { displayName: "Projekt" } } });
    const after = entity({ fields: [field({ entries: [entry(1)] })], translations: { de: {} } });
    const kinds = compare(entityType.layout, before, after).map(({ kind, part }) => `${kind} ${part}`);
    assert.deepEqual(kinds.sort(), ["added entry", "removed key", "removed translation"]);
  });

  it("keeps lines short, and shows what differs of long texts", () => {
    const lines = (before: string, after: string): string[] =>
      changesOf(entity({ description: before }), entity({ description: after }));
    const words = "Everything that has to do with what was agreed upon";
    assert.deepEqual(lines(`${words} by phone.`, `${words} in writing.`), [
      '~ description: …ything that has to do with what was agreed upon by phone." → …hing that has to do with what was agreed upon in writing."',
    ]);
    const [line] = lines("x".repeat(500), `${"x".repeat(500)}y`);
    assert.ok(line && line.length < 150 && line.endsWith('xy"'), line);
    const [middle] = lines(`${"a".repeat(300)}1${"b".repeat(300)}`, `${"a".repeat(300)}2${"b".repeat(300)}`);
    assert.match(middle ?? "", /^~ description: …a+1b+… → …a+2b+…$/);
  });

  it("tells by their numbers characters that look the same", () => {
    const labelled = (label: string): Picklist => picklist({ entries: [entry(1, label)] });
    assert.deepEqual(entryChangesOf(labelled("K\u00f6ln"), labelled("Ko\u0308ln")), [
      '~ 1 → label: "K\u00f6ln" [U+00F6] → "Ko\u0308ln" [U+006F U+0308]',
    ]);
    assert.deepEqual(entryChangesOf(labelled("Open"), labelled("Open ")), ['~ 1 → label: "Open" → "Open "']);
    assert.deepEqual(entryChangesOf(labelled("In work"), labelled("In\u00a0work\u200b")), [
      '~ 1 → label: "In work" [U+0020 U+0077 U+006F U+0072 …] → "In\u00a0work\u200b" [U+00A0 U+0077 U+006F U+0072 …]',
    ]);
    assert.deepEqual(entryChangesOf(labelled("Case"), labelled("C\u0430se")), [
      '~ 1 → label: "Case" [U+0061] → "C\u0430se" [U+0430]',
    ]);
  });
});
