import assert from "node:assert/strict";
import { checkSelection, exportPackage, type ExportRequest } from "../../../../src/core/export/exportPackage";
import type { ResourceRef } from "../../../../src/core/resources/resourceType";
import { assertSentence } from "../../../support/assertSentence";
import { entity, loadTestEnvironment, picklist, ref, standardEntity } from "../../../support/factories";
import { Cancelled, cancellingPacer, testPlatform } from "../../../support/testPlatform";

const origin = { createdAt: new Date(0), generator: "envferry/0.0.0" };
const environment = () =>
  loadTestEnvironment({
    entities: [entity(), standardEntity()],
    picklists: [picklist({ name: "Industry", kind: "standard" }), picklist()],
    files: { "entities/con_Broken.json": "{" },
  });

async function problemsOf(selected: ResourceRef[], more: Partial<ExportRequest> = {}) {
  const request = { selected, related: [], name: "Test", ...more };
  const exported = await exportPackage(await environment(), request, origin, testPlatform);
  assert.ok(!exported.ok);
  return exported.problems;
}

describe("exportPackage, refusals", () => {
  const cases: [code: string, ref: ResourceRef][] = [
    ["unknown", ref("entity", "con_Nowhere")],
    ["unknown", ref("picklist", "con_Project")],
    ["unknown", ref("entity", "CON_PROJECT")],
    ["broken", ref("entity", "con_Broken")],
    ["nothing-to-move", ref("entity", "Account")],
    ["nothing-to-move", ref("picklist", "Industry")],
  ];
  for (const [code, refused] of cases) {
    it(`says ${code} of the ${refused.type} ${refused.name}`, async () => {
      const [problem, ...others] = await problemsOf([ref("entity", "con_Project"), refused]);
      assert.deepEqual(others, []);
      assert.deepEqual([problem?.code, problem?.ref], [code, refused]);
      assertSentence(problem!.message, refused.name);
    });
  }

  it("names everything at once", async () => {
    const problems = await problemsOf(cases.map(([, refused]) => refused));
    assert.deepEqual(
      problems.map((problem) => problem.code),
      cases.map(([code]) => code),
    );
  });

  it("checks related resources as well", async () => {
    const problems = await problemsOf([ref("entity", "con_Project")], {
      related: [ref("picklist", "con_Gone")],
    });
    assert.deepEqual(
      problems.map((problem) => problem.code),
      ["unknown"],
    );
  });

  it("refuses a selection of nothing", async () => {
    const [problem] = await problemsOf([]);
    assert.equal(problem?.code, "nothing-to-move");
    assertSentence(problem.message);
  });

  it("refuses more resources than a package may hold", async () => {
    const project = ref("entity", "con_Project");
    const problems = await problemsOf(
      Array.from({ length: 65_000 }, (_, index) => ({ ...project, name: `con_E${index}` })),
    );
    assert.ok(problems.some((problem) => problem.code === "too-large"));
  });

  it("counts a resource once that is selected very often", async () => {
    const request = {
      selected: Array.from({ length: 65_000 }, () => ref("entity", "con_Project")),
      related: [],
      name: "Test",
    };
    const exported = await exportPackage(await environment(), request, origin, testPlatform);
    assert.ok(exported.ok);
  });

  it("has nothing against a selection that can travel", async () => {
    const selected = [ref("entity", "con_Project"), ref("picklist", "con_Stage")];
    assert.deepEqual(checkSelection(await environment(), selected), []);
  });

  it("rejects when the job is cancelled", async () => {
    const request = { selected: [ref("entity", "con_Project")], related: [], name: "Test" };
    const exporting = exportPackage(await environment(), request, origin, {
      ...testPlatform,
      pacer: cancellingPacer(1),
    });
    await assert.rejects(exporting, Cancelled);
  });
});
