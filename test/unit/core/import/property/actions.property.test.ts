import assert from "node:assert/strict";
import fc from "fast-check";
import type { PlanItem } from "../../../../../src/core/import/importPlan";
import type { MergeAction } from "../../../../../src/core/import/merge";
import type { Definition } from "../../../../../src/core/resources/resourceType";
import { inMeaning, leavesOf } from "../../compare/leaves";
import { naiveRemovals } from "../../compare/naiveChanges";
import { changedOpenLeaves, openLines } from "../../compare/naiveOpen";
import { runs } from "../../schema/propertyRuns";
import { customParts, expectedLeaves, leavesBeside, leavesOfParts } from "./oracle";
import { hasErrors, plan, removalRules } from "./settle";
import { filesOf, packageOfWorld, worlds, type World } from "./worlds";

const mergeActions: readonly MergeAction[] = ["merge", "add", "overwrite"];

/** An item of a resource that both sides have and that can be imported. */
type Meeting = PlanItem & { readonly before: Definition; readonly after: Definition };

async function meetings(world: World): Promise<Meeting[]> {
  const pkg = await packageOfWorld(world);
  fc.pre(pkg !== undefined);
  const { items } = await plan(filesOf(world.target), pkg, world.actions);
  return items.filter((item): item is Meeting => Boolean(item.before && item.after) && !hasErrors(item));
}

for (const action of mergeActions) {
  describe(`importing with ${action}`, () => {
    it("makes of custom resources what the rules say, leaf by leaf", () =>
      fc.assert(
        fc.asyncProperty(worlds(action), async (world) => {
          for (const { before, after, resource } of await meetings(world)) {
            if (before.kind === "custom") {
              assert.deepEqual(
                inMeaning(leavesOf(after)),
                inMeaning(
                  expectedLeaves(before, resource.definition!, leavesOf(resource.definition), action),
                ),
              );
            }
          }
        }),
        runs(300),
      ));

    it("makes of customizations what the rules say, and touches nothing beside them", () =>
      fc.assert(
        fc.asyncProperty(worlds(action), async (world) => {
          for (const { before, after, resource } of await meetings(world)) {
            if (before.kind === "standard") {
              const parts = customParts(before, resource.definition!);
              assert.deepEqual(leavesBeside(leavesOf(after), parts), leavesBeside(leavesOf(before), parts));
              // Texts of what the package doesn't bring are no customizations of it.
              const theirs = leavesOfParts(leavesOf(resource.definition), customParts(resource.definition!));
              const expected = expectedLeaves(before, resource.definition!, theirs, action);
              assert.deepEqual(
                inMeaning(leavesOfParts(leavesOf(after), parts)),
                inMeaning(leavesOfParts(expected, parts)),
              );
            }
          }
        }),
        runs(400),
      ));

    it("keeps the order of whoever wins", () =>
      fc.assert(
        fc.asyncProperty(worlds(action), async (world) => {
          for (const { before, after, resource } of await meetings(world)) {
            const leading = action === "add" || before.kind === "standard" ? before : resource.definition!;
            for (const list of ["fields", "keys", "entries"]) {
              const order = idsOf(after[list]);
              const wanted = idsOf(leading[list]);
              assert.deepEqual(
                order.filter((id) => wanted.includes(id)),
                wanted.filter((id) => order.includes(id)),
              );
            }
          }
        }),
        runs(200),
      ));

    it("removes nothing without saying so, and says of nothing else that it goes", () =>
      fc.assert(
        fc.asyncProperty(worlds(action), async (world) => {
          for (const item of await meetings(world)) {
            const said = removalRules(item).filter((rule) => rule !== "type-changed");
            assert.deepEqual(said.sort(), naiveRemovals(item.before, item.after));
          }
        }),
        runs(400),
      ));
  });
}

describe("importing with merge or add", () => {
  /** What is taken away inside of what no schema knows, where only the whole can be merged. */
  const inOpen = ({ before, after }: Meeting): string[] =>
    changedOpenLeaves(leavesOf(before), leavesOf(after)).flatMap((one) =>
      openLines(...one).filter((line) => line.startsWith("-")),
    );

  it("removes nothing but items of lists that no schema knows", () =>
    fc.assert(
      fc.asyncProperty(worlds("merge"), worlds("add"), async (one, other) => {
        for (const item of [...(await meetings(one)), ...(await meetings(other))]) {
          const isLosing = inOpen(item).length > 0;
          assert.equal(removalRules(item).length > 0, isLosing);
          assert.equal(naiveRemovals(item.before, item.after).length > 0, isLosing);
        }
      }),
      runs(300),
    ));
});

describe("importing with skip", () => {
  it("changes nothing and finds nothing", () =>
    fc.assert(
      fc.asyncProperty(worlds("skip"), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const { items } = await plan(filesOf(world.target), pkg, world.actions);
        for (const { outcome, after, changes, findings } of items) {
          assert.deepEqual(
            { outcome, after, changes, findings },
            { outcome: "skip", after: undefined, changes: [], findings: [] },
          );
        }
      }),
      runs(50),
    ));
});

/** The ids of a list's items; none for what isn't a list. */
function idsOf(list: unknown): unknown[] {
  return Array.isArray(list)
    ? (list as Record<string, unknown>[]).map((item) => item["name"] ?? item["value"])
    : [];
}
