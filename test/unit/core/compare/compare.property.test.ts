import assert from "node:assert/strict";
import fc from "fast-check";
import { compare, type Change } from "../../../../src/core/compare/compare";
import type { ObjectLayout } from "../../../../src/core/compare/layout";
import { entityType } from "../../../../src/core/resources/entityType";
import { picklistType } from "../../../../src/core/resources/picklistType";
import { customEntity, picklist, standardEntity, type AnyDefinition } from "../import/property/definitions";
import { sorted } from "../schema/canonicalOrder";
import { runs } from "../schema/propertyRuns";
import { orderOf } from "./leaves";
import { naiveChanges } from "./naiveChanges";

const subjects: readonly (readonly [string, ObjectLayout, fc.Arbitrary<AnyDefinition>])[] = [
  ["custom entities", entityType.layout, customEntity(["E"])],
  ["standard entities", entityType.layout, standardEntity(["E"])],
  ["picklists", picklistType.layout, picklist(["P"])],
];

for (const [name, layout, definitions] of subjects) {
  describe(`comparing ${name}`, () => {
    it("finds what a plain walk over both finds, no more and no less", () => {
      fc.assert(
        fc.property(pairs(definitions), ([before, after]) => {
          const found = compare(layout, before, after).filter(({ kind }) => kind !== "reordered");
          assert.deepEqual(found.map(lineOf).sort(), naiveChanges(before, after));
        }),
        runs(600),
      );
    });

    it("finds nothing between a definition and its copy, whatever the order of keys", () => {
      fc.assert(
        fc.property(definitions, (one) => {
          assert.deepEqual(compare(layout, one, one), []);
          assert.deepEqual(compare(layout, one, JSON.parse(sorted(one))), []);
        }),
        runs(200),
      );
    });

    it("finds something wherever the meaning or the order differs, and nothing elsewhere", () => {
      fc.assert(
        fc.property(pairs(definitions), ([before, after]) => {
          const isSame = naiveChanges(before, after).length === 0 && orderOf(before) === orderOf(after);
          assert.equal(compare(layout, before, after).length === 0, isSame);
        }),
        runs(600),
      );
    });

    it("finds the opposite the other way round", () => {
      fc.assert(
        fc.property(pairs(definitions), ([one, other]) => {
          const back = compare(layout, other, one).map(({ kind, path, before, after }) => [
            kind === "added" ? "removed" : kind === "removed" ? "added" : kind,
            path,
            after,
            before,
          ]);
          const forth = compare(layout, one, other).map(({ kind, path, before, after }) => [
            kind,
            path,
            before,
            after,
          ]);
          assert.deepEqual(new Set(back.map(sorted)), new Set(forth.map(sorted)));
        }),
        runs(300),
      );
    });
  });
}

/** `- fields/a` */
function lineOf({ kind, path }: Change): string {
  return `${kind === "added" ? "+" : kind === "removed" ? "-" : "~"} ${path.join("/")}`;
}

/** Two definitions; most have much in common. */
function pairs(definitions: fc.Arbitrary<AnyDefinition>): fc.Arbitrary<[AnyDefinition, AnyDefinition]> {
  return fc.tuple(definitions, definitions, fc.nat(3), fc.nat()).map(([one, other, common, turn]) => {
    const mixed = Object.entries({ ...one, ...other }).flatMap(([key, value]): [string, unknown][] => {
      const from = (key.length + turn) % 4 < common ? one : other;
      return from === other ? [[key, value]] : Object.hasOwn(one, key) ? [[key, one[key]]] : [];
    });
    return [one, Object.fromEntries(mixed) as AnyDefinition];
  });
}
