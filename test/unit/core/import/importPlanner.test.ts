import assert from "node:assert/strict";
import { ImportPlanner } from "../../../../src/core/import/importPlanner";
import { planImport } from "../../../../src/core/import/planImport";
import { setupActions, type SetupAction } from "../../../../src/core/import/setupAction";
import type { Provider } from "../../../../src/core/import/targetConditions";
import { refKey } from "../../../../src/core/resources/registry";
import type { ResourceRef } from "../../../../src/core/resources/resourceType";
import {
  entity,
  environmentFiles,
  loadTestEnvironment,
  lookupField,
  openTestPackage,
  picklist,
  picklistField,
} from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { steadyPacer } from "../../../support/testPlatform";

describe("planning an import several times", () => {
  const chooser =
    (choices: Readonly<Record<string, SetupAction>>) =>
    (ref: ResourceRef): SetupAction | undefined =>
      choices[refKey(ref)];

  it("gives for each choice what planning it alone gives, whatever was planned before", async () => {
    const pkg = await openTestPackage({
      definitions: [picklist({ displayName: "Other stage" }), entity({ fields: [picklistField()] })],
    });
    const target = await loadTestEnvironment({ picklists: [picklist()] });
    const planner = new ImportPlanner(pkg, target);
    for (const one of setupActions) {
      for (const other of setupActions) {
        const choice = chooser({ "picklist:con_Stage": one, "entity:con_Project": other });
        assert.deepEqual(
          await planner.plan(choice, steadyPacer),
          await planImport(pkg, target, choice, steadyPacer),
        );
      }
    }
  });

  it("reads the files that it would write again only once", async () => {
    const fs = new MemoryFileSystem(environmentFiles({ picklists: [picklist()] }));
    const pkg = await openTestPackage({ definitions: [picklist({ displayName: "Other stage" })] });
    const planner = new ImportPlanner(pkg, await loadTestEnvironment(fs));
    const readBefore = fs.pathsOf("read").length;
    await planner.plan(() => undefined, steadyPacer);
    await planner.plan(() => "overwrite", steadyPacer);
    await planner.plan(() => undefined, steadyPacer);
    assert.equal(fs.pathsOf("read").length - readBefore, 1);
  });

  it("looks up lines only once, and shares what they are told of", async () => {
    const fs = new MemoryFileSystem(environmentFiles({ picklists: [picklist({ kind: "standard" })] }));
    const pkg = await openTestPackage({ definitions: [picklist()] });
    const planner = new ImportPlanner(pkg, await loadTestEnvironment(fs));
    const readBefore = fs.pathsOf("read").length;
    const first = await planner.plan(() => undefined, steadyPacer);
    const overwritten = await planner.plan(() => "overwrite", steadyPacer);
    assert.equal((await planner.plan(() => undefined, steadyPacer)).items[0], first.items[0]);
    assert.equal(fs.pathsOf("read").length - readBefore, 1);
    for (const { items } of [first, overwritten]) {
      const place = items[0]?.findings[0]?.places[1];
      assert.equal(place?.side === "target" && place.line, 4);
    }
  });

  it("shares what stays the same, so that only what changed need be looked at", async () => {
    const pkg = await openTestPackage({
      definitions: [picklist({ name: "con_One" }), picklist({ name: "con_Two" })],
    });
    const planner = new ImportPlanner(pkg, await loadTestEnvironment({}));
    const before = await planner.plan(() => undefined, steadyPacer);
    const after = await planner.plan(chooser({ "picklist:con_Two": "skip" }), steadyPacer);
    assert.equal(after.items[0], before.items[0]);
    assert.notEqual(after.items[1], before.items[1]);
  });

  it("blocks what would be written into a file with unsaved changes, and what needs it", async () => {
    const stage = picklist({ entries: [{ value: 7, label: "New" }] });
    const pkg = await openTestPackage({
      definitions: [stage, entity({ fields: [picklistField({ default: 7 })] })],
    });
    const planner = new ImportPlanner(pkg, await loadTestEnvironment({ picklists: [picklist()] }));
    const rulesWith = async (unsavedFiles: ReadonlySet<string>): Promise<unknown> => {
      const { items } = await planner.plan(() => undefined, steadyPacer, { unsavedFiles });
      return items.map(({ outcome, findings }) => [outcome, findings.map(({ rule }) => rule)]);
    };
    const sound = [
      ["create", []],
      ["update", []],
    ];
    assert.deepEqual(await rulesWith(new Set()), sound);
    assert.deepEqual(await rulesWith(new Set(["environments/dev/picklists/con_Stage.json"])), [
      ["blocked", ["default-invalid"]],
      ["blocked", ["unsaved-changes"]],
    ]);
    assert.deepEqual(await rulesWith(new Set(["environments/dev/picklists/con_Other.json"])), sound);
  });

  describe("what is missing", () => {
    const needing = entity({ fields: [picklistField(), lookupField(["con_Task"])] });
    const also = entity({ name: "con_Other", fields: [picklistField()] });
    const asked: string[][] = [];
    const findProviders = async (refs: readonly ResourceRef[]): Promise<Map<string, Provider[]>> => {
      asked.push(refs.map(refKey));
      return new Map();
    };

    beforeEach(() => asked.splice(0));

    it("is asked for once in a plan, all of it together", async () => {
      const planner = new ImportPlanner(
        await openTestPackage({ definitions: [needing, also] }),
        await loadTestEnvironment({}),
      );
      await planner.plan(() => undefined, steadyPacer, { findProviders });
      assert.deepEqual(asked, [["picklist:con_Stage", "entity:con_Task"]]);
    });

    it("isn't asked for when nothing is: in the package, in the target, broken there, or needed by what is skipped", async () => {
      const files = { "entities/con_Task.json": "{" };
      const planner = new ImportPlanner(
        await openTestPackage({ definitions: [needing, picklist()] }),
        await loadTestEnvironment({ files }),
      );
      await planner.plan(() => undefined, steadyPacer, { findProviders });
      await planner.plan(chooser({ "picklist:con_Stage": "skip" }), steadyPacer, { findProviders });
      const lacking = new ImportPlanner(
        await openTestPackage({ definitions: [also] }),
        await loadTestEnvironment({}),
      );
      await lacking.plan(() => "skip", steadyPacer, { findProviders });
      assert.deepEqual(asked, []);
    });
  });
});
