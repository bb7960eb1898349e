import assert from "node:assert/strict";
import { canonicalJson, canonicalText } from "../../../../src/core/json/canonicalJson";
import { sameJson } from "../../../../src/core/json/sameJson";
import { pathText, wordIssue } from "../../../../src/core/json/wordIssue";
import { entityShape } from "../../../../src/core/model/entity";
import { picklistShape } from "../../../../src/core/model/picklist";
import { entity, field, picklist } from "../../../support/factories";

describe("canonicalJson", () => {
  it("writes two spaces, no byte order mark and a newline at the end", () => {
    const text = canonicalText(picklistShape, picklist({ entries: [] }));
    assert.equal(
      text,
      '{\n  "name": "con_Stage",\n  "displayName": "Stage",\n  "kind": "custom",\n  "entries": []\n}\n',
    );
    assert.deepEqual(canonicalJson(picklistShape, picklist({ entries: [] })), new TextEncoder().encode(text));
  });

  it("puts known keys in the schema's order and keeps unknown ones after them, as they came", () => {
    const turned = {
      con_z: 1,
      fields: [{ con_y: 2, type: "text", con_x: 3, displayName: "Name", name: "con_Name" }],
      kind: "custom",
      con_a: { b: 1, a: 2 },
      name: "con_Project",
      displayName: "Project",
    };
    assert.deepEqual(Object.keys(JSON.parse(canonicalText(entityShape, turned)) as object), [
      "name",
      "displayName",
      "kind",
      "fields",
      "con_z",
      "con_a",
    ]);
    assert.match(canonicalText(entityShape, turned), /"con_a": {\s+"b": 1,\s+"a": 2/);
    assert.match(
      canonicalText(entityShape, turned).replace(/\s/g, ""),
      /\[{"name":"con_Name","displayName":"Name","type":"text","con_y":2,"con_x":3}\]/,
    );
  });

  it("orders keys inside translations, whose own order it keeps", () => {
    const texts = { fields: { con_B: {}, con_A: { description: "d", displayName: "n" } }, displayName: "P" };
    const text = canonicalText(entityShape, entity({ translations: { "fr-FR": texts, "de-DE": {} } }));
    const places = ["fr-FR", 'displayName": "P', "con_B", "con_A", 'displayName": "n', "de-DE"];
    const found = places.map((place) => text.indexOf(place, text.indexOf("translations")));
    assert.deepEqual(
      found,
      [...found].sort((a, b) => a - b),
    );
    assert.ok(found.every((at) => at > 0));
  });

  it("is stable: reading what was written and writing it again changes nothing", () => {
    const written = canonicalText(
      entityShape,
      entity({ con_extra: [1, { z: 0, a: "\u2028🚀" }], fields: [field()] }),
    );
    assert.equal(canonicalText(entityShape, JSON.parse(written)), written);
  });

  it("keeps a key named __proto__ as data", () => {
    const value: unknown = JSON.parse('{"__proto__":{"a":1},"name":"con_Stage"}');
    assert.match(canonicalText(picklistShape, value), /"__proto__": {/);
  });

  it("leaves the value it is given as it is", () => {
    const turned = Object.freeze({ kind: "custom", name: "con_Stage", entries: Object.freeze([]) });
    canonicalText(picklistShape, turned);
    assert.deepEqual(Object.keys(turned), ["kind", "name", "entries"]);
  });
});

describe("sameJson", () => {
  const same: [unknown, unknown][] = [
    [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ],
    [[], []],
    [null, null],
    ["x", "x"],
  ];
  const different: [unknown, unknown][] = [
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, { a: 1, b: undefined }],
    [
      { a: 1, b: 2 },
      { a: 1, c: 2 },
    ],
    [{ a: undefined }, { b: undefined }],
    [[], {}],
    [null, {}],
    [{}, null],
    [0, false],
    ["1", 1],
    [{ toString: 1 }, { valueOf: 1 }],
  ];
  for (const [a, b] of same) {
    it(`finds ${JSON.stringify(a)} and ${JSON.stringify(b)} the same`, () => {
      assert.ok(sameJson(a, b));
    });
  }
  for (const [a, b] of different) {
    it(`tells ${JSON.stringify(a)} and ${JSON.stringify(b)} apart, either way round`, () => {
      assert.ok(!sameJson(a, b));
      assert.ok(!sameJson(b, a));
    });
  }
});

describe("wordIssue", () => {
  it("names the place as people write it", () => {
    assert.equal(pathText(["fields", 2, "entries", 0, "value"]), "fields[2].entries[0].value");
    assert.equal(pathText([0, "a"]), "[0].a");
    assert.equal(wordIssue(["fields", 2, "maxLength"], "is missing"), "fields[2].maxLength is missing.");
    assert.equal(wordIssue([], "must be an object"), "The file must be an object.");
  });
});
