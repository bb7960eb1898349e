import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What a workspace of many resources holds. */
export const manyPicklists = 9_000;
export const manyEntities = 1_000;

/**
 * Writes two environments below a workspace folder: `dev` with 10,000 small resources, each entity with a field for a picklist of its own,
 * and `empty` with none.
 */
export function writeManyResources(workspaceFolder: string): void {
  const write = (file: string, content: unknown): void =>
    writeFileSync(path.join(workspaceFolder, "environments", file), JSON.stringify(content));
  for (const [name, displayName] of [
    ["dev", "Development"],
    ["empty", "Empty"],
  ]) {
    mkdirSync(path.join(workspaceFolder, "environments", name!, "entities"), { recursive: true });
    mkdirSync(path.join(workspaceFolder, "environments", name!, "picklists"));
    write(`${name}/environment.json`, { formatVersion: 1, name, displayName, purpose: "test" });
  }
  for (let index = 0; index < manyPicklists; index++) {
    const name = `con_Choice${index}`;
    const entries = [{ value: 1, label: "One" }];
    write(`dev/picklists/${name}.json`, { name, displayName: `Choice ${index}`, kind: "custom", entries });
  }
  for (let index = 0; index < manyEntities; index++) {
    const name = `con_Thing${index}`;
    write(`dev/entities/${name}.json`, {
      name,
      displayName: `Thing ${index}`,
      kind: "custom",
      primaryField: "con_Name",
      fields: [
        { name: "con_Name", displayName: "Name", type: "text" },
        { name: "con_Choice", displayName: "Choice", type: "picklist", picklist: `con_Choice${index}` },
      ],
    });
  }
}
