import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { scaled } from "../../../scripts/editor/timeScale";
import { packageProblemCodes } from "../../../src/core/package/packageProblem";
import { assertSentence } from "../../support/assertSentence";
import { complaintsOf, copySample, envferry } from "../../support/cli";
import { entity } from "../../support/factories";
import { hostilePackage, packageEntries, packageWith, sha256, tamper } from "../../support/hostilePackage";
import { encryptedFlag, hostileZip, linkMode } from "../../support/hostileZip";
import { snapshotTree, useTemporaryFolder } from "../../support/temporaryFolder";

const project = "entities/con_Project.json";
const changed = (changes: Parameters<typeof tamper>[2], name = project): Uint8Array =>
  hostileZip(tamper(packageEntries(), name, changes));
const tooLarge = new Uint8Array(16 * 1024 * 1024 + 1);

const hostile: [code: string, what: string, bytes: Uint8Array][] = [
  ["package-unreadable", "an empty file", new Uint8Array()],
  ["package-unreadable", "text", Buffer.from("Dear colleague, here is the package.")],
  ["package-unreadable", "a zip that is cut off", hostilePackage().subarray(0, -30)],
  [
    "package-unreadable",
    "entries that overlap",
    packageWith({ name: "entities/con_X.json", sharesBytes: true }),
  ],
  ["package-unreadable", "an unknown compression", changed({ method: 14 })],
  ["package-encrypted", "encryption", changed({ flags: encryptedFlag })],
  ["package-manifest-missing", "no manifest", hostileZip(packageEntries().slice(1))],
  ["package-manifest-invalid", "a manifest that isn't JSON", changed({ content: "{" }, "manifest.json")],
  [
    "package-manifest-invalid",
    "a manifest that breaks the schema",
    hostilePackage({ manifest: { name: 1 } }),
  ],
  [
    "package-manifest-invalid",
    "a path that leaves the package",
    hostilePackage({ resources: { 0: { path: "../../x.json" } } }),
  ],
  [
    "package-manifest-invalid",
    "a name that leaves the package",
    hostilePackage({ resources: { 0: { name: "../../x" } } }),
  ],
  ["package-format-newer", "a newer format", hostilePackage({ manifest: { formatVersion: 2 } })],
  ["package-entry-missing", "a missing file", hostileZip(packageEntries().slice(0, 2))],
  ["package-entry-unlisted", "an unlisted file", packageWith({ name: "extra.js", content: "alert()" })],
  ["package-entry-duplicate", "a file twice", packageWith({ name: project, content: "{}" })],
  [
    "package-entry-duplicate",
    "names in other letter case",
    packageWith({ name: "entities/CON_Project.json" }),
  ],
  [
    "package-entry-unsafe",
    "a path out of the package",
    packageWith({ name: "../../evil.json", content: "{}" }),
  ],
  ["package-entry-unsafe", "an absolute path", packageWith({ name: "/tmp/evil.json", content: "{}" })],
  ["package-entry-unsafe", "a drive", packageWith({ name: "C:\\evil.json", content: "{}" })],
  [
    "package-entry-unsafe",
    "a link",
    packageWith({ name: "link", content: "/etc/passwd", unixMode: linkMode }),
  ],
  [
    "package-checksum",
    "changed content",
    changed({ content: JSON.stringify(entity({ displayName: "Other" })) }),
  ],
  ["package-checksum", "a wrong checksum in the zip", changed({ crc32: 7 })],
  ["package-limits", "an honest bomb", changed({ content: tooLarge })],
  ["package-limits", "a bomb that lies", changed({ content: tooLarge, size: 100 })],
  [
    "package-limits",
    "70,000 files",
    hostileZip(Array.from({ length: 70_000 }, (_, index) => ({ name: `${index}` }))),
  ],
  ["package-empty", "no resources", hostileZip(packageEntries({ manifest: { resources: [] } }).slice(0, 1))],
];

describe("A hostile package on the command line", () => {
  const folder = useTemporaryFolder();

  for (const [code, what, bytes] of hostile) {
    it(`is refused for ${what} by inspect and import, and nothing is written`, async () => {
      const workspace = copySample(folder());
      fs.writeFileSync(path.join(folder(), "bad.zip"), bytes);
      const before = snapshotTree(folder());
      for (const args of [
        ["inspect"],
        ["inspect", "--json"],
        ["import", "--env", "dev"],
        ["import", "--env", "dev", "--json"],
      ]) {
        const run = await envferry([...args, "../bad.zip"], { cwd: workspace });
        const [complaint, ...others] = complaintsOf(run);
        assert.deepEqual(others, []);
        assertSentence(complaint!.replace(` (${code})`, ""), "../bad.zip");
        assert.ok(complaint!.endsWith(`(${code})`), complaint);
        assert.equal(run.exitCode, 1);
      }
      assert.deepEqual(snapshotTree(folder()), before);
    });
  }

  it("has an example here for each problem that there is", () => {
    assert.deepEqual([...new Set(hostile.map(([code]) => code))], [...packageProblemCodes]);
  });

  it("has every fault named, each in a line", async () => {
    fs.writeFileSync(
      path.join(folder(), "bad.zip"),
      packageWith({ name: "../a" }, { name: "b" }, { name: "/c" }),
    );
    const complaints = complaintsOf(await envferry(["inspect", "bad.zip"], { cwd: folder() }));
    assert.deepEqual(
      complaints.map((line) => /\((package-.*)\)$/.exec(line)?.[1]),
      ["package-entry-unsafe", "package-entry-unsafe", "package-entry-unlisted"],
    );
  });

  it("can't make the command line print control characters", async () => {
    for (const size of [undefined, 0xfffffff]) {
      const bytes = packageWith({ name: "a\u001b[2J\u009b31m.json", size });
      fs.writeFileSync(path.join(folder(), "bad.zip"), bytes);
      const { stderr } = await envferry(["inspect", "bad.zip"], { cwd: folder() });
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      assert.doesNotMatch(stderr.replaceAll("\n", ""), /[\u0000-\u001f\u007f-\u009f]/);
    }
  });

  it("can't overwhelm the import with deep nesting: it ends with an exit code", async function () {
    this.timeout(scaled(10_000));
    const workspace = copySample(folder());
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const text = JSON.stringify(entity({ con_deep: 0 })).replace('"con_deep":0', `"con_deep":${deep}`);
    const entries = packageEntries({
      resources: { 0: { sha256: sha256(text) } },
    });
    fs.writeFileSync(path.join(folder(), "bad.zip"), hostileZip(tamper(entries, project, { content: text })));
    for (const args of [
      ["inspect", "--json"],
      ["import", "--env", "dev"],
      ["import", "--env", "dev", "--json"],
    ]) {
      const run = await envferry([...args, "../bad.zip"], { cwd: workspace });
      assert.ok([0, 1, 4].includes(run.exitCode));
    }
  });

  it("whose only fault is an invalid definition opens, and that resource is blocked", async () => {
    const workspace = copySample(folder());
    const before = snapshotTree(workspace);
    fs.writeFileSync(
      path.join(folder(), "bad.zip"),
      hostilePackage({ definitions: [entity({ primaryField: 7 as never })] }),
    );
    const run = await envferry(["import", "../bad.zip", "--env", "dev", "--json"], { cwd: workspace });
    assert.equal(run.exitCode, 1);
    const { outcome, resources } = JSON.parse(run.stdout) as {
      outcome: string;
      resources: { outcome: string; findings: { rule: string; severity: string }[] }[];
    };
    assert.equal(outcome, "refused");
    assert.deepEqual(
      resources.map((resource) => [
        resource.outcome,
        ...resource.findings.map(({ rule, severity }) => `${severity} ${rule}`),
      ]),
      [["blocked", "error definition-invalid"]],
    );
    assert.deepEqual(snapshotTree(workspace), before);
  });
});
