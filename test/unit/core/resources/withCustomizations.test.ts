import assert from "node:assert/strict";
import type { Entity } from "../../../../src/core/model/entity";
import { entityType } from "../../../../src/core/resources/entityType";
import { picklistType } from "../../../../src/core/resources/picklistType";
import { customField, entity, entry, field, key, picklist } from "../../../support/factories";

const standard = (name: string): ReturnType<typeof field> => field({ name, origin: "standard" });
const custom = (name: string): ReturnType<typeof field> => customField({ name });

const account = (fields: Entity["fields"], more: Partial<Entity> = {}): Entity =>
  entity({ name: "Account", kind: "standard", fields, ...more });
const put = (target: Entity, customizations: Entity): Entity =>
  entityType.withCustomizations(target, customizations);
const namesOf = (parts: readonly { name: string }[] = []): string[] => parts.map(({ name }) => name);

describe("customizations put into a standard entity", () => {
  const target = account([standard("one"), custom("a"), standard("two"), custom("b")]);

  it("take the place of those that were there; others of the target go", () => {
    const changed = customField({ name: "b", required: true });
    const after = put(target, account([changed]));
    assert.deepEqual(namesOf(after.fields), ["one", "two", "b"]);
    assert.equal(after.fields[2]?.required, true);
  });

  it("come last when they are new, and never between the standard ones in another order", () => {
    assert.deepEqual(namesOf(put(target, account([custom("c"), custom("b"), custom("a")])).fields), [
      "one",
      "a",
      "two",
      "b",
      "c",
    ]);
  });

  it("may all go", () => {
    const own = key({ origin: "custom" });
    const after = put(account([standard("one"), custom("a")], { keys: [own] }), account([]));
    assert.deepEqual(namesOf(after.fields), ["one"]);
    assert.deepEqual(namesOf(after.keys), []);
  });

  it("never take away what doesn't say where it comes from", () => {
    const unsaid = account([field({ name: "Phone" }), custom("a")], {
      keys: [key({ name: "byPhone", fields: ["Phone"] })],
      translations: { de: { fields: { Phone: { displayName: "Telefon" }, a: { displayName: "A" } } } },
    });
    const after = put(unsaid, account([]));
    assert.deepEqual(namesOf(after.fields), ["Phone"]);
    assert.deepEqual(namesOf(after.keys), ["byPhone"]);
    assert.deepEqual(after.translations, { de: { fields: { Phone: { displayName: "Telefon" } } } });
  });

  it("leave what else the target says alone", () => {
    const described = account([standard("one")], {
      description: "Standard",
      primaryField: "one",
      "x-note": 1,
    });
    const after = put(
      described,
      account([custom("a")], { description: "Other", primaryField: "a", displayName: "Other" }),
    );
    assert.deepEqual({ ...after, fields: [] }, { ...described, fields: [] });
  });

  it("bring keys where there were none", () => {
    assert.deepEqual(namesOf(put(target, account([custom("a")], { keys: [key({ name: "k" })] })).keys), [
      "k",
    ]);
    assert.equal("keys" in put(target, account([custom("a")])), false);
  });

  it("work for names that mean something in JavaScript", () => {
    const nasty = JSON.parse(
      '{"constructor": {"fields": {"toString": {"displayName": "x"}}}}',
    ) as Entity["translations"];
    const after = put(account([standard("one")]), account([custom("toString")], { translations: nasty }));
    assert.deepEqual(namesOf(after.fields), ["one", "toString"]);
    assert.deepEqual(after.translations, nasty);
  });
});

describe("translations put into a standard entity", () => {
  const target = account([standard("one"), custom("a")], {
    translations: {
      de: {
        displayName: "Firma",
        fields: { one: { displayName: "Eins" }, a: { displayName: "A" }, gone: {} },
      },
      fr: { fields: { a: { displayName: "A" } } },
    },
  });

  it("replace those of custom parts and no others", () => {
    const after = put(
      target,
      account([custom("a")], { translations: { de: { fields: { a: { displayName: "Neu" } } } } }),
    );
    assert.deepEqual(after.translations, {
      de: {
        displayName: "Firma",
        fields: { one: { displayName: "Eins" }, gone: {}, a: { displayName: "Neu" } },
      },
    });
  });

  it("bring languages that the target lacks", () => {
    const italian = { it: { fields: { a: { displayName: "Primo" } } } };
    const after = put(target, account([custom("a")], { translations: italian }));
    assert.deepEqual(after.translations?.["it"], italian.it);
  });
});

describe("a picklist", () => {
  it("travels whole when it is custom and not at all when it is standard", () => {
    const stage = picklist({ "x-note": 1 });
    assert.equal(picklistType.portable(stage), stage);
    assert.equal(picklistType.portable(picklist({ kind: "standard" })), undefined);
  });

  it("stays as it is when it is standard, whatever comes", () => {
    const stage = picklist({ kind: "standard" });
    assert.deepEqual(
      picklistType.withCustomizations(stage, picklist({ kind: "standard", entries: [] })),
      stage,
    );
    assert.deepEqual(picklistType.standardPartsTouched(picklist({ kind: "standard" }), undefined).length, 2);
  });

  it("has entries with different values, 32-bit, and needs nothing", () => {
    assert.deepEqual(picklistType.check(picklist()), []);
    const twice = picklist({ entries: [entry(1, "One"), entry(-1), entry(1, "Uno"), entry(1, "Un")] });
    assert.deepEqual(
      picklistType.check(twice).map(({ code, path }) => [code, path.join("/")]),
      [
        ["definition-invalid", "entries/2/value"],
        ["definition-invalid", "entries/3/value"],
      ],
    );
    assert.deepEqual(picklistType.references(picklist()), []);
    assert.deepEqual(picklistType.counts(picklist()), { entries: 2 });
  });
});
