import assert from "node:assert/strict";
import { assertSentence } from "../../../support/assertSentence";
import { codesOf, hostilePackage, packageEntries, problemsOf, tamper } from "../../../support/hostilePackage";
import {
  encryptedFlag,
  hostileZip,
  unicodePathExtra,
  zip64Extra,
  type HostileEntry,
} from "../../../support/hostileZip";

const project = "entities/con_Project.json";
const tampered = (changes: Partial<HostileEntry>, name = project): Uint8Array =>
  hostileZip(tamper(packageEntries(), name, changes));
const lengthOf = (name: string): number =>
  String(packageEntries().find((entry) => entry.name === name)?.content).length;
/** A bit that says: sizes and checksum follow the data. */
const sizesFollow = 8;
const unknown = 0xffffffff;

describe("openPackage, of a zip that programs read differently", () => {
  const contradictions: Record<string, [HostileEntry["local"], words: string]> = {
    "another size": [{ size: 7 }, "another size in front"],
    "another packed size": [{ compressedSize: 7 }, "another size in front"],
    "a size of 64 bits that isn't there": [{ size: unknown }, "another size in front"],
    "another checksum": [{ crc32: 7 }, "another checksum in front"],
    "another compression": [{ method: 0 }, "another compression in front"],
    encryption: [{ flags: encryptedFlag }, "another set of flags in front"],
    "sizes that follow": [{ flags: sizesFollow }, "another set of flags in front"],
    "a name with a byte order mark": [{ name: `\ufeff${project}` }, "another name in front"],
    "a name of other bytes that look the same": [{ name: Buffer.from(`${project}\xff`, "latin1") }, "name"],
  };
  for (const [what, [local, words]] of Object.entries(contradictions)) {
    it(`refuses one with ${what} in front of the data`, async () => {
      const problems = await problemsOf(tampered({ local }));
      assert.deepEqual(
        problems.map(({ code, entry }) => [code, entry]),
        [["package-unreadable", project]],
      );
      assertSentence(problems[0]!.message, project, words);
    });
  }

  it("refuses sizes in front of the data that don't fit, also where right ones follow", async () => {
    const local = { size: 7, compressedSize: 0, crc32: 0 };
    assert.deepEqual(await codesOf(tampered({ flags: sizesFollow, local })), ["package-unreadable"]);
  });

  it("refuses a file that goes by two names", async () => {
    const problems = await problemsOf(tampered({ extra: unicodePathExtra("entities/con_Other.json") }));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["package-entry-unsafe", "package-entry-missing"],
    );
    assertSentence(problems[0]!.message, project, "two names");
  });

  it("has nothing against a second name that is the first", async () => {
    assert.deepEqual(await codesOf(tampered({ extra: unicodePathExtra(project) })), []);
  });

  it("refuses a name that isn't UTF-8", async () => {
    const entry = { name: Buffer.from("entities/M\xfcll.json", "latin1"), content: "{}" };
    const problems = await problemsOf(hostileZip([...packageEntries(), entry]));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["package-entry-unsafe"],
    );
    assertSentence(problems[0]!.message, "isn't UTF-8");
  });

  it("takes a byte order mark for a part of the name", async () => {
    for (const name of ["manifest.json", project]) {
      const codes = await codesOf(tampered({ name: `\ufeff${name}` }, name));
      assert.ok(
        codes.includes(name === project ? "package-entry-missing" : "package-manifest-missing"),
        name,
      );
    }
  });
});

describe("openPackage, of a zip with more than one end", () => {
  const inner = hostilePackage({ manifest: { name: "Inner" } });

  it("refuses a whole zip in the comment of another", async () => {
    const problems = await problemsOf(hostilePackage({}, { comment: inner }));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["package-unreadable"],
    );
    assertSentence(problems[0]!.message, "two ends");
  });

  it("refuses it although both are whole by themselves", async () => {
    const outer = Buffer.from(hostilePackage());
    const both = Buffer.from(hostilePackage({ manifest: { name: "Inner" } }, { prefix: outer }));
    both.writeUInt16LE(both.length - outer.length, outer.length - 2);
    const problems = await problemsOf(both);
    assertSentence(problems[0]!.message, "two ends");
  });

  it("refuses only an end record in the comment", async () => {
    const end = hostileZip([]);
    for (const comment of [end, Buffer.concat([end, Buffer.from("and more")])]) {
      assert.deepEqual(await codesOf(hostilePackage({}, { comment })), ["package-unreadable"]);
    }
  });

  it("refuses an end record between the directory and the end", async () => {
    assert.deepEqual(await codesOf(hostilePackage({}, { gap: hostileZip([]) })), ["package-unreadable"]);
  });

  it("has nothing against a zip that is one of its files, as far as its end is concerned", async () => {
    const entries = [...packageEntries(), { name: "inner.zip", content: inner, isStored: true }];
    assert.deepEqual(await codesOf(hostileZip(entries)), ["package-entry-unlisted"]);
  });

  it("refuses a part of a zip that was split", async () => {
    const bytes = Buffer.from(hostilePackage());
    bytes.writeUInt16LE(1, bytes.length - 18);
    const problems = await problemsOf(bytes);
    assertSentence(problems[0]!.message, "one part of several");
  });

  it("refuses end records of 32 and 64 bits that say different things", async () => {
    const bytes = Buffer.from(hostilePackage({}, { zip64: true }));
    bytes.writeUInt16LE(1, bytes.length - 12);
    const problems = await problemsOf(bytes);
    assertSentence(problems[0]!.message, "contradicts itself");
  });
});

describe("openPackage, of numbers in 64 bits", () => {
  const packed = (name: string): number => {
    const bytes = Buffer.from(hostileZip(packageEntries().filter((entry) => entry.name === name)));
    return bytes.readUInt32LE(18);
  };
  const wide = { size: unknown, compressedSize: unknown };

  it("reads them as other programs do", async () => {
    const numbers = zip64Extra(lengthOf(project), packed(project));
    assert.deepEqual(await codesOf(tampered({ ...wide, extra: numbers, localExtra: numbers })), []);
    const sizeOnly = zip64Extra(lengthOf(project));
    assert.deepEqual(await codesOf(tampered({ size: unknown, extra: sizeOnly, localExtra: sizeOnly })), []);
  });

  it("refuses those that are missing, cut off, or not the same in front of the data", async () => {
    const numbers = zip64Extra(lengthOf(project), packed(project));
    assert.deepEqual(await codesOf(tampered(wide)), ["package-unreadable"]);
    assert.deepEqual(await codesOf(tampered({ ...wide, extra: numbers })), ["package-unreadable"]);
    const cutOff = zip64Extra(lengthOf(project));
    assert.deepEqual(await codesOf(tampered({ ...wide, extra: cutOff, localExtra: cutOff })), [
      "package-unreadable",
    ]);
    const other = zip64Extra(lengthOf(project) + 1, packed(project));
    assert.deepEqual(await codesOf(tampered({ ...wide, extra: numbers, localExtra: other })), [
      "package-unreadable",
    ]);
  });
});
