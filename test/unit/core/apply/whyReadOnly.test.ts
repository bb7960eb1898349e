import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { whyReadOnly } from "../../../../src/core/apply/whyReadOnly";
import { NodeFileSystem } from "../../../../src/node/nodeFileSystem";
import { assertSentence } from "../../../support/assertSentence";
import { useTemporaryFolder, writeTree } from "../../../support/temporaryFolder";

const dev = "environments/dev";

describe("whyReadOnly, of an environment", () => {
  const folder = useTemporaryFolder();
  const at = (relative: string): string => path.join(folder(), relative);
  const why = (): Promise<string | undefined> =>
    whyReadOnly(new NodeFileSystem(at("ws"), { staysInside: true }), { folder: dev });

  beforeEach(() => writeTree(folder(), { "outside/x": "", "ws/environments/other/x": "" }));

  it("finds nothing against one that can be written, though its folders aren't there yet", async () => {
    assert.equal(await why(), undefined);
    fs.mkdirSync(at(`ws/${dev}`));
    assert.equal(await why(), undefined);
  });

  it("names the folder of the environment alone when that is the reason", async () => {
    fs.symlinkSync("../../outside", at(`ws/${dev}`));
    const sentence = await why();
    assert.equal(
      sentence,
      `${dev} is a link that leads out of the workspace folder. Mend that, or choose another environment.`,
    );
    assertSentence(sentence, dev);
  });

  for (const inside of ["entities", "picklists", ".envferry"]) {
    it(`looks at ${inside}`, async () => {
      fs.mkdirSync(at(`ws/${dev}`));
      fs.symlinkSync("../../../outside", at(`ws/${dev}/${inside}`));
      assertSentence(
        (await why()) ?? "",
        `${dev}/${inside} is a link that leads out of the workspace folder`,
      );
    });
  }

  it("finds something else in the place of the folder for journals", async () => {
    writeTree(folder(), { [`ws/${dev}/.envferry`]: "" });
    assertSentence((await why()) ?? "", `${dev}/.envferry is no folder`);
  });

  it("finds a link that leads nowhere in the place of the folder for journals", async () => {
    fs.mkdirSync(at(`ws/${dev}`));
    fs.symlinkSync("nowhere", at(`ws/${dev}/.envferry`));
    assertSentence((await why()) ?? "", `${dev}/.envferry is no folder`);
  });

  it("names all of several folders", async () => {
    fs.mkdirSync(at(`ws/${dev}`));
    fs.symlinkSync("../../../outside", at(`ws/${dev}/entities`));
    fs.symlinkSync("../../../outside/none", at(`ws/${dev}/picklists`));
    assertSentence((await why()) ?? "", `${dev}/entities is`, `and ${dev}/picklists is`);
  });
});
