import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { findEnvironments } from "../../../../src/core/environment/findEnvironments";
import { loadEnvironment } from "../../../../src/core/environment/loadEnvironment";
import { NodeFileSystem } from "../../../../src/node/nodeFileSystem";
import { assertSentence } from "../../../support/assertSentence";
import { entity, environmentFiles, ref } from "../../../support/factories";
import { linkToEndless, makePipe, whyNoSpecialFiles } from "../../../support/specialFiles";
import { useTemporaryFolder, writeTree } from "../../../support/temporaryFolder";
import { steadyPacer } from "../../../support/testPlatform";

describe("loadEnvironment, where something else is in the place of a definition", () => {
  const folder = useTemporaryFolder();
  const at = (relative: string): string => path.join(folder(), "environments/dev", relative);

  const made: readonly (readonly [what: string, make: (absolute: string) => void, words: string])[] = [
    ["a folder", (absolute) => fs.mkdirSync(absolute), "it is a folder"],
    ["a pipe", makePipe, "it is no file but a pipe"],
    ["a link to a device", linkToEndless, "it is no file but a device"],
    [
      "a link that leads nowhere",
      (absolute) => fs.symlinkSync("none", absolute),
      "it is a link that leads nowhere",
    ],
  ];
  for (const [what, make, words] of made) {
    it(`tells of ${what}, and loads the rest`, async function () {
      if (whyNoSpecialFiles()) {
        this.skip();
      }
      writeTree(folder(), environmentFiles({ entities: [entity({ name: "con_A" })] }));
      make(at("entities/con_B.json"));
      const files = new NodeFileSystem(folder());
      const [header] = await findEnvironments(files, "environments");
      const environment = await loadEnvironment(files, header!, steadyPacer);
      const [problem, ...others] = environment.problems;
      assert.deepEqual(others, []);
      assert.equal(problem?.code, "no-file");
      assert.equal(problem.file, "environments/dev/entities/con_B.json");
      assertSentence(problem.message, words);
      assert.ok(environment.find(ref("entity", "con_A")));
      assert.ok(environment.brokenResource(ref("entity", "con_B")));
    });
  }

  it("tells of a pipe that describes an environment", async function () {
    if (whyNoSpecialFiles()) {
      this.skip();
    }
    fs.mkdirSync(at(""), { recursive: true });
    makePipe(at("environment.json"));
    const [header] = await findEnvironments(new NodeFileSystem(folder()), "environments");
    assertSentence(header?.problems[0]?.message ?? "", "environment.json", "it is no file but a pipe");
  });
});
