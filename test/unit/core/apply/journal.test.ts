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

  /** A journal with another header, and the hash that belongs to it. */
  const withHeader = async (change: (header: string) => string): Promise<Uint8Array> => {
    const end = bytes.indexOf(0x0a);
    const line = new TextDecoder().decode(bytes.subarray(0, end));
    const json = new TextEncoder().encode(change(line.slice(line.indexOf("{"))));
    const hash = new TextEncoder().encode(`${await testPlatform.codec.sha256(json)} `);
    return Uint8Array.from([...hash, ...json, ...bytes.subarray(end)]);
  };

  it("holds every byte that it was given", async () => {
    assert.equal(journal.entries.length, 3);
    assert.deepEqual(await encodeJournal(journal, testPlatform.codec), bytes);
    assert.deepEqual(await withHeader((header) => header), bytes);
  });

  it("isn't used when it was cut off anywhere, or holds more", async () => {
    for (let length = 0; length < bytes.length; length++) {
      await damageOf(bytes.subarray(0, length));
    }
    await damageOf(Uint8Array.from([...bytes, 0]));
  });

  it("isn't used when any byte is another", async () => {
    for (let at = 0; at < bytes.length; at++) {
      // The last of the bits tells capital letters from small ones.
      for (const bit of [0x01, 0x20]) {
        const flipped = bytes.slice();
        flipped[at] = flipped[at]! ^ bit;
        await damageOf(flipped);
      }
    }
  });

  it("isn't used when its header isn't valid, although its hash is right", async () => {
    const headers = ["", "null", "{", "{}", "\u00ff"];
    for (const header of headers) {
      assert.notEqual(await damageOf(await withHeader(() => header)), "");
    }
    const size = await withHeader((header) => header.replace(/"size":\d+/, '"size":-1'));
    assert.match(await damageOf(size), /^is not valid: /);
  });

  it("names another format, and refuses names that lead elsewhere", async () => {
    const newer = await withHeader((header) => header.replace('"formatVersion":2', '"formatVersion":3'));
    assert.match(await damageOf(newer), /newer version/);
    const older = await withHeader((header) =>
      header.replace('"formatVersion":2,"environment":"dev"', '"formatVersion":1'),
    );
    assert.match(await damageOf(older), /older version/);
    assert.match(
      await damageOf(await withHeader((header) => header.replace('"environment":"dev",', ""))),
      /^is not valid: /,
    );
    for (const name of ["../../outside", "a/b", "C:x", ""]) {
      await damageOf(await withHeader((header) => header.replaceAll('"con_Task"', JSON.stringify(name))));
    }
  });
});
