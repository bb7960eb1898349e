import assert from "node:assert/strict";
import { idsOfPath, pathOfIds } from "../../../../src/core/compare/partPaths";
import { resourceTypes } from "../../../../src/core/resources/registry";
import { entity, entry, field, picklistField } from "../../../support/factories";

const { layout } = resourceTypes.entity;
const definition = entity({
  fields: [
    field(),
    picklistField({ name: "con_B", picklist: undefined, entries: [entry(7), entry(1)], maxLength: 5 }),
  ],
  keys: [{ name: "con_K", fields: ["con_B", "con_Name"] }],
  translations: { "de-DE": { fields: { con_B: { entries: { "1": { label: "Eins" } } } } } },
});

const same = [
  [["displayName"], ["displayName"]],
  [
    ["fields", "con_B"],
    ["fields", 1],
  ],
  [
    ["fields", "con_B", "maxLength"],
    ["fields", 1, "maxLength"],
  ],
  [
    ["fields", "con_B", "entries", 1, "label"],
    ["fields", 1, "entries", 1, "label"],
  ],
  [
    ["keys", "con_K", "fields", 1],
    ["keys", 0, "fields", 1],
  ],
  [
    ["translations", "de-DE", "fields", "con_B", "entries", "1", "label"],
    ["translations", "de-DE", "fields", "con_B", "entries", "1", "label"],
  ],
] as const;

describe("paths to the parts of a definition", () => {
  for (const [ids, path] of same) {
    it(`${path.join("/")} is ${ids.join("/")}`, () => {
      assert.deepEqual(pathOfIds(layout, definition, ids), path);
      assert.deepEqual(idsOfPath(layout, definition, path), ids);
    });
  }

  it("end at the nearest part that is there", () => {
    assert.deepEqual(pathOfIds(layout, definition, ["fields", "con_X", "maxLength"]), ["fields"]);
    assert.deepEqual(pathOfIds(layout, definition, ["fields", "con_Name", "entries", 1]), ["fields", 0]);
    assert.deepEqual(pathOfIds(layout, definition, ["fields", "con_B", "entries", 2]), [
      "fields",
      1,
      "entries",
    ]);
    assert.deepEqual(pathOfIds(layout, definition, ["translations", "fr-FR", "displayName"]), [
      "translations",
    ]);
    assert.deepEqual(pathOfIds(layout, definition, ["toString"]), []);
    assert.deepEqual(idsOfPath(layout, definition, ["fields", 9, "name"]), ["fields"]);
  });
});
