import assert from "node:assert/strict";
import type { Entity } from "../../../../src/core/model/entity";
import { entityType } from "../../../../src/core/resources/entityType";
import {
  customField,
  entity,
  field,
  key,
  lookupField,
  picklistField,
  standardEntity,
} from "../../../support/factories";

const standardKey = key({ name: "byName", origin: "standard", fields: ["Name"] });
const customKey = key({ name: "con_ByNew", origin: "custom", fields: ["con_New"] });

/** A standard entity with everything, customized with the field con_New and the key con_ByNew. */
function account(overrides: Partial<Entity> = {}): Entity {
  return standardEntity({
    primaryField: "Name",
    description: "Standard",
    fields: [customField({ name: "con_New" })],
    keys: [standardKey, customKey],
    translations: {
      de: {
        displayName: "Firma",
        fields: {
          Name: { displayName: "Name" },
          con_New: { displayName: "Neu" },
          Gone: { displayName: "Weg" },
        },
        keys: { byName: { displayName: "Nach Name" }, con_ByNew: { displayName: "Nach Neuem" } },
      },
      fr: { displayName: "Compte" },
    },
    "x-note": "standard",
    ...overrides,
  });
}

describe("what travels of an entity", () => {
  it("is a custom one as it is, even where parts call themselves standard", () => {
    const whole = entity({ fields: [field({ origin: "standard" })], "x-note": 1 });
    assert.equal(entityType.portable(whole), whole);
    const empty = entity({ fields: [] });
    assert.equal(entityType.portable(empty), empty);
  });

  it("is of a standard one its custom fields and keys and their translations, and its name", () => {
    assert.deepEqual(entityType.portable(account()), {
      name: "Account",
      displayName: "Account",
      kind: "standard",
      fields: [customField({ name: "con_New" })],
      keys: [customKey],
      translations: {
        de: {
          fields: { con_New: { displayName: "Neu" } },
          keys: { con_ByNew: { displayName: "Nach Neuem" } },
        },
      },
    });
  });

  it("is of a standard one with a custom key alone that key", () => {
    const portable = entityType.portable(account({ fields: [field({ name: "Name", origin: "standard" })] }));
    assert.deepEqual(portable?.keys, [customKey]);
    assert.deepEqual(portable?.fields, []);
  });

  it("is nothing of a standard one without customizations", () => {
    const bare = account({ fields: [field({ name: "Name", origin: "standard" })], keys: [standardKey] });
    assert.equal(entityType.portable(bare), undefined);
  });

  it("isn't a part of a standard one that doesn't say whose it is", () => {
    const fields = [field({ name: "con_New" })];
    const keys = [key({ fields: ["con_New"] })];
    assert.equal(entityType.portable(standardEntity({ fields, keys })), undefined);
    const known = customField({ name: "con_Known" });
    const portable = entityType.portable(standardEntity({ fields: [...fields, known], keys }));
    assert.deepEqual([portable?.fields, portable?.keys], [[known], undefined]);
  });
});

describe("the standard parts that customizations touch", () => {
  const custom = (overrides: Partial<Entity>): Entity =>
    entity({ name: "Account", kind: "standard", fields: [], ...overrides });

  it("are those that they define, and those of the target that they would replace, whatever the letter case", () => {
    const incoming = custom({
      fields: [
        field({ name: "Own", origin: "standard" }),
        customField({ name: "NAME" }),
        customField({ name: "x" }),
      ],
      keys: [key({ name: "BYNAME", fields: ["x"] }), key({ name: "unsaid" }), customKey],
    });
    assert.deepEqual(entityType.standardPartsTouched(incoming, account()), [
      "Own",
      "NAME",
      "BYNAME",
      "unsaid",
    ]);
  });

  it("aren't custom parts of the target, nor namesakes of another sort", () => {
    const incoming = custom({
      fields: [customField({ name: "con_New" }), customField({ name: "byName" })],
      keys: [key({ name: "Name", origin: "custom", fields: ["con_New"] })],
    });
    assert.deepEqual(entityType.standardPartsTouched(incoming, account()), []);
  });

  it("are those that they define where the target has no such entity", () => {
    const incoming = custom({ fields: [field({ name: "Own", origin: "standard" }), customField()] });
    assert.deepEqual(entityType.standardPartsTouched(incoming, undefined), ["Own"]);
  });
});

describe("what an entity needs", () => {
  it("is every picklist and target of its fields, in their order, with its place", () => {
    const references = entityType.references(
      entity({
        fields: [
          field(),
          lookupField(["Account", "con_Project"], { displayName: "Owner" }),
          picklistField({ displayName: "Stage" }),
          picklistField({ name: "con_Other", picklist: undefined, entries: [] }),
        ],
      }),
    );
    const found = [...references].map(({ to, via, path }) => ({ to, via, path }));
    assert.deepEqual(found, [
      { to: { type: "entity", name: "Account" }, via: "Owner", path: ["fields", 1, "targets", 0] },
      { to: { type: "entity", name: "con_Project" }, via: "Owner", path: ["fields", 1, "targets", 1] },
      { to: { type: "picklist", name: "con_Stage" }, via: "Stage", path: ["fields", 2, "picklist"] },
    ]);
  });
});

describe("the counts of an entity", () => {
  it("tell custom fields from standard ones", () => {
    assert.deepEqual(entityType.counts(account()), { fields: 2, customFields: 1, keys: 2 });
    assert.deepEqual(entityType.counts(entity()), { fields: 1, customFields: 1, keys: 0 });
    const called = entity({ fields: [field({ origin: "standard" })] });
    assert.deepEqual(entityType.counts(called), { fields: 1, customFields: 1, keys: 0 });
  });
});
