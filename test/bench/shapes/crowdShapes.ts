import type { Entity, Field } from "../../../src/core/model/entity";
import { choice, entity, entries, lookup, many, picklist, text } from "./make";
import type { Shape, ShapeContent } from "./shape";

/** Many resources that have to do with each other, or very much to do with one. */
export const crowdShapes: readonly Shape[] = [
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
    name: "references of entities that each need each other",
    size: 490_000,
    action: "merge",
    make: (size: number): ShapeContent => {
      const names = many(Math.round(Math.sqrt(size)), (i) => `con_E${i}`);
      return { package: names.map((name) => entity(name, { fields: [lookup(0, names)] })), target: [] };
    },
  },
  {
    name: "small entities that need one missing thing",
    size: 50_000,
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
    make: (size: number): ShapeContent => {
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
    name: "customizations of a standard entity that many need",
    size: 10_000,
    action: "overwrite",
    make: (size: number): ShapeContent => {
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
