import assert from "node:assert/strict";
import { assertSentence } from "../../../support/assertSentence";
import {
  codesOf,
  hostilePackage,
  listedResources,
  packageEntries,
  problemsOf,
  tamper,
  type Json,
} from "../../../support/hostilePackage";
import { hostileZip } from "../../../support/hostileZip";

const withManifest = (content: string | Uint8Array): Uint8Array =>
  hostileZip(tamper(packageEntries(), "manifest.json", { content }));

describe("openPackage, of a package without a usable manifest", () => {
  it("refuses a zip that has none", async () => {
    const problems = await problemsOf(hostileZip(packageEntries().slice(1)));
    assert.deepEqual(
      problems.map((problem) => problem.code),
      ["package-manifest-missing"],
    );
    assertSentence(problems[0]!.message, "manifest.json");
  });

  it("doesn't take one in a folder or in other letter case for it", async () => {
    for (const name of ["package/manifest.json", "Manifest.json", "manifest.json/"]) {
      const entries = tamper(packageEntries(), "manifest.json", { name });
      const codes = await codesOf(hostileZip(entries));
      assert.ok(codes.includes("package-manifest-missing"), name);
    }
  });

  it("says where it is when the package's folder was zipped instead of what is in it", async () => {
    const entries = packageEntries().map((entry) => ({ ...entry, name: `spring/v2/${String(entry.name)}` }));
    const problems = await problemsOf(hostileZip([{ name: "spring/" }, ...entries]));
    assertSentence(problems[0]!.message, "spring/v2/", "zip what is in");
    const capital = await problemsOf(
      hostileZip(tamper(packageEntries(), "manifest.json", { name: "Manifest.json" })),
    );
    assertSentence(capital[0]!.message, "Manifest.json", "small letters");
  });

  const notJson: Record<string, string | Uint8Array> = {
    nothing: "",
    "only spaces": "  \n",
    text: "formatVersion: 1",
    "half of it": '{ "formatVersion": 1, "name": "x"',
    "a comment": '{ // here\n "formatVersion": 1 }',
    "UTF-16": Buffer.from('{"formatVersion":1}', "utf16le"),
    "a list": "[]",
    "a number": "1",
    null: "null",
    "an object without anything": "{}",
    "a format version below the first": '{"formatVersion":0}',
    "a format version that is text": '{"formatVersion":"2"}',
    "a key named __proto__": '{"__proto__":{"formatVersion":1}}',
    "brackets nested a million deep": "[".repeat(1_000_000),
    "brackets nested a million deep that are closed": `{"a":${"[".repeat(1e6)}${"]".repeat(1e6)}}`,
  };
  for (const [what, content] of Object.entries(notJson)) {
    it(`refuses one that holds ${what}`, async () => {
      const problems = await problemsOf(withManifest(content));
      assert.deepEqual([...new Set(problems.map((problem) => problem.code))], ["package-manifest-invalid"]);
      problems.forEach((problem) => {
        assertSentence(problem.message);
        assert.equal(problem.entry, "manifest.json");
      });
    });
  }

  it("says in which line the JSON breaks off", async () => {
    const [problem] = await problemsOf(withManifest('{\n  "formatVersion": 1,\n  "name": oops\n}\n'));
    assertSentence(problem!.message, "line 3");
  });

  it("refuses a newer format before it looks at the rest, and says which version it is", async () => {
    for (const manifest of ['{"formatVersion":2}', '{"formatVersion":2,"resources":"elsewhere"}']) {
      const problems = await problemsOf(withManifest(manifest));
      assert.deepEqual(
        problems.map((problem) => problem.code),
        ["package-format-newer"],
      );
      assertSentence(problems[0]!.message, "2");
    }
  });

  it("refuses a package without resources", async () => {
    const [manifest] = packageEntries({ manifest: { resources: [] } });
    assert.deepEqual(await codesOf(hostileZip([manifest!])), ["package-empty"]);
  });
});

describe("openPackage, of a manifest that breaks the schema", () => {
  const [project, stage] = listedResources();
  const withResource = (changes: Json): Json => ({ resources: [{ ...project, ...changes }, stage] });
  const cases: [path: string, manifest: Json][] = [
    ["name", { name: undefined }],
    ["name", { name: "" }],
    ["name", { name: 5 }],
    ["version", { version: 1 }],
    ["createdAt", { createdAt: "yesterday" }],
    ["createdAt", { createdAt: "2026-01-31T12:00:00+01:00" }],
    ["createdAt", { createdAt: "2026-13-45T25:61:61Z" }],
    ["generator", { generator: undefined }],
    ["source", { source: "dev" }],
    ["source.displayName", { source: { name: "dev" } }],
    ["resources", { resources: undefined }],
    ["resources", { resources: {} }],
    ["resources[0]", { resources: ["entities/con_Project.json", stage] }],
    ["resources[0].type", withResource({ type: "workflow" })],
    ["resources[0].type", withResource({ type: "__proto__" })],
    ["resources[0].type", withResource({ type: "constructor" })],
    ["resources[0].name", withResource({ name: "../con_Project" })],
    ["resources[0].name", withResource({ name: "con Project" })],
    ["resources[0].name", withResource({ name: "c".repeat(101) })],
    ["resources[0].displayName", withResource({ displayName: "" })],
    ["resources[0].kind", withResource({ kind: "managed" })],
    ["resources[0].path", withResource({ path: "" })],
    ["resources[0].path", withResource({ path: "picklists/con_Project.json" })],
    ["resources[0].path", withResource({ path: "../entities/con_Project.json" })],
    ["resources[0].path", withResource({ path: "/entities/con_Project.json" })],
    ["resources[0].path", withResource({ path: "entities\\con_Project.json" })],
    ["resources[0].sha256", withResource({ sha256: "abc" })],
    ["resources[0].sha256", withResource({ sha256: "A".repeat(64) })],
    ["resources[0].setup", withResource({ setup: "delete" })],
    ["resources[0].note", withResource({ note: null })],
    ["resources[0].related", withResource({ related: "yes" })],
    ["resources[0].requires", withResource({ requires: undefined })],
    ["resources[0].requires[0].name", withResource({ requires: [{ type: "entity", name: "" }] })],
    [
      "resources[0].requires[0].sha256",
      withResource({ requires: [{ type: "entity", name: "A", sha256: "" }] }),
    ],
  ];
  for (const [path, manifest] of cases) {
    it(`names ${path} for ${JSON.stringify(manifest).slice(0, 60)}`, async () => {
      const problems = await problemsOf(hostilePackage({ manifest }));
      assert.deepEqual(
        problems.map((problem) => problem.code),
        ["package-manifest-invalid"],
      );
      assertSentence(problems[0]!.message, `${path} `);
    });
  }

  it("names everything that is wrong at once", async () => {
    const problems = await problemsOf(
      hostilePackage({ manifest: { name: 1, createdAt: 2, ...withResource({ kind: 3 }) } }),
    );
    assert.deepEqual(
      problems.map((problem) => problem.code),
      ["package-manifest-invalid", "package-manifest-invalid", "package-manifest-invalid"],
    );
  });

  it("survives 200,000 mistakes", async () => {
    const codes = await codesOf(hostilePackage({ manifest: { resources: Array(200_000).fill(1) } }));
    assert.deepEqual([...new Set(codes)], ["package-manifest-invalid"]);
  });
});
