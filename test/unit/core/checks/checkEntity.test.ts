import assert from "node:assert/strict";
import { checkEntity, checkEntityInContext } from "../../../../src/core/checks/checkEntity";
import type { Entity } from "../../../../src/core/model/entity";
import type { DefinitionIssue, DefinitionLookup } from "../../../../src/core/resources/resourceType";
import { customField, entity, entry, field, key, picklist, standardEntity } from "../../../support/factories";

/** "code at/the/path" for each issue. */
function brief(issues: readonly DefinitionIssue[]): string[] {
  return issues.map(({ code, path }) => `${code} ${path.join("/")}`);
}

const inItself = (overrides: Partial<Entity>): string[] => brief(checkEntity(entity(overrides)));

describe("checking an entity by itself", () => {
  it("finds nothing wrong with a sound one", () => {
    assert.deepEqual(
      inItself({
        fields: [
          field({ name: "a" }),
          field({ name: "b", type: "picklist", picklist: "con_Stage" }),
          field({ name: "c", type: "multiSelectPicklist", entries: [] }),
          field({ name: "d", type: "lookup", targets: ["Account"] }),
          field({ name: "e", type: "integer", minimum: 1, maximum: 1 }),
        ],
        keys: [key({ name: "a" }), key({ name: "b" })],
      }),
      [],
    );
  });

  it("finds every field and key whose name was there before", () => {
    const fields = ["a", "b", "a", "a"].map((name) => field({ name }));
    assert.deepEqual(inItself({ fields }), [
      "definition-invalid fields/2/name",
      "definition-invalid fields/3/name",
    ]);
    assert.deepEqual(inItself({ keys: [key(), key()] }), ["definition-invalid keys/1/name"]);
  });

  it("finds names that differ in letter case only", () => {
    const issues = checkEntity(
      entity({ fields: [field({ name: "con_Name" }), field({ name: "CON_NAME" })] }),
    );
    assert.deepEqual(
      issues.map(({ path }) => path.join("/")),
      ["fields/1/name"],
    );
    assert.deepEqual(checkEntity(entity({ keys: [key({ name: "k" }), key({ name: "K" })] })).length, 1);
  });

  it("finds choices without entries, and with two sources of them", () => {
    for (const type of ["picklist", "multiSelectPicklist"] as const) {
      assert.deepEqual(inItself({ fields: [field({ type })] }), ["definition-invalid fields/0"]);
      assert.deepEqual(inItself({ fields: [field({ type, picklist: "con_Stage", entries: [] })] }), [
        "definition-invalid fields/0",
      ]);
    }
  });

  it("finds entries with the same value", () => {
    const entries = [entry(1), entry(2), entry(1)];
    assert.deepEqual(inItself({ fields: [field({ type: "picklist", entries })] }), [
      "definition-invalid fields/0/entries/2/value",
    ]);
  });

  it("finds lookups without targets, and ranges the wrong way round", () => {
    assert.deepEqual(inItself({ fields: [field({ type: "lookup" })] }), ["definition-invalid fields/0"]);
    assert.deepEqual(inItself({ fields: [field({ type: "integer", minimum: 2, maximum: 1 })] }), [
      "definition-invalid fields/0/minimum",
    ]);
  });

  it("finds everything in one pass", () => {
    const wrong = field({ name: "a", type: "integer", minimum: 2, maximum: 1 });
    assert.equal(inItself({ fields: [wrong, wrong, field({ name: "b", type: "lookup" })] }).length, 4);
  });
});

const lookup: DefinitionLookup = { find: ({ name }) => (name === "con_Stage" ? picklist() : undefined) };
const inContext = (one: Entity): string[] => brief([...checkEntityInContext(one, lookup)]);

describe("checking an entity in its environment", () => {
  it("takes a primary field of each text type", () => {
    for (const type of ["text", "multilineText", "email", "phone", "url", "autonumber"] as const) {
      assert.deepEqual(inContext(entity({ primaryField: "con_Name", fields: [field({ type })] })), []);
    }
  });

  it("finds a primary field that is missing, or isn't text", () => {
    assert.deepEqual(inContext(entity({ primaryField: "con_Other" })), [
      "primary-field-invalid primaryField",
    ]);
    assert.deepEqual(inContext(entity({ primaryField: "CON_NAME" })), ["primary-field-invalid primaryField"]);
    for (const type of ["integer", "boolean", "guid", "date"] as const) {
      const wrong = entity({ primaryField: "con_Name", fields: [field({ type })] });
      assert.deepEqual(inContext(wrong), ["primary-field-invalid primaryField"]);
    }
  });

  it("leaves the platform's own primary field alone", () => {
    const account = standardEntity({ primaryField: "Name" });
    account.fields[0]!.type = "guid";
    assert.deepEqual(inContext(account), []);
    const custom = standardEntity({ primaryField: "con_Name", fields: [customField({ type: "guid" })] });
    assert.deepEqual(inContext(custom), ["primary-field-invalid primaryField"]);
    const called = entity({
      primaryField: "con_Name",
      fields: [field({ type: "guid", origin: "standard" })],
    });
    assert.deepEqual(inContext(called), ["primary-field-invalid primaryField"]);
  });

  it("finds every field that a key lacks", () => {
    const keys = [key({ fields: ["con_Name"] }), key({ name: "con_K", fields: ["a", "con_Name", "b"] })];
    assert.deepEqual(inContext(entity({ keys })), [
      "key-invalid keys/1/fields/0",
      "key-invalid keys/1/fields/2",
    ]);
  });

  it("finds defaults that don't fit, and none in null, and no default where there is none", () => {
    const fields = [
      field({ name: "a", default: null }),
      field({ name: "b" }),
      field({ name: "c", type: "picklist", picklist: "con_Stage", default: 3 }),
      field({ name: "d", type: "picklist", picklist: "con_Stage", default: 2 }),
    ];
    assert.deepEqual(inContext(entity({ fields })), ["default-invalid fields/2/default"]);
  });
});
