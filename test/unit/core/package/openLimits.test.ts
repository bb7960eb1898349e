import assert from "node:assert/strict";
import { packageLimits, type PackageLimits } from "../../../../src/core/package/packageLimits";
import { assertSentence } from "../../../support/assertSentence";
import { entity, picklist } from "../../../support/factories";
import {
  codesOf,
  hostilePackage,
  packageEntries,
  problemsOf,
  sha256,
  tamper,
} from "../../../support/hostilePackage";
import { hostileZip, zip64Extra, type HostileEntry } from "../../../support/hostileZip";
import { steadyPacer, watchedCodec, type WatchedCodec } from "../../../support/testPlatform";

const bomb = "entities/con_Project.json";
const ofValues = { totalValues: 1_000, freeValues: 1_000, bytesPerValue: 6 };
const small: PackageLimits = { files: 20, fileBytes: 4_000, totalBytes: 10_000, ...ofValues };
const zeros = (length: number): Uint8Array => new Uint8Array(length);

/** Opens a package and watches what is inflated on the way. */
async function openWatched(
  bytes: Uint8Array,
  limits: PackageLimits,
): Promise<{ codes: string[]; codec: WatchedCodec; inflated: number }> {
  const codec = watchedCodec();
  const problems = await problemsOf(bytes, limits, { codec, pacer: steadyPacer });
  const inflated = codec.inflations.reduce(
    (sum, { limit, out }) => sum + (typeof out === "number" ? out : limit),
    0,
  );
  return { codes: problems.map((problem) => problem.code), codec, inflated };
}

describe("openPackage, limit of one file", () => {
  it("opens a file that is exactly as large as allowed", async () => {
    const definitions = [entity({ description: "" })];
    const size = Buffer.byteLength(String(packageEntries({ definitions })[1]?.content));
    const filled = (length: number): Uint8Array =>
      hostilePackage({ definitions: [entity({ description: "d".repeat(length - size) })] });
    assert.deepEqual(await codesOf(filled(small.fileBytes), small), []);
    assert.deepEqual(await codesOf(filled(small.fileBytes + 1), small), ["package-limits"]);
  });

  it("refuses a bomb whose header is honest without inflating anything", async () => {
    const bytes = hostileZip(tamper(packageEntries(), bomb, { content: zeros(small.fileBytes + 1) }));
    const { codes, codec } = await openWatched(bytes, small);
    assert.deepEqual(codes, ["package-limits"]);
    assert.deepEqual(codec.inflations, []);
  });

  for (const size of [1, 100, small.fileBytes]) {
    it(`refuses a bomb whose header says ${size}, and stops inflating at the limit`, async () => {
      const bytes = hostileZip(tamper(packageEntries(), bomb, { content: zeros(1_000_000), size }));
      const { codes, codec } = await openWatched(bytes, small);
      assert.deepEqual(codes, ["package-limits"]);
      assert.ok(codec.inflations.every(({ limit }) => limit <= small.fileBytes));
    });
  }

  it("refuses a manifest that is a bomb", async () => {
    const bytes = hostileZip(
      tamper(packageEntries(), "manifest.json", { content: zeros(1_000_000), size: 10 }),
    );
    const { codes, codec } = await openWatched(bytes, small);
    assert.deepEqual(codes, ["package-limits"]);
    assert.equal(codec.inflations.length, 1);
  });

  it("refuses a stored file that is larger than its header says", async () => {
    const content = zeros(small.fileBytes + 1);
    const entries = tamper(packageEntries(), bomb, { content, isStored: true, size: 10 });
    assert.deepEqual(await codesOf(hostileZip(entries), small), ["package-limits"]);
  });

  it("refuses 17 MiB under the real limits, names the file and the limit, and takes no memory for it", async () => {
    const content = zeros(17 * 1024 * 1024);
    const before = process.memoryUsage().arrayBuffers;
    for (const size of [undefined, 1_000]) {
      const bytes = hostileZip(tamper(packageEntries(), bomb, { content, size }));
      const codec = watchedCodec();
      const problems = await problemsOf(bytes, packageLimits, { codec, pacer: steadyPacer });
      assert.deepEqual(
        problems.map((problem) => [problem.code, problem.entry]),
        [["package-limits", bomb]],
      );
      assertSentence(problems[0]!.message, bomb, "16 MiB");
      assert.ok(codec.inflations.every(({ limit }) => limit <= packageLimits.fileBytes));
    }
    assert.ok(process.memoryUsage().arrayBuffers - before < 64 * 1024 * 1024);
  });

  it("gives way to no size that only the 64-bit format can say", async () => {
    const extra = zip64Extra(2 ** 40, 2 ** 20);
    const entries = tamper(packageEntries(), bomb, {
      size: 0xffffffff,
      compressedSize: 0xffffffff,
      extra,
    });
    assert.deepEqual(await codesOf(hostileZip(entries)), ["package-limits"]);
  });
});

describe("openPackage, limit of all files", () => {
  const definitions = Array.from({ length: 10 }, (_, index) =>
    picklist({ name: `con_P${index}`, description: "d".repeat(1_000) }),
  );
  /** Ten definitions of some 1,300 bytes each, and a manifest of some 4,000. */
  const entries = packageEntries({ definitions });
  const limits = { files: 20, fileBytes: 8_000, totalBytes: 10_000, ...ofValues, totalValues: 10_000 };

  it("refuses honest headers that add up to more, without inflating anything", async () => {
    const { codes, codec } = await openWatched(hostileZip(entries), limits);
    assert.deepEqual(codes, ["package-limits"]);
    assert.deepEqual(codec.inflations, []);
  });

  it("opens the same package when the total allows it", async () => {
    assert.deepEqual(await codesOf(hostileZip(entries), { ...limits, totalBytes: 40_000 }), []);
  });

  for (const size of [0, 1, 1_300]) {
    it(`counts while inflating when every header says ${size} bytes`, async () => {
      const lying = entries.map((entry, index) =>
        index === 0 ? entry : { ...entry, content: zeros(7_000), size },
      );
      const { codes, inflated } = await openWatched(hostileZip(lying), { ...limits, totalBytes: 20_000 });
      assert.ok(codes.length > 0);
      assert.ok(inflated <= 20_000 + limits.fileBytes, `${inflated} bytes were inflated`);
    });
  }

  it("counts a file with a wrong checksum too", async () => {
    const wrong = entries.map((entry, index) => (index === 0 ? entry : { ...entry, crc32: 1 }));
    const { codec } = await openWatched(hostileZip(wrong), { ...limits, totalBytes: 20_000 });
    const [first, last] = [codec.inflations[0], codec.inflations.at(-1)];
    assert.ok(first && last && last.limit < first.limit);
  });

  it("never asks for more than what is left", async () => {
    const { codec } = await openWatched(hostileZip(entries), { ...limits, totalBytes: 40_000 });
    let left = 40_000;
    for (const { limit, out } of codec.inflations) {
      assert.ok(limit <= Math.min(left, limits.fileBytes));
      left -= Number(out);
    }
  });
});

describe("openPackage, limit of values", () => {
  const dense = (items: number): Uint8Array =>
    hostilePackage({ definitions: [entity({ con_x: Array<unknown>(items).fill({}) }), picklist()] });
  /** What the rest of the package has. */
  const rest = 60;

  it("refuses small values that are many, and names the limit", async () => {
    const limits = { ...packageLimits, totalValues: 1_000 };
    const problems = await problemsOf(dense(1_000), limits);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["package-limits"],
    );
    assertSentence(problems[0]!.message, "1,000");
    assert.deepEqual(await codesOf(dense(500 - rest), limits), []);
  });

  it("refuses values that take fewer bytes than those of any definition, once they are many", async () => {
    const braces = { definitions: [picklist({ con_more: Array.from({ length: 5_000 }, () => ({})) })] };
    const dense = { ...packageLimits, freeValues: 4_000, bytesPerValue: 100 };
    const problems = await problemsOf(hostilePackage(braces), dense);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["package-limits"],
    );
    assertSentence(problems[0]!.message, "values in", "bytes");
    assert.deepEqual(await codesOf(hostilePackage(braces), { ...dense, freeValues: 40_000 }), []);
    assert.deepEqual(await codesOf(hostilePackage(braces), { ...dense, bytesPerValue: 1 }), []);
  });

  it("counts the values of all files together, the manifest's too", async () => {
    const definitions = Array.from({ length: 10 }, (_, index) => picklist({ name: `con_P${index}` }));
    const bytes = hostilePackage({ definitions });
    assert.deepEqual(await codesOf(bytes, { ...packageLimits, totalValues: 150 }), ["package-limits"]);
    assert.deepEqual(await codesOf(bytes, { ...packageLimits, totalValues: 400 }), []);
  });

  it("refuses under the real limits what would take gigabytes, before it is parsed", async () => {
    const text = `{"con_x":[${"{},".repeat(5_000_000)}{}]}`;
    const entries = tamper(packageEntries(), bomb, { content: text });
    const listed = entries.map((entry, index) =>
      index === 0
        ? {
            ...entry,
            content: String(entry.content).replace(/"sha256": "[0-9a-f]{64}"/, `"sha256": "${sha256(text)}"`),
          }
        : entry,
    );
    const problems = await problemsOf(hostileZip(listed));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["package-limits"],
    );
  });
});

describe("openPackage, limit of the number of files", () => {
  const many = (count: number): HostileEntry[] =>
    Array.from({ length: count }, (_, index) => ({ name: `f${index}`, isStored: true }));

  const cases: Record<string, Uint8Array> = {
    "as the 64-bit format counts them": hostileZip(many(70_000), { zip64: true }),
    "with a count that wrapped around": hostileZip(many(70_000), { count: 70_000 % 65_536 }),
    "with a count of one": hostileZip(many(65_001), { count: 1 }),
    "just above the limit": hostileZip(many(65_001)),
  };
  for (const [what, bytes] of Object.entries(cases)) {
    it(`refuses more than 65,000 files ${what}`, async () => {
      const problems = await problemsOf(bytes);
      assert.deepEqual(
        problems.map((problem) => problem.code),
        ["package-limits"],
      );
      assertSentence(problems[0]!.message, "65,000");
    });
  }

  it("opens 65,000 files, the most there can be, as far as their number goes", async () => {
    assert.deepEqual(await codesOf(hostileZip(many(65_000))), ["package-manifest-missing"]);
  });

  it("doesn't believe a count of millions in a file of bytes", async () => {
    const bytes = hostilePackage({}, { zip64: true, count: Number.MAX_SAFE_INTEGER });
    assert.deepEqual(await codesOf(bytes), ["package-limits"]);
  });
});
