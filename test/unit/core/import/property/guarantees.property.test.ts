import assert from "node:assert/strict";
import fc from "fast-check";
import { refKey } from "../../../../../src/core/resources/registry";
import { resourceTypeOf } from "../../../../../src/core/resources/registry";
import type { Problem } from "../../../../../src/core/environment/environment";
import { inMeaning, leavesOf } from "../../compare/leaves";
import { runs } from "../../schema/propertyRuns";
import type { AnyDefinition } from "./definitions";
import { apply, hasErrors, plan, planWithoutErrors } from "./settle";
import { exportAll, filesOf, load, packageOfWorld, worlds } from "./worlds";

describe("any import", () => {
  it("leaves no file with a problem in words that weren't said before, unless it wrote that file", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const before = wordsOf((await load(fs)).problems);
        const settled = await planWithoutErrors(fs, pkg, world.actions);
        await apply(fs, settled.plan);
        const written = new Set(
          settled.plan.items
            .filter(({ outcome }) => outcome === "create" || outcome === "update")
            .map(({ file }) => file),
        );
        const left = (await load(fs)).problems.filter(({ file }) => !written.has(file));
        assert.deepEqual(
          wordsOf(left).filter((words) => !before.includes(words)),
          [],
        );
      }),
      runs(300),
    ));

  it("mends the problems that it says it mends, and leaves those that it says it leaves", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const { problems } = await load(fs);
        const { plan: settled } = await planWithoutErrors(fs, pkg, world.actions);
        assert.deepEqual(
          [...settled.mended, ...settled.preexisting].sort(byPlace),
          [...problems].sort(byPlace),
        );
        await apply(fs, settled);
        const { problems: left } = await load(fs);
        // What something is called may be another word then.
        const sorts = new Set(left.map(({ file, code }) => `${file} ${code}`));
        assert.deepEqual(
          settled.preexisting.filter(({ file, code }) => !sorts.has(`${file} ${code}`)),
          [],
        );
        // In a file that is written, another part of the same label may have come, with the same words.
        const written = new Set(
          settled.items.filter(({ changes }) => changes.length > 0).map(({ file }) => file),
        );
        const elsewhere = settled.mended.filter(({ file }) => !written.has(file));
        assert.deepEqual(
          wordsOf(elsewhere).filter((words) => wordsOf(left).includes(words)),
          [],
        );
      }),
      runs(400),
    ));

  it("creates nothing that is broken", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const settled = await planWithoutErrors(fs, pkg, world.actions);
        await apply(fs, settled.plan);
        const created = settled.plan.items
          .filter(({ outcome }) => outcome === "create")
          .map(({ file }) => file);
        const { problems } = await load(fs);
        assert.deepEqual(
          problems.filter(({ file, severity }) => severity === "error" && created.includes(file)),
          [],
        );
      }),
      runs(200),
    ));

  it("finds the same in whatever order the package has its resources", () =>
    fc.assert(
      fc.asyncProperty(worlds(), fc.infiniteStream(fc.nat()), async (world, ranks) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        const ranked = pkg.resources.map((resource) => ({ resource, rank: ranks.next().value as number }));
        const resources = ranked.sort((a, b) => a.rank - b.rank).map(({ resource }) => resource);
        const first = await plan(fs, pkg, world.actions);
        const other = await plan(fs, { ...pkg, resources }, world.actions);
        const inOrder = first.items.map(({ ref }) =>
          other.items.find((item) => refKey(item.ref) === refKey(ref)),
        );
        assert.deepEqual(inOrder, first.items);
        assert.deepEqual(other.findings, first.findings);
      }),
      runs(200),
    ));

  it("finds nothing any more that a step resolves, where the step is a choice for another resource", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        const fs = filesOf(world.target);
        for (const { ref, findings } of (await plan(fs, pkg, world.actions)).items) {
          for (const { message, severity, steps = [] } of findings) {
            for (const step of steps) {
              if (step.kind !== "choose") {
                continue;
              }
              const other = await plan(fs, pkg, { ...world.actions, [refKey(step.ref)]: step.action });
              const left = other.items.find((item) => refKey(item.ref) === refKey(ref))!.findings;
              const isLeft = left.some((one) => one.message === message && one.severity === severity);
              assert.equal(isLeft, false, `${step.action} for ${refKey(step.ref)}: ${message}`);
            }
          }
        }
      }),
      runs(300),
    ));
});

describe("customizations of standard entities", () => {
  it("are the same again after they went through an environment that had none", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async ({ source }) => {
        const pkg = await exportAll(await load(filesOf(source)));
        fc.pre(pkg?.resources.some(({ kind }) => kind === "standard") ?? false);
        const fs = filesOf(source.filter(({ kind }) => kind === "standard").map(asDelivered));
        const settled = await planWithoutErrors(fs, pkg!, {});
        await apply(fs, settled.plan);
        const back = await exportAll(await load(fs));
        const standard = settled.plan.items.filter(
          ({ resource, outcome }) => resource.kind === "standard" && outcome === "update",
        );
        for (const { ref, resource } of standard) {
          const returned = back?.resources.find((one) => refKey(one.ref) === refKey(ref));
          assert.equal(returned?.sha256, resource.sha256, refKey(ref));
        }
      }),
      runs(300),
    ));
});

/** A standard entity as it is before anybody customizes it. */
function asDelivered(definition: AnyDefinition): AnyDefinition {
  const parts = (list: string): Record<string, unknown>[] =>
    (definition[list] ?? []) as Record<string, unknown>[];
  const isStandard = (part: Record<string, unknown>): boolean => part["origin"] !== "custom";
  const keys = parts("keys").filter(isStandard);
  const rest = Object.entries(definition).filter(([key]) => key !== "keys" && key !== "translations");
  return Object.assign(Object.fromEntries(rest) as AnyDefinition, {
    ...(parts("fields").length > 0 && { fields: parts("fields").filter(isStandard) }),
    ...(keys.length > 0 && { keys }),
  });
}

describe("a package that lacks one nested property of what the target has", () => {
  it("takes away that property at most, and never what it belongs to", () =>
    fc.assert(
      fc.asyncProperty(worlds(), fc.nat(), async ({ source }, place) => {
        const pkg = await packageOfWorld({ source, target: [], actions: {}, isHandmade: true });
        fc.pre(pkg !== undefined);
        const turn = pkg.resources.filter(({ kind, issues }) => kind === "custom" && issues.length === 0);
        fc.pre(turn.length > 0);
        const resource = turn[place % turn.length]!;
        const lacking = withoutNested(resource.definition as AnyDefinition, place);
        fc.pre(lacking !== undefined && resourceTypeOf(resource.ref).shape.accepts(lacking));
        const changed = { ...resource, definition: lacking, sha256: "1".repeat(64) };
        const resources = pkg.resources.map((one) => (one === resource ? changed : one));
        const { items } = await plan(filesOf(source), { ...pkg, resources }, { "*": "overwrite" });
        const item = items.find(({ ref }) => refKey(ref) === refKey(resource.ref))!;
        fc.pre(!hasErrors(item));
        const removals = item.findings
          .filter(({ severity }) => severity === "removal")
          .map(({ rule }) => rule);
        const allowed = ["properties-removed", "translations-removed", "type-changed"];
        assert.deepEqual(
          removals.filter((rule) => !allowed.includes(rule)),
          [],
        );
        // One that means nothing stays where it is.
        assert.deepEqual(inMeaning(leavesOf(item.after)), inMeaning(leavesOf(lacking)));
      }),
      runs(400),
    ));
});

/** A copy without one property of one of its fields, keys, entries or translations; undefined where there is none to spare. */
function withoutNested(definition: AnyDefinition, place: number): AnyDefinition | undefined {
  const copy = structuredClone(definition);
  const owners: Record<string, unknown>[] = [];
  const collect = (value: unknown, depth: number): void => {
    if (typeof value === "object" && value !== null) {
      if (!Array.isArray(value) && depth > 1) {
        owners.push(value as Record<string, unknown>);
      }
      Object.values(value).forEach((inner) => collect(inner, depth + 1));
    }
  };
  for (const list of ["fields", "keys", "entries", "translations"]) {
    collect(copy[list], 1);
  }
  const spare = owners.flatMap((owner) =>
    Object.keys(owner)
      .filter((key) =>
        ["description", "displayName", "color", "required", "label", "maxLength", "x"].includes(key),
      )
      .map((key) => [owner, key] as const),
  );
  if (spare.length === 0) {
    return undefined;
  }
  const [owner, key] = spare[place % spare.length]!;
  Reflect.deleteProperty(owner, key);
  return copy;
}

function byPlace(one: Problem, other: Problem): number {
  const [a, b] = [one, other].map(({ file, line, column, message }) =>
    JSON.stringify([file, line, column, message]),
  );
  return a === b ? 0 : String(a) < String(b) ? -1 : 1;
}

/** What a person reads, but for the value that a default names. */
function wordsOf(problems: readonly Problem[]): string[] {
  // Of several values of a default, the first that isn't right is named: after an import that may be another one.
  const withoutValue = (message: string): string =>
    message.replace(/^(The default of .*? \(\w+\)) .*$/, "$1");
  return problems.map(({ file, code, message }) => `${file} ${code} ${withoutValue(message)}`);
}
