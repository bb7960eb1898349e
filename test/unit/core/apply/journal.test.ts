import assert from "node:assert/strict";
import { decodeJournal, encodeJournal, type Journal } from "../../../../src/core/apply/journal";
import { performImport } from "../../../../src/core/apply/performImport";
import { testHost } from "../../../support/testAgent";
import { testPlatform } from "../../../support/testPlatform";
import { Scene } from "../import/scene";

describe("a journal", () => {
  let bytes: Uint8Array;
  let journal: Journal;

  before("import something", async () => {
    const scene = await Scene.set();
    await performImport(scene.fs, scene.target, scene.plan, testHost());
    const file = scene.fs.paths().find((path) => path.endsWith(".journal")) ?? "";
    bytes = scene.fs.bytes(file) ?? new Uint8Array();
    journal = await intact(bytes);
  });

  async function intact(encoded: Uint8Array): Promise<Journal> {
    const decoded = await decodeJournal(encoded, testPlatform.codec);
    assert.ok("journal" in decoded);
    return decoded.journal;
  }

  async function damageOf(encoded: Uint8Array): Promise<string> {
    const decoded = await decodeJournal(encoded, testPlatform.codec);
    assert.ok("damage" in decoded);
    return decoded.damage;
  }

  const withHeader = (change: (header: string) => string): Uint8Array => {
    const end = bytes.indexOf(0x0a);
    const header = new TextEncoder().encode(change(new TextDecoder().decode(bytes.subarray(0, end))));
    return Uint8Array.from([...header, ...bytes.subarray(end)]);
  };

  it("holds every byte that it was given", async () => {
    assert.equal(journal.entries.length, 3);
    assert.deepEqual(encodeJournal(journal), bytes);
  });

  it("isn't used when it was cut off anywhere, or holds more", async () => {
    for (let length = 0; length < bytes.length; length++) {
      await damageOf(bytes.subarray(0, length));
    }
    await damageOf(Uint8Array.from([...bytes, 0]));
  });

  it("isn't used when a byte of what it keeps is another", async () => {
    for (let at = bytes.indexOf(0x0a); at < bytes.length; at++) {
      const flipped = bytes.slice();
      flipped[at] = flipped[at]! ^ 1;
      await damageOf(flipped);
    }
  });

  it("names a newer format, and refuses names that lead elsewhere", async () => {
    const newer = withHeader((header) => header.replace('"formatVersion":1', '"formatVersion":2'));
    assert.match(await damageOf(newer), /newer version/);
    for (const name of ["../../outside", "a/b", "C:x", ""]) {
      await damageOf(withHeader((header) => header.replaceAll('"con_Task"', JSON.stringify(name))));
    }
  });
});
