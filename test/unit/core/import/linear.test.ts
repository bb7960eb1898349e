import assert from "node:assert/strict";
import { Environment } from "../../../../src/core/environment/environment";
import { planImport } from "../../../../src/core/import/planImport";
import type { Entity } from "../../../../src/core/model/entity";
import type { Picklist } from "../../../../src/core/model/picklist";
import type { Definition } from "../../../../src/core/resources/resourceType";
import type { Shape } from "../../../bench/shapes/shape";
import { shapes } from "../../../bench/shapes/shapes";
import { ReadCounter } from "../../../support/countingReads";
import { loadTestEnvironment, openTestPackage } from "../../../support/factories";
import { steadyPacer } from "../../../support/testPlatform";

/** Small enough to be quick, and large enough for what grows with the square to outweigh all else. */
const mostSize = 300;
/** 2 is linear. */
const mostGrowth = 2.2;

function isPicklist(definition: Definition): definition is Picklist {
  return "entries" in definition;
}

function isEntity(definition: Definition): definition is Entity {
  return "fields" in definition;
}

/** How often properties of the package's and the target's definitions are read to plan an import of this size. */
async function readsToPlan(shape: Shape, count: number): Promise<number> {
  const content = shape.make(count);
  const counter = new ReadCounter();
  const pkg = await openTestPackage({ definitions: content.package });
  const target = await loadTestEnvironment({
    entities: content.target.filter(isEntity),
    picklists: content.target.filter(isPicklist),
  });
  const watchedPackage = {
    ...pkg,
    resources: pkg.resources.map((one) => ({ ...one, definition: counter.watch(one.definition) })),
  };
  const watchedTarget = new Environment(
    target.fs,
    target.header,
    target.resources.map((one) => ({ ...one, definition: counter.watch(one.definition) })),
    target.broken,
    target.problems,
    target.codec,
  );
  await planImport(watchedPackage, watchedTarget, () => shape.action, steadyPacer);
  return counter.count;
}

describe("the work of planning grows no faster than what is planned", () => {
  for (const shape of shapes) {
    it(shape.name, async () => {
      const size = Math.min(mostSize, shape.size / 2);
      const half = await readsToPlan(shape, size);
      const whole = await readsToPlan(shape, 2 * size);
      assert.ok(whole <= mostGrowth * half, `${half} reads, and ${whole} for twice as much`);
    });
  }
});
