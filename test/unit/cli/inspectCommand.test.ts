import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { assertSentence } from "../../support/assertSentence";
import { complaintsOf, envferry, jsonOf, type CliRun } from "../../support/cli";
import {
  buildTestPackage,
  customField,
  entity,
  environmentFiles,
  key,
  picklist,
  standardEntity,
  type PackageContent,
} from "../../support/factories";
import { hostilePackage } from "../../support/hostilePackage";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";
import { asUnprivileged, whyNoPermissions } from "../../support/unprivileged";

describe("envferry inspect", () => {
  const folder = useTemporaryFolder();
  const inspect = (...args: string[]): Promise<CliRun> => envferry(["inspect", ...args], { cwd: folder() });

  async function write(content: PackageContent | Uint8Array): Promise<void> {
    const bytes = content instanceof Uint8Array ? content : await buildTestPackage(content);
    fs.writeFileSync(path.join(folder(), "p.zip"), bytes);
  }

  it("prints the manifest as one JSON object, each resource with its counts", async () => {
    await write({
      header: { version: "3", description: "d" },
      definitions: [
        standardEntity({ fields: [customField()] }),
        entity({ keys: [key()] }),
        picklist({ con_unknown: 1 }),
      ],
    });
    const run = await inspect("p.zip", "--json");
    assert.equal(run.exitCode, 0);
    const { resources, ...rest } = jsonOf<{ resources: Record<string, unknown>[] }>(run);
    assert.deepEqual(rest, {
      formatVersion: 1,
      name: "Test",
      version: "3",
      description: "d",
      createdAt: "2026-01-31T12:00:00.000Z",
      generator: "envferry/0.0.0",
      source: { name: "source", displayName: "Source" },
    });
    assert.deepEqual(
      resources.map(({ name, fields, customFields, keys, entries }) => ({
        name,
        fields,
        customFields,
        keys,
        entries,
      })),
      [
        { name: "Account", fields: 2, customFields: 1, keys: 0, entries: undefined },
        { name: "con_Project", fields: 1, customFields: 1, keys: 1, entries: undefined },
        { name: "con_Stage", fields: undefined, customFields: undefined, keys: undefined, entries: 2 },
      ],
    );
    assert.ok(resources.every(({ path: file, sha256, setup }) => file && sha256 && setup === "merge"));
  });

  it("prints a row for each resource", async () => {
    await write({ header: { version: "3" } });
    const { exitCode, stdout, stderr } = await inspect("p.zip");
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.match(stdout, /^Test 3\n/);
    assert.match(stdout, /Source \(source\) on 2026-01-31 12:00:00 UTC by envferry\/0\.0\.0/);
    assert.match(stdout, /^Project\s+con_Project\s+custom entity\s+1 field\s+Merge$/m);
    assert.match(stdout, /^Stage\s+con_Stage\s+custom picklist\s+2 entries\s+Merge$/m);
  });

  it("cuts display names that would push everything else off the screen, and no names", async () => {
    const name = `con_${"N".repeat(90)}`;
    await write({ definitions: [entity({ name, displayName: "L".repeat(300) }), picklist()] });
    const { stdout } = await inspect("p.zip");
    assert.ok(stdout.includes(name));
    assert.ok(stdout.split("\n").every((line) => line.length < 250));
    assert.match(stdout, /^L+…L+ /m);
  });

  describe("of standard input", () => {
    async function* piecesOf(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
      for (let start = 0; start < bytes.length; start += length) {
        yield bytes.subarray(start, start + length);
      }
    }

    it("reads a package that comes in pieces", async () => {
      const bytes = await buildTestPackage({});
      const run = await envferry(["inspect", "-"], { cwd: folder(), stdin: piecesOf(bytes, 7) });
      assert.deepEqual([run.exitCode, run.stderr], [0, ""]);
      assert.match(run.stdout, /^Test\n/);
    });

    it("refuses what isn't a package, and nothing at all", async () => {
      for (const stdin of [piecesOf(new Uint8Array(9), 9), piecesOf(new Uint8Array(), 1), undefined]) {
        const run = await envferry(["inspect", "-", "--json"], { cwd: folder(), stdin });
        assert.equal(run.exitCode, 1);
        assertSentence(complaintsOf(run)[0]!.replace(" (package-unreadable)", ""), "standard input");
      }
    });

    it("stops reading what is larger than a package may be", async () => {
      const piece = new Uint8Array(64 * 1024 * 1024);
      let given = 0;
      const endless = (async function* () {
        for (;;) {
          given++;
          yield await Promise.resolve(piece);
        }
      })();
      const run = await envferry(["inspect", "-"], { cwd: folder(), stdin: endless });
      assert.equal(run.exitCode, 1);
      assert.equal(given, 17);
    });
  });

  it("names what is wrong with definitions inside, for people and in JSON", async () => {
    await write(
      hostilePackage({
        definitions: [entity({ fields: [], kind: "mine" as "custom" }), picklist()],
        resources: { 0: { kind: "custom" } },
      }),
    );
    const text = await inspect("p.zip");
    assert.equal(text.exitCode, 0);
    assert.match(text.stderr, /^entities\/con_Project\.json: .*kind/);
    const { resources } = jsonOf<{ resources: { problems?: string[] }[] }>(await inspect("p.zip", "--json"));
    assert.deepEqual(
      resources.map((resource) => resource.problems?.length),
      [1, undefined],
    );
  });

  it("lets no text of a package steer the terminal", async () => {
    const nasty = "Red\u001b[31m \u009b2J\u0007 bell\r\n\u202Eright to left";
    await write({
      header: {
        name: nasty,
        version: nasty,
        description: nasty,
        generator: nasty,
        source: { name: nasty, displayName: nasty },
      },
      definitions: [entity({ displayName: nasty })],
    });
    const { stdout, stderr } = await inspect("p.zip");
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    assert.doesNotMatch(stdout + stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    // They are seen, not swallowed: two names that differ only in them would look the same.
    assert.ok(stdout.includes("Red[U+001B][31m [U+009B]2J[U+0007] bell [U+202E]right to left"));
  });

  it("lets no text of a package pass for a line of the tool's own", async () => {
    const nasty = "Good\nImported 9 resources.\r\nenvferry: done.";
    await write({
      header: { name: nasty },
      definitions: [entity({ displayName: nasty })],
    });
    writeTree(folder(), environmentFiles());
    for (const run of [
      await inspect("p.zip"),
      await envferry(["import", "p.zip", "--env", "dev", "--dry-run"], { cwd: folder() }),
    ]) {
      assert.doesNotMatch(run.stdout + run.stderr, /^(Imported 9|envferry: done)/m);
    }
  });

  it("lets no text of a package steer the terminal in the progress of an import", async () => {
    await write({ definitions: [entity({ displayName: "Red\u001b[2J\u0007\u009b2J\rGone" })] });
    writeTree(folder(), environmentFiles());
    const run = await envferry(["import", "p.zip", "--env", "dev"], { cwd: folder(), isTTY: true });
    assert.equal(run.exitCode, 0);
    assert.match(run.stderr, /Importing Red/);
    const own = run.stderr.replaceAll("\r\u001b[K", "");
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    assert.doesNotMatch(own, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it("gives every text exactly as JSON, which escapes what would steer the terminal", async () => {
    const odd = "tab\t bell\u0007 C1\u009b bidi\u202e isolate\u2066 line\u2028 ü🚀";
    await write({ definitions: [entity({ displayName: odd })] });
    for (const isTTY of [false, true]) {
      const run = await envferry(["inspect", "p.zip", "--json"], { cwd: folder(), isTTY });
      const { resources } = jsonOf<{ resources: { displayName: string }[] }>(run);
      assert.equal(resources[0]?.displayName, odd);
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      assert.doesNotMatch(run.stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
  });

  it("exits 2 for a file that doesn't exist, a folder and no file at all", async () => {
    for (const name of ["nowhere.zip", "."]) {
      const run = await inspect(name);
      assert.equal(run.exitCode, 2);
      assertSentence(complaintsOf(run)[0]!, name);
    }
    assert.equal((await inspect()).exitCode, 2);
  });

  it("exits 1 for a file that may not be read", async function () {
    if (whyNoPermissions()) {
      this.skip();
    }
    await write({});
    fs.chmodSync(path.join(folder(), "p.zip"), 0);
    fs.chmodSync(folder(), 0o755);
    const run = await asUnprivileged(() => inspect("p.zip"));
    assert.equal(run.exitCode, 1);
    assertSentence(complaintsOf(run)[0]!, "p.zip", "permission");
  });
});
