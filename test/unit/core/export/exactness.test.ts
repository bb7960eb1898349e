import assert from "node:assert/strict";
import { exportPackage } from "../../../../src/core/export/exportPackage";
import { openPackage } from "../../../../src/core/package/openPackage";
import { entity, field, loadTestEnvironment, ref } from "../../../support/factories";
import { testPlatform } from "../../../support/testPlatform";

/** An entity whose file says something that JavaScript can't keep. */
const texts: Record<string, string> = {
  "a limit of 64 bits": '"maximum": 9223372036854775807',
  "a property twice": '"con_hint": "first", "con_hint": "second"',
  "an unknown property of many digits": '"con_hint": 3.14159265358979323846',
};

describe("exportPackage, of a file that can't be rewritten whole", () => {
  for (const [what, text] of Object.entries(texts)) {
    it(`doesn't change ${what} silently`, async () => {
      const bigInteger = field({ name: "con_Big", type: "bigInteger" });
      const whole = JSON.stringify(entity({ fields: [bigInteger] })).replace(
        '"bigInteger"',
        `"bigInteger", ${text}`,
      );
      const environment = await loadTestEnvironment({ files: { "entities/con_Project.json": whole } });
      const request = { selected: [ref("entity", "con_Project")], related: [], name: "Test" };
      const origin = { createdAt: new Date(0), generator: "envferry/0.0.0" };
      const exported = await exportPackage(environment, request, origin, testPlatform);
      // Either it is refused, or it was reported as a problem before.
      if (exported.ok && environment.problems.length === 0) {
        const opened = await openPackage(exported.value.bytes, testPlatform);
        assert.ok(opened.ok);
        assert.fail(`exported as ${JSON.stringify(opened.value.resources[0]?.definition?.["fields"])}`);
      }
    });
  }
});
