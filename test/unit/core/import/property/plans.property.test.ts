import assert from "node:assert/strict";
import fc from "fast-check";
import { decide } from "../../../../../src/core/import/importPlan";
import { refKey } from "../../../../../src/core/resources/registry";
import { naiveRemovals } from "../../compare/naiveChanges";
import { sorted } from "../../schema/canonicalOrder";
import { runs } from "../../schema/propertyRuns";
import { apply, hasErrors, plan, planWithoutErrors } from "./settle";
import { filesOf, packageOfWorld, worlds } from "./worlds";

describe("any plan", () => {
  it("is the same for the same package, target and choices, in whatever order resources come", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const first = await plan(fs, pkg, world.actions);
        assert.deepEqual(await plan(fs, pkg, world.actions), first);
        const turned = { ...pkg, resources: [...pkg.resources].reverse() };
        const other = await plan(fs, turned, world.actions);
        assert.deepEqual([...other.items].reverse(), first.items);
      }),
      runs(200),
    ));

  it("reads and writes nothing", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const before = [fs.snapshot(), sorted(pkg.resources)];
        await plan(fs, pkg, world.actions);
        assert.deepEqual([fs.snapshot(), sorted(pkg.resources)], before);
      }),
      runs(50),
    ));

  it("is never a go with errors, or with removals that nobody consented to", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const planned = await plan(filesOf(world.target), pkg, world.actions);
        const goes = planned.items.some(
          ({ outcome, before, after }) => outcome === "update" && naiveRemovals(before, after).length > 0,
        );
        const isWrong = planned.items.some(({ outcome }) => outcome === "blocked");
        const without = decide(planned, { removals: false });
        const consented = decide(planned, { removals: true });
        assert.equal(isWrong, without === "errors");
        assert.equal(isWrong, consented === "errors");
        assert.ok(!goes || without !== "go");
        assert.notEqual(consented, "removals-need-consent");
      }),
      runs(300),
    ));

  it("blocks exactly the resources with errors", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        for (const item of (await plan(filesOf(world.target), pkg, world.actions)).items) {
          assert.equal(item.outcome === "blocked", hasErrors(item));
        }
      }),
      runs(100),
    ));

  it("names only actions that do resolve a finding", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        for (const { ref, findings } of (await plan(fs, pkg, world.actions)).items) {
          for (const { rule, severity, resolvedBy, places } of findings) {
            for (const action of resolvedBy) {
              const other = await plan(fs, pkg, { ...world.actions, [refKey(ref)]: action });
              const left = other.items.find((item) => refKey(item.ref) === refKey(ref))!.findings;
              const isLeft = left.some(
                (one) =>
                  one.rule === rule &&
                  one.severity === severity &&
                  // Another field may well have the same problem then.
                  JSON.stringify(one.places) === JSON.stringify(places),
              );
              assert.equal(isLeft, false, `${action} resolves ${severity} ${rule} of ${refKey(ref)}`);
            }
          }
        }
      }),
      runs(200),
    ));
});

describe("merging and then overwriting", () => {
  it("gives what overwriting gives", () =>
    fc.assert(
      fc.asyncProperty(worlds("merge"), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const inTwo = filesOf(world.target);
        const merged = await planWithoutErrors(inTwo, pkg, world.actions);
        const overwritten = await planWithoutErrors(filesOf(world.target), pkg, {
          ...merged.actions,
          "*": "overwrite",
        });
        // What can't be overwritten isn't merged either, so that both ways concern the same resources.
        const merging = await planWithoutErrors(inTwo, pkg, { ...overwritten.actions, "*": "merge" });
        await apply(inTwo, merging.plan);
        const second = await plan(inTwo, pkg, { ...merging.actions, "*": "overwrite" });
        // Merging may have mended what was wrong in the target, which overwriting would then break again.
        fc.pre(!second.items.some(hasErrors));
        await apply(inTwo, second);
        const inOne = filesOf(world.target);
        await apply(inOne, await plan(inOne, pkg, { ...merging.actions, "*": "overwrite" }));
        assert.deepEqual(contents(inTwo.snapshot()), contents(inOne.snapshot()));
      }),
      runs(300),
    ));
});

/** Files without what formatting and the order of keys make of them. */
function contents(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, sorted(JSON.parse(text))]));
}
