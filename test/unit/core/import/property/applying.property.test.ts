import assert from "node:assert/strict";
import fc from "fast-check";
import { applyPlan } from "../../../../../src/core/apply/applyPlan";
import type { Applied } from "../../../../../src/core/apply/applyResult";
import type { PlanItem } from "../../../../../src/core/import/importPlan";
import { refKey, resourceTypeOf } from "../../../../../src/core/resources/registry";
import { MemoryFileSystem } from "../../../../support/memoryFileSystem";
import { testPlatform } from "../../../../support/testPlatform";
import { canonicalOrder, sorted } from "../../schema/canonicalOrder";
import { runs } from "../../schema/propertyRuns";
import { leavesOf } from "../../compare/leaves";
import { countProblems, newProblems } from "../importing";
import { apply, hasErrors, plan, planWithoutErrors, type Settled } from "./settle";
import { exportAll, filesOf, load, packageOfWorld, worlds } from "./worlds";

/** The text of a written file, made the slow and plain way. */
function writtenText({ ref, after }: Pick<PlanItem, "ref" | "after">): string {
  const inOrder = canonicalOrder(resourceTypeOf(ref).shape.schema, after);
  return `${JSON.stringify(inOrder, null, 2)}\n`;
}

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
            expected[file] = writtenText({ ref, after });
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

/** Which files can't be written, and which of them can't be put back or removed either: one number for each write. */
const faults = fc.array(fc.constantFrom(0, 0, 1), { minLength: 8, maxLength: 8 });

describe("applying any plan when files can't be written", () => {
  /** Applies a plan with failing writes and checks what holds under all circumstances. */
  async function applyFailing(
    fs: MemoryFileSystem,
    settled: Settled,
    failing: readonly number[],
    onFailure: "go-on" | "roll-back",
  ): Promise<Applied> {
    const before = fs.snapshot();
    failing.forEach((isFailing, index) => {
      if (isFailing) {
        fs.failOn({ operation: "write", path: fileAt(settled, index), code: "no-space" });
      }
    });
    const result = await applyPlan(fs, await load(fs), settled.plan, testPlatform, { onFailure });
    assert.ok(result.outcome !== "target-changed");
    const expected = { ...before };
    for (const { item, state } of result.items) {
      assert.ok(state !== "left-changed");
      if (state === "written") {
        expected[item.file] = writtenText(item);
      }
    }
    assert.deepEqual(fs.snapshot(), expected);
    const written = result.items.filter(({ state }) => state === "written").length;
    const isAll = written === result.items.length;
    assert.equal(result.outcome, isAll ? "applied" : written > 0 ? "partial" : "failed");
    return result;
  }

  it("leaves each file as it was or as planned, as the result says, and breaks nothing that was sound", () =>
    fc.assert(
      fc.asyncProperty(worlds(), faults, async (world, failing) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const problems = await countProblems(fs);
        const settled = await planWithoutErrors(fs, pkg, world.actions);
        const result = await applyFailing(fs, settled, failing, "go-on");
        assert.deepEqual(await newProblems(fs, problems), []);
        const wholly = filesOf(world.target);
        await apply(wholly, settled.plan);
        const [after, planned] = [await load(fs), await load(wholly)];
        for (const { item } of result.items.filter((one) => one.state === "written")) {
          for (const { to } of resourceTypeOf(item.ref).references(item.after!)) {
            assert.deepEqual(after.find(to), planned.find(to), `${refKey(item.ref)} needs ${refKey(to)}`);
          }
        }
      }),
      runs(400),
    ));

  it("imports what planning without the rest would import", () =>
    fc.assert(
      fc.asyncProperty(worlds(), faults, async (world, failing) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const settled = await planWithoutErrors(fs, pkg, world.actions);
        const { items } = await applyFailing(fs, settled, failing, "go-on");
        const others = items.filter(({ state }) => state !== "written").map(({ item }) => item);
        const skips = others.map(({ ref }) => [refKey(ref), "skip"] as const);
        const apart = filesOf(world.target);
        const planned = await plan(apart, pkg, { ...settled.actions, ...Object.fromEntries(skips) });
        assert.deepEqual(planned.items.filter(hasErrors), []);
        await apply(apart, planned);
        assert.deepEqual(fs.snapshot(), apart.snapshot());
      }),
      runs(400),
    ));

  it("can be made whole by importing again, as if nothing had failed", () =>
    fc.assert(
      fc.asyncProperty(worlds(), faults, async (world, failing) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const settled = await planWithoutErrors(fs, pkg, world.actions);
        await applyFailing(fs, settled, failing, "go-on");
        const mended = new MemoryFileSystem(fs.snapshot());
        await apply(mended, await plan(mended, pkg, settled.actions));
        const whole = filesOf(world.target);
        await apply(whole, settled.plan);
        assert.deepEqual(mended.snapshot(), whole.snapshot());
      }),
      runs(200),
    ));

  it("is rolled back by itself where that is wanted", () =>
    fc.assert(
      fc.asyncProperty(worlds(), faults, async (world, failing) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const before = fs.snapshot();
        const settled = await planWithoutErrors(fs, pkg, world.actions);
        const result = await applyFailing(fs, settled, failing, "roll-back");
        assert.deepEqual(fs.snapshot(), result.outcome === "applied" ? fs.snapshot() : before);
      }),
      runs(200),
    ));
});

/** The file of one of the items that a plan writes; of another one than any where there are fewer. */
function fileAt({ plan: { items } }: Settled, index: number): string {
  const written = items.filter(({ outcome }) => outcome === "create" || outcome === "update");
  return written[index]?.file ?? "nowhere";
}

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
