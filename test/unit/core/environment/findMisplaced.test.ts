import assert from "node:assert/strict";
import { environmentFiles, loadTestEnvironment, entity, picklist } from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";

const text = (definition: unknown): string => JSON.stringify(definition);

async function problemsOf(files: Record<string, string>): Promise<string[]> {
  const fs = new MemoryFileSystem(environmentFiles({ entities: [entity({ name: "con_Here" })], files }));
  const { problems } = await loadTestEnvironment(fs);
  return problems.map(
    ({ file, severity, code }) => `${severity} ${code} ${file.replace("environments/dev/", "")}`,
  );
}

describe("definitions where nobody looks for them", () => {
  const cases: Record<string, [files: Record<string, string>, ...problems: string[]]> = {
    "in a folder of other letter case": [
      { "Picklists/con_Stage.json": text(picklist()) },
      "error definition-misplaced Picklists",
    ],
    "in a folder called nearly so": [
      { "picklist/con_Stage.json": text(picklist()), "entites/con_A.json": text(entity({ name: "con_A" })) },
      "error definition-misplaced entites",
      "error definition-misplaced picklist",
    ],
    "in folders below": [
      { "entities/sales/con_A.json": text(entity({ name: "con_A" })), "entities/a/b/con_B.json": "{" },
      "error definition-misplaced entities/a/b/con_B.json",
      "error definition-misplaced entities/sales/con_A.json",
    ],
    "directly in the environment": [
      {
        "con_A.json": text(entity({ name: "con_A" })),
        "con_Stage.json": text(picklist()),
        "notes.json": "{}",
      },
      "error definition-misplaced con_A.json",
      "error definition-misplaced con_Stage.json",
    ],
    "under another ending": [
      { "entities/con_A.jsonc": "{}", "entities/con_B.json5": "{}", "entities/con_Here.json.bak": "{}" },
      "error definition-misplaced entities/con_A.jsonc",
      "error definition-misplaced entities/con_B.json5",
      "warning definition-misplaced entities/con_Here.json.bak",
    ],
    "are none beside what has to do with something else": [
      {
        "entities/README.md": "",
        "data/con_A.json": "{}",
        "Entities/README.md": "",
        ".old/con_A.json": "{}",
      },
    ],
  };
  for (const [name, [files, ...expected]] of Object.entries(cases)) {
    it(name, async () => assert.deepEqual(await problemsOf(files), expected));
  }

  it("are not looked for in more files than are named", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`entities/old/con_${index}.json`, "{}"]),
    );
    assert.equal((await problemsOf(files)).length, 21);
  });
});
