import assert from "node:assert/strict";
import { findRelatedResources, needText } from "../../../../src/core/export/relatedResources";
import {
  customField,
  entity,
  field,
  loadTestEnvironment,
  lookupField,
  picklist,
  picklistField,
  ref,
  standardEntity,
  type EnvironmentContent,
} from "../../../support/factories";

async function relatedTo(content: EnvironmentContent, ...names: string[]): Promise<string[]> {
  const environment = await loadTestEnvironment(content);
  const selected = names.map((name) => ref("entity", name));
  return findRelatedResources(environment, selected).map(
    (related) => `${related.ref.name}: ${related.neededBy.map(needText).join("; ")}`,
  );
}

describe("findRelatedResources", () => {
  it("finds picklists and lookup targets, and says why each is needed", async () => {
    const related = await relatedTo(
      {
        entities: [
          entity({ fields: [picklistField({ displayName: "Stage" }), lookupField(["con_Task"])] }),
          entity({ name: "con_Task" }),
        ],
        picklists: [picklist(), picklist({ name: "con_Unused" })],
      },
      "con_Project",
    );
    assert.deepEqual(related, [
      "con_Stage: needed by Project → Stage",
      "con_Task: needed by Project → Lookup",
    ]);
  });

  it("follows needs through others", async () => {
    const related = await relatedTo(
      {
        entities: [
          entity({ name: "con_A", fields: [lookupField(["con_B"])] }),
          entity({ name: "con_B", fields: [lookupField(["con_C"])] }),
          entity({ name: "con_C", fields: [picklistField({ displayName: "Stage" })] }),
        ],
        picklists: [picklist()],
      },
      "con_A",
    );
    assert.deepEqual(related, [
      "con_B: needed by A → Lookup",
      "con_C: needed by B → Lookup",
      "con_Stage: needed by C → Stage",
    ]);
  });

  it("collects every reason", async () => {
    const related = await relatedTo(
      {
        entities: [
          entity({ name: "con_A", fields: [lookupField(["con_B"]), picklistField({ displayName: "One" })] }),
          entity({
            name: "con_B",
            fields: [
              picklistField({ name: "con_X", displayName: "Two" }),
              picklistField({ name: "con_Y", displayName: "Three" }),
            ],
          }),
        ],
        picklists: [picklist()],
      },
      "con_A",
    );
    assert.deepEqual(related[1], "con_Stage: needed by A → One; needed by B → Two; needed by B → Three");
  });

  it("ends in cycles and at entities that look themselves up", async () => {
    const cycle: EnvironmentContent = {
      entities: [
        entity({ name: "con_A", fields: [lookupField(["con_B", "con_A"])] }),
        entity({
          name: "con_B",
          fields: [lookupField(["con_C"]), lookupField(["con_B"], { name: "con_Own" })],
        }),
        entity({ name: "con_C", fields: [lookupField(["con_A"])] }),
      ],
    };
    const names = async (...selected: string[]): Promise<(string | undefined)[]> =>
      (await relatedTo(cycle, ...selected)).map((line) => line.split(":")[0]);
    assert.deepEqual(await names("con_A"), ["con_B", "con_C"]);
    assert.deepEqual(await names("con_B"), ["con_C", "con_A"]);
    assert.deepEqual(await names("con_A", "con_B", "con_C"), []);
  });

  it("leaves out what is selected already", async () => {
    const content = {
      entities: [entity({ fields: [lookupField(["con_Task"])] }), entity({ name: "con_Task" })],
    };
    assert.deepEqual(await relatedTo(content, "con_Project", "con_Task"), []);
  });

  it("leaves out standard resources that have nothing to move, and doesn't follow them", async () => {
    const related = await relatedTo(
      {
        entities: [
          entity({ fields: [lookupField(["Account", "Contact"]), picklistField({ picklist: "Industry" })] }),
          standardEntity({ fields: [lookupField(["con_Task"], { origin: "standard" })] }),
          standardEntity({ name: "Contact", fields: [customField()] }),
          entity({ name: "con_Task" }),
        ],
        picklists: [picklist({ name: "Industry", kind: "standard" })],
      },
      "con_Project",
    );
    assert.deepEqual(related, ["Contact: needed by Project → Lookup"]);
  });

  it("follows only the custom fields of a standard entity", async () => {
    const related = await relatedTo(
      {
        entities: [
          standardEntity({
            fields: [
              lookupField(["con_ByStandard"], { name: "Standard", origin: "standard" }),
              lookupField(["con_ByCustom"], { origin: "custom" }),
            ],
          }),
          entity({ name: "con_ByStandard" }),
          entity({ name: "con_ByCustom" }),
        ],
      },
      "Account",
    );
    assert.deepEqual(related, ["con_ByCustom: needed by Account → Lookup"]);
  });

  it("leaves out what is missing or broken", async () => {
    const related = await relatedTo(
      {
        entities: [entity({ fields: [lookupField(["con_Gone", "con_Broken"]), field()] })],
        files: { "entities/con_Broken.json": "{" },
      },
      "con_Project",
    );
    assert.deepEqual(related, []);
  });

  it("finds nothing for an unknown resource, and through a chain of thousands everything", async () => {
    assert.deepEqual(await relatedTo({ entities: [entity()] }, "con_Nowhere"), []);
    const chain = Array.from({ length: 2_000 }, (_, index) =>
      entity({ name: `con_E${index}`, fields: [lookupField([`con_E${(index + 1) % 2_000}`])] }),
    );
    assert.equal((await relatedTo({ entities: chain }, "con_E0")).length, 1_999);
  });
});
