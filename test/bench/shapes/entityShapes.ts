import type { Entity, Field } from "../../../src/core/model/entity";
import { entity, entries, many, text } from "./make";
import type { Shape, ShapeContent } from "./shape";

/** One entity that has very much of something. */
export const entityShapes: readonly Shape[] = [
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
    name: "defaults that don't fit",
    size: 17_000,
    action: "merge",
    make: (size) => ({
      package: [entity("con_A", { fields: many(size, (i) => text(i, { type: "boolean", default: "yes" })) })],
      target: [entity("con_A", { fields: many(size, (i) => text(i, { type: "boolean" })) })],
    }),
  },
  {
    name: "fields translated into 60 languages",
    size: 500,
    action: "merge",
    make: (size: number): ShapeContent => {
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
    make: (size: number): ShapeContent => {
      const fields = many(size, (i) => text(i));
      const keys = many(size, (i) => ({
        name: `con_K${i}`,
        fields: many(100, (f) => `con_F${(i + f) % (2 * size)}`),
      }));
      return { package: [entity("con_A", { fields, keys })], target: [entity("con_A", { fields })] };
    },
  },
  {
    name: "fields with own entries, all relabelled",
    size: 20_000,
    action: "merge",
    make: (size: number): ShapeContent => {
      const fields = (label: string): Field[] =>
        many(size, (i) => text(i, { type: "picklist", entries: entries(4, (e) => `${label} ${e}`) }));
      return {
        package: [entity("con_A", { fields: fields("New") })],
        target: [entity("con_A", { fields: fields("Old") })],
      };
    },
  },
  {
    name: "properties that no schema knows",
    size: 200_000,
    action: "overwrite",
    make: (size: number): ShapeContent => {
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
];
