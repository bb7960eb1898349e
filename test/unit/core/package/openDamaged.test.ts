import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { assertSentence } from "../../../support/assertSentence";
import { buildTestPackage } from "../../../support/factories";
import { codesOf, hostilePackage, packageEntries, problemsOf, tamper } from "../../../support/hostilePackage";
import { encryptedFlag, hostileZip, type HostileEntry } from "../../../support/hostileZip";

const project = "entities/con_Project.json";
const tampered = (changes: Partial<HostileEntry>, name = project): Uint8Array =>
  hostileZip(tamper(packageEntries(), name, changes));
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

/** The size of the directory that a package has when nothing is said about it. */
function directorySize(): number {
  const bytes = hostilePackage();
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 10, true);
}

describe("openPackage, of what isn't a whole zip", () => {
  const unreadable: Record<string, Uint8Array> = {
    "an empty file": new Uint8Array(),
    "one byte": new Uint8Array(1),
    text: text("Not a zip, although it is long enough to hold the end of one."),
    JSON: text('{"formatVersion":1}'),
    "random bytes": randomBytes(100_000),
    zeros: new Uint8Array(100_000),
    "only the start of a zip": text("PK\u0003\u0004"),
    "an archive of another kind": Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(200)]),
    "an end record that points outside": hostilePackage({}, { directoryOffset: 1_000_000 }),
    "an end record that points beyond 32 bits": hostilePackage({}, { zip64: true, directoryOffset: 2 ** 52 }),
    "a directory that is larger than the file": hostilePackage({}, { directorySize: 1_000_000 }),
    "a directory that is shorter than its entries": hostilePackage({}, { directorySize: 60 }),
    "a directory that ends within its last entry": hostilePackage({}, { directorySize: directorySize() - 1 }),
    "a directory that starts elsewhere": hostilePackage({}, { directoryOffset: 0 }),
    "a count that is too high": hostilePackage({}, { count: 9 }),
    "a count that is too low": hostilePackage({}, { count: 1 }),
    "no entry though the count says three": hostileZip([], { count: 3 }),
    "something in front that moves every offset": hostilePackage(
      {},
      { prefix: text("#!/bin/sh\n"), isShifted: true },
    ),
    "a compression that isn't deflate": tampered({ method: 12 }),
    "data that isn't deflated": tampered({ data: text("nonsense that can't be inflated") }),
    "deflated data that ends too soon": tampered({ compressedSize: 20 }),
    "a size that is too large": tampered({ size: 1_000 }),
    "a size that is too small": tampered({ size: 10 }),
    "an offset outside of the file": tampered({ offset: 100_000_000 }),
    "an offset into the middle of another file": tampered({ offset: 7 }),
    "another name in the local header": tampered({ local: { name: "entities/con_Another.json" } }),
    "two entries that share their bytes": hostileZip([
      ...packageEntries(),
      { name: "entities/con_Copy.json", sharesBytes: true, size: 10 },
    ]),
    "an entry that reaches into the next": tampered({ compressedSize: 5_000 }),
  };
  for (const [what, bytes] of Object.entries(unreadable)) {
    it(`refuses ${what}`, async () => {
      const problems = await problemsOf(bytes);
      assert.deepEqual([...new Set(problems.map((problem) => problem.code))], ["package-unreadable"]);
      problems.forEach((problem) => assertSentence(problem.message));
    });
  }

  it("refuses a package cut off anywhere", async () => {
    const whole = await buildTestPackage();
    for (let length = 0; length < whole.length; length++) {
      const problems = await problemsOf(whole.subarray(0, length));
      assert.deepEqual(
        problems.map((problem) => problem.code),
        ["package-unreadable"],
        `cut off after ${length} of ${whole.length} bytes`,
      );
    }
  });

  it("refuses a zip without files as one without manifest", async () => {
    assert.deepEqual(await codesOf(hostileZip([])), ["package-manifest-missing"]);
  });
});

describe("openPackage, of a changed package", () => {
  it("refuses content that its checksum in the manifest doesn't fit", async () => {
    const problems = await problemsOf(tampered({ content: '{"name":"con_Project"}' }));
    assert.deepEqual(
      problems.map((problem) => [problem.code, problem.entry]),
      [["package-checksum", project]],
    );
    assertSentence(problems[0]!.message, project);
  });

  it("refuses content that its checksum in the zip doesn't fit", async () => {
    const problems = await problemsOf(tampered({ crc32: 0x12345678 }));
    assert.deepEqual(
      problems.map((problem) => [problem.code, problem.entry]),
      [["package-checksum", project]],
    );
    assertSentence(problems[0]!.message, project);
  });

  it("checks the manifest against its checksum in the zip", async () => {
    const problems = await problemsOf(tampered({ crc32: 1 }, "manifest.json"));
    assert.deepEqual(
      problems.map((problem) => [problem.code, problem.entry]),
      [["package-checksum", "manifest.json"]],
    );
  });

  it("never opens as anything else when any one byte is changed, and never throws", async () => {
    const whole = await buildTestPackage();
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const bytes = whole.slice();
        bytes[place]! ^= change;
        const problems = await problemsOf(bytes);
        problems.forEach((problem) => assertSentence(problem.message));
      }),
      { numRuns: 3_000 },
    );
  });

  it("never throws at any bytes behind a zip's signatures", async () => {
    const end = Buffer.from([0x50, 0x4b, 5, 6]);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 60 }), async (a, b) => {
        const problems = await problemsOf(Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), a, end, b]));
        assert.ok(problems.length > 0);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("openPackage, of an encrypted package", () => {
  const cases: Record<string, Uint8Array> = {
    "one file": tampered({ flags: encryptedFlag }),
    "the manifest": tampered({ flags: encryptedFlag }, "manifest.json"),
    "every file": hostileZip(packageEntries().map((entry) => ({ ...entry, flags: encryptedFlag }))),
    "a file with strong encryption": tampered({ flags: 0x41 }),
    "a file that WinZip or 7-Zip encrypted with AES": tampered({ flags: encryptedFlag, method: 99 }),
    "the directory": tampered({ flags: 0x2000 }),
  };
  for (const [what, bytes] of Object.entries(cases)) {
    it(`refuses it for ${what}`, async () => {
      const problems = await problemsOf(bytes);
      assert.deepEqual(
        problems.map((problem) => problem.code),
        ["package-encrypted"],
      );
      assertSentence(problems[0]!.message);
    });
  }
});
