import assert from "node:assert/strict";
import { describeInterrupted } from "../../../../src/core/apply/describeInterrupted";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { MortalFileSystem } from "../../../support/mortalFileSystem";
import { testHost } from "../../../support/testAgent";
import { FaultScene, folder, untilKilled } from "./faultScene";

const copy = "environments/copy";

describe("the document on an interrupted import", () => {
  /** Files on which an import was cut off, and a copy of their environment. */
  async function interrupted(): Promise<MemoryFileSystem> {
    const scene = await FaultScene.set();
    const files = new MemoryFileSystem(scene.before);
    const fs = new MortalFileSystem(files, { kind: "death", nth: 7, how: "before" });
    assert.ok(await untilKilled(() => scene.perform(fs)));
    for (const [path, text] of Object.entries(files.snapshot())) {
      files.set(path.replace(folder, copy), text);
    }
    return files;
  }

  it("tells of each file how far it has come", async () => {
    const text = (await describeInterrupted(await interrupted(), folder, "Dev", testHost())) ?? "";
    assert.match(text, /^# Interrupted import of Test into Dev$/m);
    assert.match(text, /as the import wrote it/);
    assert.match(text, /as before the import/);
  });

  it("of another environment's, tells only whose it is and what to do", async () => {
    const text = (await describeInterrupted(await interrupted(), copy, "Copy", testHost())) ?? "";
    assert.match(text, /^# Journal of another environment in Copy$/m);
    assert.match(text, /belongs to an import into dev .* delete the journal\.$/m);
    assert.doesNotMatch(text, /\|/);
  });

  it("isn't there where no import was interrupted", async () => {
    const scene = await FaultScene.set();
    const files = new MemoryFileSystem(scene.after);
    assert.equal(await describeInterrupted(files, folder, "Dev", testHost()), undefined);
  });
});
