import type { Field } from "../../../src/core/model/entity";
import { choice, entity, entries, many, picklist, text } from "./make";
import type { Shape, ShapeContent } from "./shape";

/** Lists of entries of all kinds. */
export const entryShapes: readonly Shape[] = [
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
    name: "entries of one field, and a default of all of them",
    size: 150_000,
    action: "merge",
    make: (size: number): ShapeContent => {
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
];
