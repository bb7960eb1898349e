import type { SetupAction } from "../../../src/core/import/setupAction";
import type { Entity, Field } from "../../../src/core/model/entity";
import type { Entry, Picklist } from "../../../src/core/model/picklist";
import type { Definition } from "../../../src/core/resources/resourceType";

/** What is imported into what. */
export interface ShapeContent {
  readonly package: readonly Definition[];
  readonly target: readonly Definition[];
}

/** A way in which a package can be large or hostile. */
export interface Shape {
  readonly name: string;
  /** How many of what it has many of. */
  readonly size: number;
  readonly action: SetupAction;
  readonly make: (size: number) => ShapeContent;
}

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function text(index: number, properties: Partial<Field> = {}): Field {
  return { name: `con_F${index}`, displayName: `Field ${index}`, type: "text", ...properties };
}

function entity(name: string, properties: Partial<Entity> = {}): Entity {
  return { name, displayName: name, kind: "custom", fields: [], ...properties };
}

function picklist(name: string, entries: readonly Entry[]): Picklist {
  return { name, displayName: name, kind: "custom", entries: [...entries] };
}

function entries(count: number, label: (index: number) => string = (index) => `Entry ${index}`): Entry[] {
  return many(count, (value) => ({ value, label: label(value) }));
}

function choice(index: number, list: string, properties: Partial<Field> = {}): Field {
  return text(index, { type: "picklist", picklist: list, ...properties });
}

function lookup(index: number, targets: readonly string[]): Field {
  return text(index, { type: "lookup", targets: [...targets] });
}

export const shapes: readonly Shape[] = [
  {
    name: "fields of one entity, all changed",
    size: 20_000,
    action: "merge",
    make: (size) => ({
      package: [entity("con_A", { fields: many(size, (i) => text(i, { maxLength: 5, required: true })) })],
      target: [entity("con_A", { fields: many(size, (i) => text(size - i, { maxLength: 9 })) })],
    }),
  },
  {
    name: "fields of one entity, each of another type",
    size: 20_000,
    action: "overwrite",
    make: (size) => ({
      package: [entity("con_A", { fields: many(size, (i) => text(i, { type: "integer" })) })],
      target: [entity("con_A", { fields: many(size, (i) => text(i)) })],
    }),
  },
  {
    name: "fields of one entity, all renamed",
    size: 20_000,
    action: "overwrite",
    make: (size) => ({
      package: [entity("con_A", { fields: many(size, (i) => text(i, { name: `con_New${i}` })) })],
      target: [entity("con_A", { fields: many(size, (i) => text(i)) })],
    }),
  },
  {
    name: "entries of a picklist, all relabelled",
    size: 200_000,
    action: "merge",
    make: (size) => ({
      package: [
        picklist(
          "con_P",
          entries(size, (i) => `New ${i}`),
        ),
      ],
      target: [
        picklist(
          "con_P",
          entries(size, (i) => `Old ${i}`),
        ),
      ],
    }),
  },
  {
    name: "entries of a picklist, all renumbered",
    size: 200_000,
    action: "overwrite",
    make: (size) => ({
      package: [
        picklist(
          "con_P",
          entries(size, (i) => `E ${size - i}`),
        ),
      ],
      target: [
        picklist(
          "con_P",
          entries(size, (i) => `E ${i}`),
        ),
      ],
    }),
  },
  {
    name: "entries of a picklist, all of one label",
    size: 200_000,
    action: "overwrite",
    make: (size) => ({
      package: [
        picklist(
          "con_P",
          entries(size, () => "Same").map((one) => ({ ...one, value: one.value + size })),
        ),
      ],
      target: [
        picklist(
          "con_P",
          entries(size, () => "Same"),
        ),
      ],
    }),
  },
  {
    name: "entries of a picklist, in another order",
    size: 200_000,
    action: "merge",
    make: (size) => ({
      package: [picklist("con_P", entries(size).reverse())],
      target: [picklist("con_P", entries(size))],
    }),
  },
  {
    name: "entries that overwriting removes",
    size: 200_000,
    action: "overwrite",
    make: (size) => ({
      package: [picklist("con_P", [])],
      target: [
        picklist("con_P", entries(size)),
        entity("con_A", { fields: many(20, (i) => choice(i, "con_P", { default: i })) }),
      ],
    }),
  },
  {
    name: "entries of one value",
    size: 200_000,
    action: "merge",
    make: (size) => ({
      package: [
        picklist(
          "con_P",
          entries(size).map((one) => ({ ...one, value: 1 })),
        ),
      ],
      target: [],
    }),
  },
  {
    name: "defaults that don't fit",
    size: 17_000,
    action: "merge",
    make: (size) => ({
      package: [entity("con_A", { fields: many(size, (i) => text(i, { type: "boolean", default: "yes" })) })],
      target: [entity("con_A", { fields: many(size, (i) => text(i, { type: "boolean" })) })],
    }),
  },
  {
    name: "defaults that don't fit, each in a picklist of the package",
    size: 8_000,
    action: "overwrite",
    make: (size) => ({
      package: [
        entity("con_A", { fields: many(size, (i) => choice(i, `con_P${i}`, { default: 1 })) }),
        ...many(size, (i) => picklist(`con_P${i}`, [])),
      ],
      target: [entity("con_A"), ...many(size, (i) => picklist(`con_P${i}`, entries(2)))],
    }),
  },
  {
    name: "defaults in one long picklist",
    size: 20_000,
    action: "overwrite",
    make: (size) => ({
      package: [
        picklist("con_P", entries(size)),
        entity("con_A", { fields: many(size, (i) => choice(i, "con_P", { default: size + i })) }),
      ],
      target: [
        picklist("con_P", entries(2 * size)),
        entity("con_A", { fields: many(size, (i) => choice(i, "con_P")) }),
      ],
    }),
  },
  {
    name: "entities of the target that one picklist breaks",
    size: 10_000,
    action: "overwrite",
    make: (size) => ({
      package: [picklist("con_P", entries(size))],
      target: [
        picklist("con_P", entries(2 * size)),
        ...many(size, (i) => entity(`con_E${i}`, { fields: [choice(0, "con_P", { default: size + i })] })),
      ],
    }),
  },
  {
    name: "picklists that break one entity of the target",
    size: 10_000,
    action: "overwrite",
    make: (size) => ({
      package: many(size, (i) => picklist(`con_P${i}`, [])),
      target: [
        entity("con_A", { fields: many(size, (i) => choice(i, `con_P${i}`, { default: 1 })) }),
        ...many(size, (i) => picklist(`con_P${i}`, entries(2))),
      ],
    }),
  },
  {
    name: "targets of four lookups, all missing",
    size: 1_300_000,
    action: "merge",
    make: (size) => ({
      package: many(4, (e) =>
        entity(`con_E${e}`, {
          fields: [
            lookup(
              0,
              many(Math.round(size / 4), (i) => `T${(4 * i + e).toString(36)}`),
            ),
          ],
        }),
      ),
      target: [entity("con_E0")],
    }),
  },
  {
    name: "chain of entities, the last of which is broken",
    size: 50_000,
    action: "merge",
    make: (size) => ({
      package: many(size, (i) => entity(`con_E${i}`, { fields: [lookup(0, [`con_E${i + 1}`])] })),
      target: [],
    }),
  },
  {
    name: "chain of entities with one that needs all of them",
    size: 4_000,
    action: "merge",
    make: (size) => ({
      package: [
        entity("con_Hub", { fields: many(size, (i) => lookup(i, [`con_E${i}`])) }),
        ...many(size, (i) => entity(`con_E${i}`, { fields: [lookup(0, [`con_N${i}`])] })),
        ...many(size, (i) => entity(`con_N${i}`, { fields: [lookup(0, [`con_N${i + 1}`])] })),
      ],
      target: many(size, (i) => entity(`con_E${i}`)),
    }),
  },
  {
    name: "entities that each need each other",
    size: 700,
    action: "merge",
    make: (size) => {
      const names = many(size, (i) => `con_E${i}`);
      return { package: names.map((name) => entity(name, { fields: [lookup(0, names)] })), target: [] };
    },
  },
  {
    name: "small entities that need one missing thing",
    size: 60_000,
    action: "merge",
    make: (size) => ({
      package: many(size, (i) => entity(`con_E${i}`, { fields: [lookup(0, ["con_Gone"])] })),
      target: [],
    }),
  },
  {
    name: "entities of a hundred missing things each",
    size: 10_000,
    action: "merge",
    make: (size) => ({
      package: many(size, (i) =>
        entity(`con_E${i}`, {
          fields: [
            lookup(
              0,
              many(100, (t) => `T${i}_${t}`),
            ),
          ],
        }),
      ),
      target: [],
    }),
  },
  {
    name: "fields translated into 60 languages",
    size: 500,
    action: "merge",
    make: (size) => {
      const translated = (word: string): Entity =>
        entity("con_A", {
          fields: many(size, (i) => text(i)),
          translations: Object.fromEntries(
            many(60, (l) => [
              `${String.fromCharCode(97 + (l % 26))}${String.fromCharCode(97 + Math.floor(l / 26))}`,
              {
                fields: Object.fromEntries(many(size, (i) => [`con_F${i}`, { displayName: `${word} ${i}` }])),
              },
            ]),
          ),
        });
      return { package: [translated("New")], target: [translated("Old")] };
    },
  },
  {
    name: "translations of fields that aren't there",
    size: 200_000,
    action: "merge",
    make: (size) => ({
      package: [
        entity("con_A", {
          translations: {
            "de-DE": { fields: Object.fromEntries(many(size, (i) => [`con_F${i}`, { displayName: "A" }])) },
          },
        }),
      ],
      target: [entity("con_A")],
    }),
  },
  {
    name: "keys over a hundred fields each",
    size: 5_000,
    action: "merge",
    make: (size) => {
      const fields = many(size, (i) => text(i));
      const keys = many(size, (i) => ({
        name: `con_K${i}`,
        fields: many(100, (f) => `con_F${(i + f) % (2 * size)}`),
      }));
      return { package: [entity("con_A", { fields, keys })], target: [entity("con_A", { fields })] };
    },
  },
  {
    name: "entries of one field, and a default of all of them",
    size: 150_000,
    action: "merge",
    make: (size) => {
      const field = (label: string): Field =>
        text(0, {
          type: "multiSelectPicklist",
          entries: entries(size, (i) => `${label}${i}`),
          default: many(size, (i) => i),
        });
      return {
        package: [entity("con_A", { fields: [field("n")] })],
        target: [entity("con_A", { fields: [field("o")] })],
      };
    },
  },
  {
    name: "fields with own entries, all relabelled",
    size: 20_000,
    action: "merge",
    make: (size) => {
      const fields = (label: string): Field[] =>
        many(size, (i) => text(i, { type: "picklist", entries: entries(4, (e) => `${label} ${e}`) }));
      return {
        package: [entity("con_A", { fields: fields("New") })],
        target: [entity("con_A", { fields: fields("Old") })],
      };
    },
  },
  {
    name: "names that differ in letter case",
    size: 20_000,
    action: "merge",
    make: (size) => ({
      package: [
        entity("con_A", { fields: many(size, (i) => text(i)) }),
        ...many(size, (i) => picklist(`con_P${i}`, [])),
      ],
      target: [
        entity("con_A", { fields: many(size, (i) => text(i, { name: `CON_F${i}` })) }),
        ...many(size, (i) => picklist(`CON_P${i}`, [])),
      ],
    }),
  },
  {
    name: "findings under names of 200,000 characters",
    size: 60,
    action: "merge",
    make: (size) => {
      const displayName = "Name ".repeat(40_000);
      const fields = (properties: Partial<Field>): Field[] => many(500, (i) => text(i, properties));
      return {
        package: many(size, (i) =>
          entity(`con_E${i}`, {
            displayName,
            fields: fields({ maxLength: 5, required: true, unique: true }),
          }),
        ),
        target: many(size, (i) => entity(`con_E${i}`, { fields: fields({}) })),
      };
    },
  },
  {
    name: "entities that need one of a name of 200,000 characters",
    size: 20_000,
    action: "merge",
    make: (size) => ({
      package: [
        entity("con_Long", { displayName: "Name ".repeat(40_000), fields: [lookup(0, ["con_Gone"])] }),
        ...many(size, (i) => entity(`con_E${i}`, { fields: [lookup(0, ["con_Long"])] })),
      ],
      target: [],
    }),
  },
  {
    name: "properties that no schema knows",
    size: 200_000,
    action: "overwrite",
    make: (size) => {
      const unknown = (word: string): object =>
        Object.fromEntries(many(size, (i) => [`x${i}`, { deep: [[[word]]] }]));
      return {
        package: [{ ...entity("con_A"), ...unknown("new") }],
        target: [
          { ...entity("con_A"), ...unknown("old"), ...Object.fromEntries(many(1_000, (i) => [`y${i}`, i])) },
        ],
      };
    },
  },
  {
    name: "customizations of a standard entity that many need",
    size: 10_000,
    action: "overwrite",
    make: (size) => {
      const account = (word: string): Entity =>
        entity("Account", {
          kind: "standard",
          fields: many(size, (i) => text(i, { origin: "custom", displayName: word })),
        });
      const users = many(size, (i) => entity(`con_E${i}`, { fields: [lookup(0, ["Account"])] }));
      return { package: [account("New"), ...users], target: [account("Old"), ...users] };
    },
  },
];
