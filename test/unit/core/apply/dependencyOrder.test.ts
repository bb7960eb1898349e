import assert from "node:assert/strict";
import { inDependencyOrder } from "../../../../src/core/apply/dependencyOrder";
import type { PlanItem } from "../../../../src/core/import/importPlan";
import { planImport } from "../../../../src/core/import/planImport";
import type { Definition } from "../../../../src/core/resources/resourceType";
import {
  entity,
  loadTestEnvironment,
  lookupField,
  openTestPackage,
  picklist,
  picklistField,
} from "../../../support/factories";
import { steadyPacer } from "../../../support/testPlatform";

/** The names of new resources in the order in which they would be written. */
async function orderOf(...definitions: Definition[]): Promise<string[]> {
  return inDependencyOrder(await itemsOf(definitions)).map((item) => item.ref.name);
}

async function itemsOf(definitions: readonly Definition[]): Promise<readonly PlanItem[]> {
  const pkg = await openTestPackage({ definitions });
  const plan = await planImport(pkg, await loadTestEnvironment(), () => undefined, steadyPacer);
  return plan.items;
}

const needing = (name: string, ...targets: string[]): Definition =>
  entity({ name, fields: targets.length > 0 ? [lookupField(targets)] : [] });

describe("the order in which resources are written", () => {
  it("puts each behind what it needs", async () => {
    assert.deepEqual(await orderOf(needing("A", "B"), needing("B", "C"), needing("C")), ["C", "B", "A"]);
  });

  it("puts a picklist before the entity that uses it", async () => {
    const user = entity({ name: "A", fields: [picklistField({ picklist: "Z" })] });
    assert.deepEqual(await orderOf(user, picklist({ name: "Z" })), ["Z", "A"]);
  });

  it("keeps the package's order where nothing is needed", async () => {
    assert.deepEqual(await orderOf(needing("A"), needing("B"), needing("C")), ["A", "B", "C"]);
  });

  it("has each once where many need the same", async () => {
    const order = await orderOf(
      needing("A", "C", "D"),
      needing("B", "D", "C"),
      needing("C", "D"),
      needing("D"),
    );
    assert.deepEqual(order, ["D", "C", "A", "B"]);
  });

  it("has each once in a circle", async () => {
    const order = await orderOf(
      needing("A", "B", "A"),
      needing("B", "C"),
      needing("C", "A", "D"),
      needing("D"),
    );
    assert.deepEqual([...order].sort(), ["A", "B", "C", "D"]);
    assert.ok(order.indexOf("D") < order.indexOf("C"));
    assert.equal(order[3], "A");
  });

  it("has room for chains longer than the call stack", async () => {
    const [one] = await itemsOf([needing("A", "B"), needing("B")]);
    assert.ok(one);
    const length = 30_000;
    const chain = Array.from({ length }, (_, index): PlanItem => {
      const after = needing(`E${index}`, `E${index + 1}`);
      return { ...one, ref: { type: "entity", name: after.name }, after };
    });
    const order = inDependencyOrder(chain);
    assert.equal(order.length, length);
    assert.equal(order[0]?.ref.name, `E${length - 1}`);
  });
});
