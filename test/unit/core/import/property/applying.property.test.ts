import assert from "node:assert/strict";
import fc from "fast-check";
import { resourceTypeOf } from "../../../../../src/core/resources/registry";
import { canonicalOrder, sorted } from "../../schema/canonicalOrder";
import { runs } from "../../schema/propertyRuns";
import { leavesOf } from "../../compare/leaves";
import { countProblems, newProblems } from "../importing";
import { apply, plan, planWithoutErrors } from "./settle";
import { exportAll, filesOf, load, packageOfWorld, worlds } from "./worlds";

describe("applying any plan", () => {
  it("writes exactly what the plan says, and nothing else", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const expected = fs.snapshot();
        const settled = await planWithoutErrors(fs, pkg, world.actions);
        for (const { outcome, file, ref, after } of settled.plan.items) {
          if (outcome === "create" || outcome === "update") {
            const inOrder = canonicalOrder(resourceTypeOf(ref).shape.schema, after);
            expected[file] = `${JSON.stringify(inOrder, null, 2)}\n`;
          }
        }
        await apply(fs, settled.plan);
        assert.deepEqual(fs.snapshot(), expected);
      }),
      runs(300),
    ));

  it("leaves the target with the definitions that the plan says", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const settled = await planWithoutErrors(fs, pkg, world.actions);
        await apply(fs, settled.plan);
        const target = await load(fs);
        for (const { ref, outcome, before, after } of settled.plan.items) {
          const expected = outcome === "skip" ? before : after;
          const found = target.find(ref);
          assert.equal(found === undefined, expected === undefined);
          assert.deepEqual(found && leavesOf(found), expected && leavesOf(expected));
        }
      }),
      runs(300),
    ));

  it("breaks nothing that was sound", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const before = await countProblems(fs);
        const settled = await planWithoutErrors(fs, pkg, world.actions);
        await apply(fs, settled.plan);
        assert.deepEqual(await newProblems(fs, before), []);
      }),
      runs(400),
    ));

  it("leaves nothing to do for the same import", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const settled = await planWithoutErrors(fs, pkg, world.actions);
        await apply(fs, settled.plan);
        const again = await plan(fs, pkg, settled.actions);
        const unsettled = again.items.filter(({ outcome }) => outcome !== "skip" && outcome !== "unchanged");
        assert.deepEqual(
          unsettled.map(({ ref, outcome, changes }) => ({ ref, outcome, changes })),
          [],
        );
      }),
      runs(400),
    ));
});

describe("an environment's own export", () => {
  it("changes nothing in it, whatever is chosen", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async ({ target, actions }) => {
        const fs = filesOf(target);
        const pkg = await exportAll(await load(fs));
        fc.pre(pkg !== undefined);
        const { items } = await plan(fs, pkg, actions);
        const touched = items.filter(({ outcome }) => outcome !== "skip" && outcome !== "unchanged");
        assert.deepEqual(
          touched.map(({ ref, changes, findings }) => ({ ref, changes, findings })),
          [],
        );
      }),
      runs(300),
    ));

  it("is the same again after it went through an empty environment", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async ({ source }) => {
        const custom = source.filter(({ kind }) => kind === "custom");
        const pkg = await exportAll(await load(filesOf(custom)));
        fc.pre(pkg !== undefined);
        const fs = filesOf([]);
        const settled = await planWithoutErrors(fs, pkg, {});
        await apply(fs, settled.plan);
        const imported = settled.plan.items.filter(({ outcome }) => outcome === "create");
        const back = await exportAll(await load(fs));
        assert.deepEqual(
          (back?.resources ?? []).map(({ ref, sha256 }) => ({ ref, sha256 })),
          imported.map(({ ref, resource: { sha256 } }) => ({ ref, sha256 })),
        );
        assert.equal(
          sorted((back?.resources ?? []).map((one) => one.definition)),
          sorted(imported.map((one) => one.after)),
        );
      }),
      runs(300),
    ));
});
