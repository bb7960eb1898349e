import assert from "node:assert/strict";
import { findEnvironments } from "../../../../src/core/environment/findEnvironments";
import type { EnvironmentHeader } from "../../../../src/core/environment/environment";
import { whyTooNew } from "../../../../src/core/environment/newerFormat";
import { FileAccessError } from "../../../../src/core/ports";
import { assertSentence } from "../../../support/assertSentence";
import { description, entity, environmentFiles, loadTestEnvironment, ref } from "../../../support/factories";
import { MemoryFileSystem, type Files } from "../../../support/memoryFileSystem";

const find = (files: Files, folder = "environments"): Promise<EnvironmentHeader[]> =>
  findEnvironments(new MemoryFileSystem(files), folder);
const environmentJson = "environments/dev/environment.json";

/** "1:1", or no place when there is no problem. */
async function placesIn(content: string | Uint8Array): Promise<string[]> {
  const [header] = await find({ [environmentJson]: content });
  header!.problems.forEach((problem) => assertSentence(problem.message));
  assert.ok(
    header!.problems.every(({ file, code }) => file === environmentJson && code === "environment-invalid"),
  );
  return header!.problems.map(({ line, column }) => `${line}:${column}`);
}
const text = (changes: Record<string, unknown> = {}): string => JSON.stringify(description(changes), null, 2);

describe("findEnvironments", () => {
  it("finds each folder, the default first, then by name", async () => {
    const headers = await find({
      ...environmentFiles({ name: "zeta" }),
      ...environmentFiles({ name: "test" }),
      ...environmentFiles({ name: "prod", description: { default: true, purpose: "production" } }),
      "environments/readme.md": "not a folder",
      "environments/.git/config": "not an environment",
    });
    assert.deepEqual(
      headers.map((header) => header.name),
      ["prod", "test", "zeta"],
    );
    assert.deepEqual(headers[0], {
      name: "prod",
      folder: "environments/prod",
      description: description({ name: "prod", default: true, purpose: "production" }),
      problems: [],
    });
  });

  it("finds none where the folder doesn't exist or is empty", async () => {
    assert.deepEqual(await find({ "other/dev/environment.json": text() }), []);
    assert.deepEqual(await find({ "environments/": "" }), []);
  });

  it("looks in the folder it is told", async () => {
    const headers = await find({ "config/envs/dev/environment.json": text() }, "config/envs");
    assert.deepEqual(
      headers.map((header) => header.folder),
      ["config/envs/dev"],
    );
  });

  it("rejects when that is a file, or can't be listed", async () => {
    await assert.rejects(find({ environments: "a file" }), FileAccessError);
    const fs = new MemoryFileSystem(environmentFiles()).failOn({ operation: "list", code: "no-permission" });
    await assert.rejects(findEnvironments(fs, "environments"), { code: "no-permission" });
  });

  const cases: Record<string, [content: string | Uint8Array, ...places: string[]]> = {
    "a sound one": [text()],
    "one with a byte order mark": [`\ufeff${text()}`],
    "unknown properties": [text({ con_owner: "us" })],
    "an empty file": ["", "1:1"],
    "bad JSON": ['{\n  "name": "dev",\n}', "3:1"],
    "no name": ['{ "formatVersion": 1, "displayName": "Dev" }', "1:1"],
    "another name than its folder's": [text({ name: "prod" }), "3:11"],
    "its folder's name in other letter case": [text({ name: "Dev" }), "3:11"],
    "a name that can't be a folder's": [text({ name: "a/b" }), "3:11"],
    "a name of dots": [text({ name: ".." }), "3:11"],
    "an empty display name": [text({ displayName: "" }), "4:18"],
    "an unknown purpose": [text({ purpose: "fun" }), "5:14"],
    "a default that isn't true or false": [text({ default: "yes" }), "6:14"],
    "another format version": [text({ formatVersion: 2 }), "2:20"],
    "not UTF-8": [Uint8Array.of(0xff), "1:1"],
  };
  for (const [what, [content, ...places]] of Object.entries(cases)) {
    it(`reports ${places.length === 0 ? "nothing" : places.join()} for ${what}`, async () => {
      assert.deepEqual(await placesIn(content), places);
    });
  }

  it("reports a missing and an unreadable environment.json", async () => {
    const [missing] = await find({ "environments/dev/entities/con_A.json": "{}" });
    assertSentence(missing!.problems[0]!.message, "dev", "environment.json");
    const fs = new MemoryFileSystem(environmentFiles()).failOn({ operation: "read", code: "no-permission" });
    const [unreadable] = await findEnvironments(fs, "environments");
    assertSentence(unreadable!.problems[0]!.message, "environment.json", "permission");
    assert.equal(unreadable!.description, undefined);
  });

  it("loads the definitions of an environment whose environment.json is missing or broken", async () => {
    for (const content of [undefined, "{"]) {
      const files = { ...environmentFiles({ entities: [entity()] }), [environmentJson]: content ?? "" };
      const fs = new MemoryFileSystem(files);
      if (content === undefined) {
        fs.remove(environmentJson);
      }
      const environment = await loadTestEnvironment(fs);
      assert.equal(environment.displayName, "dev");
      assert.ok(environment.find(ref("entity", "con_Project")));
      assert.equal(environment.problems.length, 1);
    }
  });

  it("reports each further default environment, naming both", async () => {
    const headers = await find({
      ...environmentFiles({ name: "a", description: { default: true } }),
      ...environmentFiles({ name: "b", description: { default: true } }),
      ...environmentFiles({ name: "c", description: { default: true } }),
      ...environmentFiles({ name: "d", description: { default: false } }),
    });
    assert.deepEqual(
      headers.map((header) => header.problems.length),
      [0, 1, 1, 0],
    );
    assertSentence(headers[1]!.problems[0]!.message, '"a"', '"b"');
    const { file, line, column } = headers[1]!.problems[0]!;
    assert.equal(`${file}:${line}:${column}`, "environments/b/environment.json:6:14");
  });

  it("says of an environment of a newer format which version it has, and takes nothing else from it", async () => {
    const [header] = await find({ [environmentJson]: text({ formatVersion: 2, later: true }) });
    assert.ok(header);
    assert.equal(header.description, undefined);
    const [problem, ...others] = header.problems;
    assert.deepEqual(others, []);
    assertSentence(problem!.message, "version 2", "up to 1", "Update Envferry");
    assertSentence(whyTooNew(header) ?? "", environmentJson, "version 2");
    assert.equal(whyTooNew((await find({ [environmentJson]: text() }))[0]!), undefined);
  });

  it("reports environments whose names differ only in letter case, each with all of their names", async () => {
    const names = ["Dev", "dev", "DEV", "prod"];
    const headers = await find(
      Object.assign({}, ...names.map((name) => environmentFiles({ name }))) as Files,
    );
    for (const { name, folder, problems } of headers) {
      assert.equal(problems.length, name === "prod" ? 0 : 1, name);
      const message = problems[0]?.message;
      if (message !== undefined) {
        assertSentence(message, '"Dev"', '"dev"', '"DEV"');
        assert.equal(problems[0]?.file, `${folder}/environment.json`);
      }
    }
  });
});
