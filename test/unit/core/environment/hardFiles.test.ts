import assert from "node:assert/strict";
import { scaled } from "../../../../scripts/editor/timeScale";
import { canonicalText } from "../../../../src/core/json/canonicalJson";
import { entityShape } from "../../../../src/core/model/entity";
import { assertSentence } from "../../../support/assertSentence";
import { entity, field, loadTestEnvironment, ref, type EnvironmentContent } from "../../../support/factories";

const text = (changes: Record<string, unknown>): string =>
  canonicalText(entityShape, entity({ name: "con_Broken", ...changes }));
const brokenAndSound = (content: string): EnvironmentContent => ({
  entities: [entity({ name: "con_Sound" })],
  files: { "entities/con_Broken.json": content },
});

describe("loadEnvironment, of files that are hard on it", () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const hard: Record<string, string> = {
    "a translation under __proto__ that isn't one": text({}).replace(
      '"fields"',
      '"translations": { "__proto__": 1 }, "fields"',
    ),
    "brackets nested very deep": `{\n"a":${"[".repeat(100_000)}`,
    "a mistake below brackets nested very deep": `{\n"a":${deep},\n"kind":5}`,
    "a thousand fields of an unknown type": text({
      fields: Array.from({ length: 1_000 }, (_, index) => ({
        ...field({ name: `con_F${index}` }),
        type: "x",
      })),
    }),
  };
  for (const [what, content] of Object.entries(hard)) {
    it(`reports ${what} in no time, and loads the rest`, async function () {
      this.timeout(scaled(3_000));
      const environment = await loadTestEnvironment(brokenAndSound(content));
      assert.ok(environment.problems.length > 0);
      environment.problems.forEach((problem) => {
        assertSentence(problem.message);
        assert.equal(problem.file, "environments/dev/entities/con_Broken.json");
      });
      assert.ok(environment.find(ref("entity", "con_Sound")));
      assert.ok(environment.brokenResource(ref("entity", "con_Broken")));
    });
  }

  it("reports a thousand dangling references in no time", async function () {
    this.timeout(scaled(3_000));
    const fields = Array.from({ length: 1_000 }, (_, index) =>
      field({ name: `con_F${index}`, type: "lookup", targets: [`con_Gone${index}`] }),
    );
    const environment = await loadTestEnvironment({ entities: [entity({ fields })] });
    assert.equal(environment.problems.length, 1_000);
  });
});
