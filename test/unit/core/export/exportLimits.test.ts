import assert from "node:assert/strict";
import { scaled } from "../../../../scripts/editor/timeScale";
import { exportPackage, portableResources } from "../../../../src/core/export/exportPackage";
import { openPackage } from "../../../../src/core/package/openPackage";
import { assertSentence } from "../../../support/assertSentence";
import {
  entity,
  loadTestEnvironment,
  lookupField,
  picklist,
  type EnvironmentContent,
} from "../../../support/factories";
import { testPlatform } from "../../../support/testPlatform";

/** Exports everything: either that is refused, or what comes out can be opened. */
async function assertOpensOrIsRefused(content: EnvironmentContent): Promise<void> {
  const environment = await loadTestEnvironment(content);
  const request = { selected: portableResources(environment), related: [], name: "Test" };
  const origin = { createdAt: new Date(0), generator: "envferry/0.0.0" };
  const exported = await exportPackage(environment, request, origin, testPlatform);
  if (!exported.ok) {
    exported.problems.forEach((problem) => assertSentence(problem.message));
    return;
  }
  const opened = await openPackage(exported.value.bytes, testPlatform);
  assert.deepEqual(opened.ok ? [] : opened.problems.map((problem) => problem.message), []);
}

describe("exportPackage never makes a package that can't be opened", () => {
  it("of a definition larger than a file of a package may be", async () => {
    await assertOpensOrIsRefused({ picklists: [picklist({ description: "d".repeat(17 * 1024 * 1024) })] });
  });

  it("of resources with so many needs that the manifest gets too large", async function () {
    this.timeout(scaled(20_000));
    const names = Array.from({ length: 700 }, (_, index) => `con_Entity${String(index).padStart(40, "0")}`);
    const fields = [lookupField(names.slice(0, 250))];
    await assertOpensOrIsRefused({ entities: names.map((name) => entity({ name, fields })) });
  });
});
