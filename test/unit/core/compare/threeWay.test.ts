import assert from "node:assert/strict";
import { compare, type Change } from "../../../../src/core/compare/compare";
import { threeWay, type ChangedBy } from "../../../../src/core/compare/threeWay";
import { entityType } from "../../../../src/core/resources/entityType";
import { picklistType } from "../../../../src/core/resources/picklistType";
import type { Definition } from "../../../../src/core/resources/resourceType";
import { entity, entry, field, picklist } from "../../../support/factories";

interface Sides {
  readonly base: Definition | undefined;
  /** What the last package had; left out when nobody knows. */
  readonly packaged?: Definition;
  readonly tookPackage?: boolean;
  readonly target: Definition;
  readonly incoming: Definition;
  /** Whether the package brings something else than last time. */
  readonly isNew?: boolean;
}

/** Each change by its path: what the last import left, and who changed it. */
function told({
  base,
  packaged,
  tookPackage = true,
  target,
  incoming,
  isNew = true,
}: Sides): Record<string, [unknown, ChangedBy]> {
  const { layout } = "entries" in target ? picklistType : entityType;
  const changes = compare(layout, target, incoming);
  const known = threeWay(
    layout,
    { definition: base, packaged, tookPackage, isChangedInPackage: isNew },
    changes,
  );
  assert.deepEqual(
    known.map(({ change }) => change),
    changes,
  );
  const pathOf = ({ path }: Change): string => path.join(" ");
  return Object.fromEntries(
    known.map(({ change, base: left, changedBy }) => [pathOf(change), [left, changedBy]]),
  );
}

const project = (...lengths: (number | undefined)[]): Definition =>
  entity({
    fields: lengths.flatMap((maxLength, index) =>
      maxLength === undefined ? [] : [field({ name: `con_F${index}`, maxLength })],
    ),
  });

describe("telling who changed what", () => {
  it("takes another spelling of the same for no change", () => {
    const colored = (color: string, description?: string): Definition =>
      picklist({ entries: [{ ...entry(1), color, ...(description !== undefined && { description }) }] });
    assert.deepEqual(
      told({ base: colored("#FFF"), target: colored("#ffffff", ""), incoming: colored("#000", "New") }),
      { "entries 1 color": ["#FFF", "package"], "entries 1 description": [undefined, "package"] },
    );
  });

  it("tells apart package, target and both, property by property", () => {
    assert.deepEqual(told({ base: project(1, 1, 1), target: project(1, 2, 2), incoming: project(3, 1, 3) }), {
      "fields con_F0 maxLength": [1, "package"],
      "fields con_F1 maxLength": [1, "target"],
      "fields con_F2 maxLength": [1, "both"],
    });
  });

  it("knows what came and what went, and gives whole parts", () => {
    const one = (name: string): unknown => field({ name, maxLength: 1 });
    assert.deepEqual(
      told({
        base: project(undefined, 1, undefined, 1),
        target: project(undefined, undefined, 1, 1),
        incoming: project(1, 1, undefined, undefined),
      }),
      {
        "fields con_F0": [undefined, "package"],
        "fields con_F1": [one("con_F1"), "target"],
        "fields con_F2": [undefined, "target"],
        "fields con_F3": [one("con_F3"), "package"],
      },
    );
  });

  it("tells both where both added a part, but not the same", () => {
    const changed = told({ base: project(), target: project(1), incoming: project(2) });
    assert.deepEqual(changed, { "fields con_F0 maxLength": [undefined, "both"] });
  });

  it("looks into translations", () => {
    const translated = (displayName: string): Definition =>
      entity({ translations: { "de-DE": { fields: { con_Name: { displayName } } } } });
    assert.deepEqual(told({ base: translated("A"), target: translated("B"), incoming: translated("C") }), {
      "translations de-DE fields con_Name displayName": ["A", "both"],
    });
  });

  it("tells who changed an order, whatever else came or went", () => {
    const stage = (...values: number[]): Definition =>
      picklist({ entries: values.map((value) => entry(value)) });
    const order = (sides: Sides): unknown => told(sides)["entries"]?.[1];
    assert.equal(order({ base: stage(1, 2, 3), target: stage(1, 3), incoming: stage(3, 2, 1) }), "package");
    assert.equal(order({ base: stage(1, 2, 3), target: stage(2, 1), incoming: stage(1, 2, 4) }), "target");
    assert.equal(order({ base: stage(1, 2, 3), target: stage(2, 1, 3), incoming: stage(3, 1, 2) }), "both");
    assert.deepEqual(
      told({ base: stage(1, 2), target: stage(1, 2), incoming: stage(2, 1) })["entries"]?.[0],
      [1, 2],
    );
  });

  it("blames nobody for what the last import left different", () => {
    const sides = { base: project(1), target: project(1), incoming: project(2) };
    assert.deepEqual(told({ ...sides, isNew: false }), { "fields con_F0 maxLength": [1, "neither"] });
  });

  it("blames only the target where the package is the same again", () => {
    const sides = { base: project(1), target: project(3), incoming: project(2) };
    assert.deepEqual(told({ ...sides, isNew: false }), { "fields con_F0 maxLength": [1, "target"] });
  });

  it("says so where nobody knows what was left", () => {
    assert.deepEqual(told({ base: undefined, target: project(1), incoming: project(2) }), {
      "fields con_F0 maxLength": [undefined, "unknown"],
    });
  });
});
