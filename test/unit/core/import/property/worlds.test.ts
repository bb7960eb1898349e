import assert from "node:assert/strict";
import fc from "fast-check";
import { setupActions } from "../../../../../src/core/import/setupAction";
import type { Definition } from "../../../../../src/core/resources/resourceType";
import { runs } from "../../schema/propertyRuns";
import { plan } from "./settle";
import { filesOf, packageOfWorld, worlds, type World } from "./worlds";

type Part = Readonly<Record<string, unknown>>;
const partsOf = (definition: Definition, list: string): readonly Part[] => (definition[list] ?? []) as Part[];
const some = (definitions: readonly Definition[], test: (one: Definition) => boolean): boolean =>
  definitions.some(test);

/** What properties are about, and generated worlds must therefore have. */
const features: Record<string, (world: World) => boolean> = {
  "a standard entity on both sides": ({ source, target }) =>
    source.some((one) => one.kind === "standard" && target.some(({ name }) => name === one.name)),
  "lookups in a circle": ({ source }) => source.some((one) => isInCircle(one, source)),
  "translations on both sides": ({ source, target }) =>
    source.some(
      ({ name, translations }) =>
        translations && target.some((one) => one.name === name && one["translations"]),
    ),
  "entries inside of a field": ({ source }) =>
    some(source, (one) =>
      partsOf(one, "fields").some(({ entries }) => Array.isArray(entries) && entries.length > 0),
    ),
  "unknown properties": ({ source }) =>
    some(source, (one) => ["x", "1", "constructor", "toString"].some((key) => Object.hasOwn(one, key))),
  "names in other letter case": ({ source, target }) =>
    source.some(({ name }) =>
      target.some((one) => one.name !== name && one.name.toLowerCase() === name.toLowerCase()),
    ),
  "a broken file in the target": ({ target }) => some(target, ({ displayName }) => displayName === ""),
  "a resource that is the same on both sides": ({ source, target }) =>
    source.some((one) => target.includes(one)),
};

function isInCircle(start: Definition, all: readonly Definition[]): boolean {
  const seen = new Set<string>();
  const queue = [start];
  for (const one of queue) {
    for (const target of partsOf(one, "fields").flatMap(({ targets }) => (targets ?? []) as string[])) {
      // One that looks itself up is a circle too, but not much of one.
      if (target === start.name && one !== start) {
        return true;
      }
      const next = all.find(({ name }) => name === target);
      if (next && !seen.has(target)) {
        seen.add(target);
        queue.push(next);
      }
    }
  }
  return false;
}

describe("generated worlds", () => {
  it("have all that properties are about, again and again", async () => {
    const sample = fc.sample(worlds(), runs(600) as fc.Parameters<World>);
    const counts = new Map<string, number>();
    const note = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
    for (const world of sample) {
      Object.entries(features)
        .filter(([, has]) => has(world))
        .forEach(([what]) => note(what));
      const pkg = await packageOfWorld(world);
      const items = pkg ? (await plan(filesOf(world.target), pkg, world.actions)).items : [];
      new Set(items.map(({ outcome }) => outcome)).forEach(note);
      new Set(items.flatMap(({ findings }) => findings.map(({ severity }) => severity))).forEach(note);
      new Set(items.map(({ action }) => action)).forEach(note);
    }
    const wanted = [
      ...Object.keys(features),
      ...["create", "update", "unchanged", "skip", "blocked", "error", "removal", "warning", "information"],
      ...setupActions,
    ];
    assert.deepEqual(
      wanted.filter((what) => (counts.get(what) ?? 0) < sample.length / 100),
      [],
      JSON.stringify([...counts]),
    );
  });
});
