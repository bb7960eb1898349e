import assert from "node:assert/strict";
import { summarizePlan } from "../../../../src/core/import/importPlan";
import { planImport } from "../../../../src/core/import/planImport";
import { resourceTypeOf } from "../../../../src/core/resources/registry";
import { assertSentence } from "../../../support/assertSentence";
import { entity, loadTestEnvironment, lookupField, openTestPackage, ref } from "../../../support/factories";
import { steadyPacer } from "../../../support/testPlatform";

const gone = (count: number): string[] => Array.from({ length: count }, (_, index) => `con_Gone${index}`);

describe("a lookup with more targets than anybody reads of", () => {
  it("needs a target once that it names twice", () => {
    const definition = entity({ fields: [lookupField(["Account", "Contact", "Account"])] });
    assert.deepEqual(
      [...resourceTypeOf(ref("entity", "con_Project")).references(definition)].map(({ to, path }) => [
        to.name,
        path.at(-1),
      ]),
      [
        ["Account", 0],
        ["Contact", 1],
      ],
    );
  });

  it("is reported a thousand times in an environment, and the rest is counted once", async () => {
    const entities = [entity({ fields: [lookupField(gone(3_000))] })];
    const { problems } = await loadTestEnvironment({ entities });
    assert.equal(problems.length, 1_001);
    assert.equal(problems.filter(({ message }) => message.includes("2,000 more problems")).length, 1);
  });

  it("is found a hundred times in an import, and the rest is counted once", async () => {
    const pkg = await openTestPackage({ definitions: [entity({ fields: [lookupField(gone(600))] })] });
    const plan = await planImport(pkg, await loadTestEnvironment(), () => "merge", steadyPacer);
    const [item] = plan.items;
    const found = item!.findings.filter(({ rule }) => rule === "dependency-missing");
    assert.equal(found.length, 101);
    assertSentence(found.at(-1)!.message, "500 more errors", "con_Project");
    assert.equal(summarizePlan(plan).findings.error, 600);
    assert.equal(item!.outcome, "blocked");
  });

  it("needs nothing more where the package brings all of them", async () => {
    const names = gone(600);
    const definitions = [
      entity({ fields: [lookupField(names)] }),
      ...names.map((name) => entity({ name, fields: [] })),
    ];
    const pkg = await openTestPackage({ definitions });
    const plan = await planImport(pkg, await loadTestEnvironment(), () => "merge", steadyPacer);
    assert.equal(summarizePlan(plan).findings.error, 0);
    assert.equal(summarizePlan(plan).outcomes.create, 601);
  });
});
