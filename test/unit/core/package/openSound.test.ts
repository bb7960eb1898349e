import assert from "node:assert/strict";
import { openPackage } from "../../../../src/core/package/openPackage";
import { assertSentence } from "../../../support/assertSentence";
import { entity, field, picklist } from "../../../support/factories";
import {
  codesOf,
  hostilePackage,
  packageEntries,
  packageWith,
  sha256,
  tamper,
} from "../../../support/hostilePackage";
import { hostileZip } from "../../../support/hostileZip";
import { testPlatform } from "../../../support/testPlatform";

/** A bit that says: sizes and checksum follow the data, as tools write that can't seek. */
const sizesFollow = 8;

describe("openPackage, of a sound package", () => {
  it("gives the manifest and every definition, in the manifest's order", async () => {
    const opened = await openPackage(hostilePackage(), testPlatform);
    assert.ok(opened.ok);
    const { manifest, resources } = opened.value;
    assert.equal(manifest.name, "Hostile");
    assert.deepEqual(
      resources.map(({ ref, path, setup, related }) => ({ ref, path, setup, related })),
      [
        {
          ref: { type: "entity", name: "con_Project" },
          path: "entities/con_Project.json",
          setup: "merge",
          related: false,
        },
        {
          ref: { type: "picklist", name: "con_Stage" },
          path: "picklists/con_Stage.json",
          setup: "merge",
          related: false,
        },
      ],
    );
    assert.deepEqual(
      resources.map((resource) => resource.definition),
      [entity(), picklist()],
    );
  });

  it("hands over setup, note and requirements", async () => {
    const requires = [{ type: "picklist", name: "con_Other", sha256: "0".repeat(64) }];
    const changes = { setup: "overwrite", note: "Careful", related: true, requires };
    const opened = await openPackage(hostilePackage({ resources: { 0: changes } }), testPlatform);
    assert.ok(opened.ok);
    const [resource] = opened.value.resources;
    assert.ok(resource);
    const { setup, note, related } = resource;
    assert.deepEqual({ setup, note, related, requires: resource.requires }, changes);
  });

  it("keeps properties that it doesn't know, in the manifest and in definitions", async () => {
    const definitions = [entity({ con_extra: { deep: [1, null] } })];
    const opened = await openPackage(
      hostilePackage({ definitions, manifest: { signedBy: "x" } }),
      testPlatform,
    );
    assert.ok(opened.ok);
    assert.equal((opened.value.manifest as Record<string, unknown>)["signedBy"], "x");
    assert.deepEqual(opened.value.resources[0]?.definition?.["con_extra"], { deep: [1, null] });
  });

  it("tolerates entries for folders, which many tools write", async () => {
    const folders = [{ name: "entities/" }, { name: "picklists/", unixMode: 0o040755 }];
    assert.deepEqual(await codesOf(packageWith(...folders)), []);
  });

  const harmless: Record<string, Uint8Array> = {
    "files that aren't compressed": hostileZip(
      packageEntries().map((entry) => ({ ...entry, isStored: true })),
    ),
    "a comment on the zip": hostilePackage({}, { comment: "made by hand" }),
    "the longest comment there can be": hostilePackage({}, { comment: "c".repeat(0xffff) }),
    "comments and extra fields on entries": hostileZip(
      packageEntries().map((entry) => ({
        ...entry,
        comment: new Uint8Array(9),
        extra: new Uint8Array(12),
        localExtra: new Uint8Array(28),
      })),
    ),
    "sizes that follow the data": hostileZip(
      packageEntries().map((entry) => ({
        ...entry,
        flags: sizesFollow,
        local: { size: 0, compressedSize: 0, crc32: 0 },
      })),
    ),
    "Unix modes of plain files": hostileZip(
      packageEntries().map((entry) => ({ ...entry, unixMode: 0o100644 })),
    ),
    "records of the 64-bit format": hostilePackage({}, { zip64: true }),
    "a byte order mark before the manifest": hostileZip(
      packageEntries().map((entry, index) =>
        index === 0 ? { ...entry, content: `\ufeff${String(entry.content)}` } : entry,
      ),
    ),
  };
  for (const [what, bytes] of Object.entries(harmless)) {
    it(`opens one with ${what}`, async () => {
      assert.deepEqual(await codesOf(bytes), []);
    });
  }

  it("reads bytes that are a part of a larger buffer", async () => {
    const bytes = hostilePackage();
    const buffer = new Uint8Array(bytes.length + 100);
    buffer.set(bytes, 50);
    assert.deepEqual(await codesOf(buffer.subarray(50, 50 + bytes.length)), []);
  });
});

describe("openPackage, of a package with an invalid definition", () => {
  const cases: Record<string, { bytes: Uint8Array; path: unknown }> = {
    "a schema violation": {
      bytes: hostilePackage({
        definitions: [entity({ fields: [field(), { ...field(), maxLength: 0 }] })],
      }),
      path: ["fields", 1, "maxLength"],
    },
    "a field defined twice": {
      bytes: hostilePackage({ definitions: [entity({ fields: [field(), field()] })] }),
      path: ["fields", 1, "name"],
    },
    "another kind than the manifest's": {
      bytes: hostilePackage({ resources: { 0: { kind: "standard" } } }),
      path: ["kind"],
    },
  };
  for (const [what, { bytes, path }] of Object.entries(cases)) {
    it(`opens it, without the definition and with an issue: ${what}`, async () => {
      const opened = await openPackage(bytes, testPlatform);
      assert.ok(opened.ok);
      const [broken, ...others] = opened.value.resources;
      assert.equal(broken?.definition, undefined);
      assert.deepEqual(
        broken?.issues.map((issue) => [issue.code, issue.severity, issue.path]),
        [["definition-invalid", "error", path]],
      );
      assert.ok(others.every((resource) => resource.definition && resource.issues.length === 0));
    });
  }

  it("does so for a definition with another name than the manifest's", async () => {
    const path = "entities/con_Other.json";
    const entries = packageEntries({ resources: { 0: { name: "con_Other", path } } });
    const opened = await openPackage(
      hostileZip(tamper(entries, "entities/con_Project.json", { name: path })),
      testPlatform,
    );
    assert.ok(opened.ok);
    const [broken] = opened.value.resources;
    assert.equal(broken?.definition, undefined);
    assert.deepEqual(
      broken?.issues.map((issue) => [issue.code, issue.path]),
      [["definition-invalid", ["name"]]],
    );
    assertSentence(broken.issues[0]!.message, "con_Project", "con_Other");
  });

  it("does so for a definition that isn't JSON", async () => {
    const content = "{ nonsense";
    const entries = packageEntries({
      resources: { 0: { sha256: sha256(content) } },
    });
    const opened = await openPackage(
      hostileZip(tamper(entries, "entities/con_Project.json", { content })),
      testPlatform,
    );
    assert.ok(opened.ok);
    assert.equal(opened.value.resources[0]?.definition, undefined);
    assert.deepEqual(
      opened.value.resources[0]?.issues.map((issue) => issue.code),
      ["definition-invalid"],
    );
    assert.deepEqual(opened.value.resources[1]?.definition, picklist());
  });
});
