import assert from "node:assert/strict";
import { ImportHistory } from "../../../../src/core/history/importHistory";
import type { ImportPlan } from "../../../../src/core/import/importPlan";
import { ImportPlanner } from "../../../../src/core/import/importPlanner";
import type { TargetConditions } from "../../../../src/core/import/targetConditions";
import { findEnvironments } from "../../../../src/core/environment/findEnvironments";
import { loadEnvironment } from "../../../../src/core/environment/loadEnvironment";
import { canonicalJson } from "../../../../src/core/json/canonicalJson";
import { picklistShape, type Picklist } from "../../../../src/core/model/picklist";
import type { Definition } from "../../../../src/core/resources/resourceType";
import { assertSentence } from "../../../support/assertSentence";
import {
  entry,
  environmentFiles,
  loadTestEnvironment,
  openTestPackage,
  picklist,
} from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { importRecord, recordedResource } from "../../../support/records";
import { steadyPacer, testPlatform } from "../../../support/testPlatform";

const labelled = (label: string, overrides: Partial<Picklist> = {}): Picklist & Definition =>
  picklist({ entries: [{ value: 1, label }, entry(2)], ...overrides });

async function hashOf(definition: Picklist): Promise<string> {
  return testPlatform.codec.sha256(canonicalJson(picklistShape, definition));
}

/** An import after which a picklist was as `left`. */
async function historyOf(...left: readonly Picklist[]): Promise<ImportHistory> {
  const resources = await Promise.all(
    left.map(async (definition) => {
      const sha256 = await hashOf(definition);
      return recordedResource({ name: definition.name, sha256, packageSha256: sha256 });
    }),
  );
  return new ImportHistory([importRecord({ resources })], []);
}

/** Keeps these, and notes what it is asked for. */
class Kept {
  readonly asked: string[][] = [];

  constructor(private readonly definitions: readonly Picklist[]) {}

  readonly findKept: TargetConditions["findKept"] = async (left) => {
    this.asked.push(left.map(({ ref }) => ref.name));
    const found = await Promise.all(
      this.definitions.map(async (one) => [await hashOf(one), one as Definition] as const),
    );
    return new Map(found);
  };
}

const names = ["con_A", "con_B", "con_C"];

/** con_A was changed on both sides, con_B only in the package, con_C on both sides since it was imported for the first time. */
async function prepare(): Promise<{ planner: ImportPlanner; kept: Kept; history: ImportHistory }> {
  const [a, b] = names.map((name) => labelled("Left", { name }));
  const target = await loadTestEnvironment({
    picklists: [labelled("Here", { name: "con_A" }), b!, labelled("Here", { name: "con_C" })],
  });
  const pkg = await openTestPackage({ definitions: names.map((name) => labelled("There", { name })) });
  return {
    planner: new ImportPlanner(pkg, target),
    kept: new Kept([a!, b!]),
    history: await historyOf(a!, b!),
  };
}

describe("planning after an earlier import", () => {
  it("asks once, for all that isn't as it was left", async () => {
    const { planner, kept, history } = await prepare();
    const conditions = { history, findKept: kept.findKept };
    const first = await planner.plan(() => undefined, steadyPacer, conditions);
    const again = await planner.plan(() => "overwrite", steadyPacer, conditions);
    await Promise.all([1, 2].map(() => planner.plan(() => "add", steadyPacer, conditions)));
    assert.deepEqual(kept.asked, [["con_A"]]);
    assert.deepEqual(
      first.items.map(({ base }) => [
        base?.definition?.["entries"] !== undefined,
        base?.isChangedInPackage,
        base?.isChangedInTarget,
      ]),
      [
        [true, true, true],
        [true, true, false],
        [false, undefined, undefined],
      ],
    );
    assert.equal(again.items[0]?.base, first.items[0]?.base);
  });

  it("asks nothing where everything is as it was left, or nothing was imported before", async () => {
    const { planner, kept } = await prepare();
    const b = labelled("Left", { name: "con_B" });
    await planner.plan(() => undefined, steadyPacer, {
      history: await historyOf(b),
      findKept: kept.findKept,
    });
    await planner.plan(() => undefined, steadyPacer, { findKept: kept.findKept });
    assert.deepEqual(kept.asked, []);
  });

  it("shares items between plans, and looks again when there is another history", async () => {
    const { planner, kept, history } = await prepare();
    const conditions = { history, findKept: kept.findKept };
    const first = await planner.plan(() => undefined, steadyPacer, conditions);
    const second = await planner.plan(() => undefined, steadyPacer, { ...conditions });
    assert.deepEqual(
      second.items.map((item, index) => item === first.items[index]),
      [true, true, true],
    );
    const without = await planner.plan(() => undefined, steadyPacer);
    assert.deepEqual(
      without.items.map(({ base }) => base),
      [undefined, undefined, undefined],
    );
    assert.ok(
      without.items.every(({ findings }) => findings.every(({ rule }) => rule !== "changed-in-target")),
    );
    const back = await planner.plan(() => undefined, steadyPacer, conditions);
    assert.deepEqual(back, first);
    assert.equal(kept.asked.length, 2);
  });

  it("asks again after it couldn't be told", async () => {
    const { planner, kept, history } = await prepare();
    let failures = 1;
    const findKept: TargetConditions["findKept"] = async (left) => {
      if (failures-- > 0) {
        throw new Error("not now");
      }
      return kept.findKept(left);
    };
    await assert.rejects(
      planner.plan(() => undefined, steadyPacer, { history, findKept }),
      /not now/,
    );
    const plan = await planner.plan(() => undefined, steadyPacer, { history, findKept });
    assert.equal(plan.items[0]?.base?.definition?.name, "con_A");
  });

  it("claims nothing of a target whose files weren't hashed", async () => {
    const { kept, history } = await prepare();
    const fs = new MemoryFileSystem(environmentFiles({ picklists: [labelled("Here", { name: "con_A" })] }));
    const [header] = await findEnvironments(fs, "environments");
    const target = await loadEnvironment(fs, header!, steadyPacer);
    const pkg = await openTestPackage({ definitions: [labelled("There", { name: "con_A" })] });
    const plan = await new ImportPlanner(pkg, target).plan(() => undefined, steadyPacer, {
      history,
      findKept: kept.findKept,
    });
    const [item] = plan.items;
    assert.deepEqual([item?.base?.definition, item?.base?.isChangedInTarget], [undefined, false]);
  });
});

describe("what is said of changes on both sides", () => {
  interface Three {
    readonly left: Picklist;
    readonly here: Picklist;
    readonly there: Picklist & Definition;
  }
  const plan = async (sides: Three, isKept = true): Promise<ImportPlan> => {
    const target = await loadTestEnvironment({ picklists: [sides.here] });
    const pkg = await openTestPackage({ definitions: [sides.there] });
    const kept = new Kept(isKept ? [sides.left] : []);
    return new ImportPlanner(pkg, target).plan(() => undefined, steadyPacer, {
      history: await historyOf(sides.left),
      findKept: kept.findKept,
    });
  };
  const findingsOf = async (sides: Three): Promise<string[]> =>
    (await plan(sides)).items.flatMap(({ findings }) => findings.map(({ rule }) => rule));
  const message = async (sides: Three, rule: string, isKept = true): Promise<string> => {
    const { items } = await plan(sides, isKept);
    const found = items[0]?.findings.find((finding) => finding.rule === rule);
    assert.ok(found, `${rule} is found`);
    assertSentence(found.message, "Stage (con_Stage)", "2026-01-31 12:00:00 UTC");
    return found.message;
  };
  const left = labelled("Left", { displayName: "Stage" });

  it("names the parts, and whose change is lost", async () => {
    const here = labelled("Here", { displayName: "Stage", description: "Ours" });
    const there = labelled("There", { displayName: "Stage", description: "" });
    const said = await message({ left: { ...left, description: "" }, here, there }, "changed-in-target");
    assert.match(
      said,
      /Both changed 1 → label, and the package's is taken; only the target changed description/,
    );
  });

  it("says nothing where they changed different parts, since nothing is lost", async () => {
    const here = picklist({ entries: [...left.entries, entry(9)] });
    const there = labelled("There");
    assert.deepEqual(await findingsOf({ left, here, there }), ["entry-relabelled"]);
  });

  it("warns where only the target changed it", async () => {
    const here = labelled("Here", { displayName: "Stage" });
    const said = await message(
      { left, here, there: labelled("Left", { displayName: "Stage" }) },
      "changed-in-target",
    );
    assert.match(
      said,
      /was changed in the target since .* Only the target changed 1 → label, and that is taken back/,
    );
  });

  it("knows what was left where the package is the same again, though nobody kept it", async () => {
    const here = labelled("Here", { displayName: "Stage" });
    const there = labelled("Left", { displayName: "Stage" });
    assert.match(
      await message({ left, here, there }, "changed-in-target", false),
      /Only the target changed 1 → label/,
    );
  });

  it("admits where it doesn't know", async () => {
    const sides = { left, here: labelled("Here"), there: labelled("There") };
    assert.match(await message(sides, "changed-in-target", false), /isn't kept any more/);
  });

  it("names what comes back", async () => {
    const here = picklist({ entries: left.entries.slice(0, 1) });
    assert.match(
      await message({ left, here, there: labelled("Left") }, "reintroduced"),
      /gets back 1 part that was removed .*: 2 \(Entry 2\)\.$/,
    );
  });
});
