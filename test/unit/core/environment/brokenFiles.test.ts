import assert from "node:assert/strict";
import type { Environment, Problem } from "../../../../src/core/environment/environment";
import { canonicalText } from "../../../../src/core/json/canonicalJson";
import { entityShape } from "../../../../src/core/model/entity";
import { picklistShape } from "../../../../src/core/model/picklist";
import { assertSentence } from "../../../support/assertSentence";
import {
  entity,
  environmentFiles,
  field,
  key,
  loadTestEnvironment,
  picklist,
  ref,
} from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";

const folder = "environments/dev";

/** "entities/con_A.json:3:5 definition-invalid", with the path below the environment's folder. */
const describeProblem = ({ file, line, column, code }: Problem): string =>
  `${file.slice(folder.length + 1)}:${line}:${column} ${code}`;

/** An environment with one broken file beside two sound ones. */
async function loadWith(file: string, content: string | Uint8Array): Promise<Environment> {
  const environment = await loadTestEnvironment({
    entities: [entity({ name: "con_Sound" })],
    picklists: [picklist({ name: "con_Sound" })],
    files: { [file]: content },
  });
  environment.problems.forEach((problem) => assertSentence(problem.message));
  return environment;
}

const brokenFile = "entities/con_Broken.json";
const text = (changes: Record<string, unknown> = {}): string =>
  canonicalText(entityShape, entity({ name: "con_Broken", ...changes }));

describe("loadEnvironment, of a broken file", () => {
  const cases: Record<string, [content: string | Uint8Array, ...places: string[]]> = {
    "an empty file": ["", "1:1"],
    "half a file": ['{\n  "name": "con_Broken",\n  "fields": [\n', "4:1"],
    "a comment": ['{\n  // why\n  "name": "con_Broken"\n}', "2:3"],
    "a trailing comma": ['{\n  "name": "con_Broken",\n}', "3:1"],
    "UTF-16": [Buffer.from(`\ufeff${text()}`, "utf16le"), "1:1"],
    "Latin-1": [Buffer.from(text({ displayName: "Größe" }), "latin1"), "1:1"],
    "a list": ["[]", "1:1"],
    "nothing of a definition": ["{}", "1:1", "1:1", "1:1", "1:1"],
    "another name": [text({ name: "con_Other" }), "2:11"],
    "its name in other letter case": [text({ name: "CON_Broken" }), "2:11"],
    "an unknown kind": [text({ kind: "managed" }), "4:11"],
    "a field that isn't an object": [text({ fields: ["con_Name"] }), "6:5"],
    "a field without a type": [
      '{\n "name": "con_Broken",\n "displayName": "B",\n "kind": "custom",\n "fields": [\n  { "name": "con_A", "displayName": "A" }\n ]\n}',
      "6:3",
    ],
    "two mistakes": [text({ displayName: "", primaryField: 5 }), "3:18", "5:19"],
    "a field twice": [text({ fields: [field(), field()] }), "12:15"],
    "a key twice": [text({ keys: [key(), key()] }), "20:15"],
    "an inline entry twice": [
      text({
        fields: [
          field({
            type: "picklist",
            entries: [
              { value: 1, label: "A" },
              { value: 1, label: "B" },
            ],
          }),
        ],
      }),
      "16:20",
    ],
    "a picklist field without a picklist": [text({ fields: [field({ type: "picklist" })] }), "6:5"],
    "a lookup without targets": [text({ fields: [field({ type: "lookup" })] }), "6:5"],
    "a minimum above the maximum": [
      text({ fields: [field({ type: "integer", minimum: 5, maximum: 1 })] }),
      "10:18",
    ],
    "Windows line ends before it": [text({ kind: "managed" }).replaceAll("\n", "\r\n"), "4:11"],
    "a byte order mark before it": [`\ufeff${text({ kind: "managed" })}`, "4:11"],
  };
  for (const [what, [content, ...places]] of Object.entries(cases)) {
    it(`reports ${what} at ${places.join(", ")}, and loads the rest`, async () => {
      const environment = await loadWith(brokenFile, content);
      const expected = places.map((place) => `${brokenFile}:${place} definition-invalid`);
      assert.deepEqual(environment.problems.map(describeProblem), expected);
      assert.deepEqual(
        environment.broken.map((broken) => broken.ref),
        [ref("entity", "con_Broken")],
      );
      assert.deepEqual(
        environment.resources.map((resource) => resource.ref),
        [ref("entity", "con_Sound"), ref("picklist", "con_Sound")],
      );
      assert.equal(environment.find(ref("entity", "con_Broken")), undefined);
    });
  }

  it("reports an entry of a picklist that is there twice", async () => {
    const twice = picklist({
      name: "con_Twice",
      entries: [1, 2, 1].map((value) => ({ value, label: `${value}` })),
    });
    const environment = await loadWith("picklists/con_Twice.json", canonicalText(picklistShape, twice));
    assert.deepEqual(environment.problems.map(describeProblem), [
      "picklists/con_Twice.json:15:16 definition-invalid",
    ]);
  });

  it("takes a byte order mark and Windows line ends for what they are", async () => {
    const environment = await loadWith(brokenFile, `\ufeff${text().replaceAll("\n", "\r\n")}`);
    assert.deepEqual(environment.problems, []);
    assert.deepEqual(environment.find(ref("entity", "con_Broken")), entity({ name: "con_Broken" }));
  });

  it("reports a file that can't be read, with the reason", async () => {
    for (const [code, problem] of [
      ["no-permission", "file-unreadable"],
      ["other", "file-unreadable"],
      ["not-found", "file-unreadable"],
      ["is-a-directory", "no-file"],
      ["not-a-file", "no-file"],
    ] as const) {
      const file = `${folder}/entities/con_A.json`;
      const fs = new MemoryFileSystem(
        environmentFiles({ entities: [entity({ name: "con_A" }), entity({ name: "con_B" })] }),
      ).failOn({ operation: "read", path: file, code });
      const environment = await loadTestEnvironment(fs);
      assert.deepEqual(environment.problems.map(describeProblem), [`entities/con_A.json:1:1 ${problem}`]);
      assertSentence(environment.problems[0]!.message);
      assert.ok(environment.find(ref("entity", "con_B")));
      assert.ok(environment.brokenResource(ref("entity", "con_A")));
    }
  });

  it("reports a folder that can't be listed, and loads the other", async () => {
    const files = environmentFiles({ entities: [entity()], picklists: [picklist()] });
    const fs = new MemoryFileSystem(files).failOn({
      operation: "list",
      path: `${folder}/entities`,
      code: "no-permission",
    });
    const environment = await loadTestEnvironment(fs);
    assert.deepEqual(environment.problems.map(describeProblem), ["entities:1:1 folder-unreadable"]);
    assert.ok(environment.find(ref("picklist", "con_Stage")));
  });

  it("reports a field that is there twice in other letter case", async () => {
    const environment = await loadWith(brokenFile, text({ fields: [field(), field({ name: "CON_NAME" })] }));
    assert.deepEqual(environment.problems.map(describeProblem), [`${brokenFile}:12:15 definition-invalid`]);
    assertSentence(environment.problems[0]!.message, "con_Name", "CON_NAME");
  });

  it("reports two files that differ only in letter case, and loads the first", async () => {
    const environment = await loadTestEnvironment({
      entities: [entity({ name: "con_Task" }), entity({ name: "CON_task" })],
    });
    assert.deepEqual(environment.problems.map(describeProblem), [
      "entities/con_Task.json:1:1 definition-invalid",
    ]);
    assertSentence(environment.problems[0]!.message, "con_Task", "CON_task");
    assert.ok(environment.find(ref("entity", "CON_task")));
    assert.equal(environment.find(ref("entity", "con_Task")), undefined);
  });

  it("lists problems by file and place", async () => {
    const environment = await loadTestEnvironment({
      files: {
        "picklists/con_P.json": "{",
        "entities/con_Z.json": "{}",
        "entities/con_A.json": '{ "name": 1,\n "kind": 2 }',
        "environment.json": "[]",
      },
    });
    const places = environment.problems.map(describeProblem);
    assert.deepEqual(
      places.map((place) => place.split(" ")[0]),
      [
        "entities/con_A.json:1:1",
        "entities/con_A.json:1:1",
        "entities/con_A.json:1:11",
        "entities/con_A.json:2:10",
        ...Array<string>(4).fill("entities/con_Z.json:1:1"),
        "environment.json:1:1",
        "picklists/con_P.json:1:2",
      ],
    );
  });
});
