import assert from "node:assert/strict";
import {
  brokenSentences,
  exportRows,
  refsOf,
  relatedRows,
} from "../../../../../src/host/webviews/export/exportRows";
import {
  customField,
  entity,
  field,
  loadTestEnvironment,
  picklist,
  picklistField,
  ref,
  standardEntity,
} from "../../../../support/factories";

describe("the rows of what can be exported", () => {
  it("are the environment's resources that have something to move, by type and name", async () => {
    const environment = await loadTestEnvironment({
      entities: [
        entity({ name: "con_B", displayName: "Bee", fields: [field(), field({ name: "con_Two" })] }),
        standardEntity({ name: "Account", fields: [customField({ name: "con_More" })] }),
        standardEntity({ name: "Contact" }),
      ],
      picklists: [picklist({ name: "con_Stage" }), picklist({ name: "Region", kind: "standard" })],
    });
    assert.deepEqual(exportRows(environment), [
      {
        id: "entity:Account",
        type: "entity",
        name: "Account",
        displayName: "Account",
        kind: "standard",
        parts: 2,
      },
      { id: "entity:con_B", type: "entity", name: "con_B", displayName: "Bee", kind: "custom", parts: 2 },
      {
        id: "picklist:con_Stage",
        type: "picklist",
        name: "con_Stage",
        displayName: "Stage",
        kind: "custom",
        parts: 2,
      },
    ]);
  });

  it("leave broken files out, which are said instead", async () => {
    const environment = await loadTestEnvironment({
      entities: [entity()],
      files: { "picklists/con_Bad.json": "{" },
    });
    assert.deepEqual(
      exportRows(environment).map(({ id }) => id),
      ["entity:con_Project"],
    );
    const [sentence, ...others] = brokenSentences(environment);
    assert.match(sentence ?? "", /^environments\/dev\/picklists\/con_Bad\.json: ./);
    assert.deepEqual(others, []);
  });
});

describe("the rows of what a selection needs", () => {
  it("say what needs it, and through what", async () => {
    const environment = await loadTestEnvironment({
      entities: [entity({ fields: [field(), picklistField({ displayName: "Stage" })] })],
      picklists: [picklist()],
    });
    assert.deepEqual(relatedRows(environment, [ref("entity", "con_Project")]), [
      { id: "picklist:con_Stage", needs: ["Project → Stage"], moreNeeds: 0 },
    ]);
  });

  it("isolate names that are written from right to left, and show what turns them round", async () => {
    const environment = await loadTestEnvironment({
      entities: [
        entity({ displayName: "ישות\u202e", fields: [field(), picklistField({ displayName: "שדה" })] }),
      ],
      picklists: [picklist()],
    });
    const [row] = relatedRows(environment, [ref("entity", "con_Project")]);
    assert.deepEqual(row?.needs, ["\u2068ישות[U+202E]\u2069 → \u2068שדה\u2069"]);
    assert.equal(exportRows(environment)[0]?.displayName, "ישות[U+202E]");
  });

  it("list five reasons at most and count the others", async () => {
    const fields = [field(), ...[1, 2, 3, 4, 5, 6, 7].map((n) => picklistField({ name: `con_F${n}` }))];
    const environment = await loadTestEnvironment({
      entities: [entity({ fields })],
      picklists: [picklist()],
    });
    const [row] = relatedRows(environment, [ref("entity", "con_Project")]);
    assert.equal(row?.needs.length, 5);
    assert.equal(row.moreNeeds, 2);
  });

  it("are none where nothing is selected", async () => {
    assert.deepEqual(relatedRows(await loadTestEnvironment({ entities: [entity()] }), []), []);
  });
});

describe("refsOf", () => {
  it("finds resources by the ids of their rows, and leaves out what isn't there", async () => {
    const environment = await loadTestEnvironment({ entities: [entity()], picklists: [picklist()] });
    const ids = [
      "picklist:con_Stage",
      "entity:con_Gone",
      "",
      "__proto__",
      "entity:con_Project",
      "con_Project",
    ];
    assert.deepEqual(refsOf(environment, ids), [ref("picklist", "con_Stage"), ref("entity", "con_Project")]);
    assert.deepEqual(
      refsOf(
        environment,
        exportRows(environment).map(({ id }) => id),
      ).length,
      2,
    );
  });
});
