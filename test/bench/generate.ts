import * as fs from "node:fs";
import * as path from "node:path";
import type { Entity, Field } from "../../src/core/model/entity";
import type { Entry, Picklist } from "../../src/core/model/picklist";

export const sourceName = "dev";
export const targetName = "staging";

const fieldsPerEntity = 40;
const platformEntities = ["Account", "Activity", "Contact", "Currency", "Role", "Team", "User"];
const nouns = ["Order", "Project", "Invoice", "Visit", "Asset", "Contract", "Shipment", "Course", "Claim"];
const words = [
  "number",
  "amount",
  "reference",
  "status",
  "approval",
  "delivery",
  "priority",
  "region",
  "cost",
];

/**
 * Writes two environments into a folder: a source of `entities` custom entities with 40 fields each, a tenth as many
 * picklists and a few platform entities; and a target made from it, with a tenth of the resources changed, a twentieth missing and a
 * twentieth on top. All files are canonical, and equal numbers give equal bytes.
 */
export function generateWorkspace(folder: string, entities: number): void {
  const picklists = Math.max(1, Math.round(entities / 10));
  const definitions = [
    ...platformEntities.map((name) => platformEntity(name)),
    ...numbers(entities).map((index) => entity(index, entities, picklists)),
    ...numbers(picklists).map((index) => picklist(index)),
  ];
  writeEnvironment(folder, sourceName, "Development", definitions);

  const target = definitions.flatMap((definition, position) => {
    const index = position - platformEntities.length;
    if (index < 0) {
      return [definition];
    }
    // Entities and picklists are counted apart, so that a tenth of each is changed.
    const own = index < entities ? index : index - entities;
    return isMissing(own) ? [] : isChanged(own) ? [changed(definition, own)] : [definition];
  });
  const extra = numbers(Math.round(entities / 20)).map((index) =>
    entity(index, entities, picklists, `con_Local${index}`),
  );
  const extraPicklists = numbers(Math.round(picklists / 20)).map((index) =>
    picklist(index, `con_LocalChoice${index}`),
  );
  writeEnvironment(folder, targetName, "Staging", [...target, ...extra, ...extraPicklists]);
}

function isMissing(index: number): boolean {
  return index % 20 === 7;
}

function isChanged(index: number): boolean {
  return index % 10 === 3;
}

/** An index below `limit` that the target has: what stays there must not need what is missing. */
function presentIndex(index: number, limit: number): number {
  const wrapped = index % limit;
  return isMissing(wrapped) ? wrapped - 1 : wrapped;
}

function isEntity(definition: Entity | Picklist): definition is Entity {
  return "fields" in definition;
}

function numbers(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function entityName(index: number): string {
  return `con_${nouns[index % nouns.length]}${index}`;
}

function picklistName(index: number): string {
  return `con_Choice${index}`;
}

function platformEntity(name: string): Entity {
  const standard = (field: string, type: Field["type"]): Field => ({
    name: field,
    displayName: `${name} ${field.toLowerCase()}`,
    type,
    origin: "standard",
  });
  return {
    name,
    displayName: name,
    pluralName: `${name} records`,
    kind: "standard",
    primaryField: "Name",
    fields: [standard("Name", "text"), standard("CreatedOn", "dateTime"), standard("Active", "boolean")],
  };
}

function entity(index: number, entities: number, picklists: number, name = entityName(index)): Entity {
  const noun = nouns[index % nouns.length]!;
  const primary: Field = {
    name: "con_Name",
    displayName: "Name",
    type: "text",
    required: true,
    searchable: true,
    maxLength: 200,
  };
  const others = numbers(fieldsPerEntity - 1).map((slot) => field(index, slot, entities, picklists));
  const fields = [primary, ...others];
  return {
    name,
    displayName: `${noun} ${index}`,
    pluralName: `${noun} records ${index}`,
    description: `Keeps every ${noun.toLowerCase()} of region ${index % 17} with its costs and approvals.`,
    kind: "custom",
    primaryField: primary.name,
    fields,
    keys: [{ name: "con_ByName", displayName: "By name", fields: ["con_Name", others[0]!.name] }],
    ...(index % 10 === 0 && {
      translations: {
        "de-DE": {
          displayName: `Übersetzung ${index}`,
          fields: Object.fromEntries(
            fields.slice(0, 8).map((each) => [each.name, { displayName: `Feld „${each.displayName}“` }]),
          ),
        },
      },
    }),
  };
}

/** One of a repeating series of 13 kinds, so that every entity has the same mix. */
function field(index: number, slot: number, entities: number, picklists: number): Field {
  const word = words[(index + slot) % words.length]!;
  const common = {
    name: `con_${word[0]!.toUpperCase()}${word.slice(1)}${slot}`,
    displayName: `The ${word} ${slot}`,
    ...(slot % 4 !== 3 && { description: `What the ${word} of this record was when it was last approved.` }),
  };
  const flags = { required: slot % 5 === 0, searchable: slot % 3 === 0 };
  const lookedUp = presentIndex(index * 7 + slot * 31, entities);
  const chosen = picklistName(presentIndex(index * 3 + slot, picklists));
  switch (slot % 13) {
    case 0:
    case 1:
      return { ...common, type: "text", ...flags, maxLength: 100 + slot };
    case 2:
      return { ...common, type: "multilineText", ...flags, maxLength: 4000 };
    case 3:
      return { ...common, type: "email", ...flags, maxLength: 120 };
    case 4:
      return { ...common, type: "integer", ...flags, minimum: 0, maximum: 10_000, default: slot };
    case 5:
      return { ...common, type: "decimal", ...flags, minimum: 0, maximum: 1_000_000, precision: 2 };
    case 6:
      return { ...common, type: "currency", required: true, precision: 2 };
    case 7:
      return { ...common, type: "boolean", default: slot % 2 === 0 };
    case 8:
      return { ...common, type: "dateTime", ...flags };
    case 9:
      return { ...common, type: "picklist", ...flags, picklist: chosen, default: 1 };
    case 10:
      return { ...common, type: "lookup", ...flags, targets: [entityName(lookedUp)] };
    case 11:
      return {
        ...common,
        type: "lookup",
        targets: [platformEntities[(index + slot) % platformEntities.length]!],
      };
    default:
      return slot < 13
        ? { ...common, type: "picklist", entries: entries(3, word), default: 2 }
        : { ...common, type: "url", unique: slot % 2 === 0, maxLength: 400 };
  }
}

function picklist(index: number, name = picklistName(index)): Picklist {
  return {
    name,
    displayName: `Choice ${index}`,
    description: `The states that a ${nouns[index % nouns.length]!.toLowerCase()} goes through.`,
    kind: "custom",
    entries: entries(6 + (index % 8), words[index % words.length]!),
  };
}

function entries(count: number, word: string): Entry[] {
  return numbers(count).map((index) => ({
    value: index + 1,
    label: `${word} ${index + 1}`,
    ...(index % 2 === 0 && { color: "#0078d4" }),
  }));
}

/** The resource as a target would have it: older in places, with something of its own. Importing it raises no error. */
function changed(definition: Entity | Picklist, index: number): Entity | Picklist {
  if (!isEntity(definition)) {
    const renamed = definition.entries.map((entry) =>
      entry.value === 2 ? { ...entry, label: "An old label" } : entry,
    );
    return { ...definition, entries: [...renamed.slice(0, -1), { value: 99, label: "Only here" }] };
  }
  const own: Field = { name: "con_OnlyHere", displayName: "Only here", type: "text", maxLength: 50 };
  const older = definition.fields.map((each) =>
    each.type === "multilineText" ? { ...each, maxLength: 1000 + index } : each,
  );
  const withoutOne = older.filter((each) => each.type !== "email");
  return {
    ...definition,
    description: "How it was before.",
    fields: [...withoutOne.slice(0, 10), own, ...withoutOne.slice(10)],
  };
}

function writeEnvironment(
  folder: string,
  name: string,
  displayName: string,
  definitions: readonly (Entity | Picklist)[],
): void {
  const environment = path.join(folder, "environments", name);
  fs.mkdirSync(path.join(environment, "entities"), { recursive: true });
  fs.mkdirSync(path.join(environment, "picklists"), { recursive: true });
  writeJson(path.join(environment, "environment.json"), { formatVersion: 1, name, displayName });
  for (const definition of definitions) {
    const type = isEntity(definition) ? "entities" : "picklists";
    writeJson(path.join(environment, type, `${definition.name}.json`), definition);
  }
}

/** What is written above has its keys in schema order, so that plain printing makes it canonical. */
function writeJson(file: string, value: unknown): void {
  fs.writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
