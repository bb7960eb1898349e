import assert from "node:assert/strict";
import { removedBy } from "../../../../src/core/history/recordOfImport";
import type { Finding } from "../../../../src/core/import/finding";
import type { ImportPlan } from "../../../../src/core/import/importPlan";
import { planImport } from "../../../../src/core/import/planImport";
import type { SetupAction } from "../../../../src/core/import/setupAction";
import type { Definition } from "../../../../src/core/resources/resourceType";
import {
  customField,
  entity,
  entry,
  environmentFiles,
  field,
  loadTestEnvironment,
  lookupField,
  openTestPackage,
  picklist,
  picklistField,
  standardEntity,
  type EnvironmentContent,
} from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { Cancelled, cancellingPacer, steadyPacer } from "../../../support/testPlatform";

const stageFile = "environments/dev/picklists/con_Stage.json";

async function planOf(
  definitions: readonly Definition[],
  target: EnvironmentContent,
  action?: SetupAction,
): Promise<ImportPlan> {
  const pkg = await openTestPackage({ definitions });
  return planImport(pkg, await loadTestEnvironment(target), () => action, steadyPacer);
}

/** The one finding of a rule. */
function only(plan: ImportPlan, rule: string): Finding {
  const found = plan.items.flatMap((item) => item.findings).filter((finding) => finding.rule === rule);
  assert.equal(found.length, 1, `${found.length} findings of ${rule}`);
  return found[0]!;
}

describe("where findings point to", () => {
  it("target-invalid: the place in the target's file", async () => {
    const broken = '{\n  "name": "con_Project",\n  "displayName": 5\n}';
    const plan = await planOf([entity()], { files: { "entities/con_Project.json": broken } });
    assert.deepEqual(only(plan, "target-invalid").places[0], {
      side: "target",
      file: "environments/dev/entities/con_Project.json",
      line: 3,
      column: 18,
    });
  });

  it("definition-invalid: the place in the package's file", async () => {
    const twice = picklist({ entries: [entry(1), entry(2), entry(1)] });
    assert.deepEqual(only(await planOf([twice], {}), "definition-invalid").places, [
      { side: "package", entry: "picklists/con_Stage.json", path: ["entries", 2, "value"] },
    ]);
  });

  it("removals: each part that goes, in the target's file", async () => {
    const plan = await planOf([picklist({ entries: [] })], { picklists: [picklist()] }, "overwrite");
    assert.deepEqual(only(plan, "entries-removed").places, [
      { side: "target", file: stageFile, path: ["entries", 0], line: 6, column: 5 },
      { side: "target", file: stageFile, path: ["entries", 1], line: 10, column: 5 },
    ]);
  });

  it("what breaks elsewhere in the target: the file that would break, at the resource that breaks it", async () => {
    const user = entity({ fields: [picklistField({ default: 2 })] });
    const target = { entities: [user], picklists: [picklist()] };
    const plan = await planOf([picklist({ entries: [entry(1)] })], target, "overwrite");
    assert.equal(plan.items[0]?.ref.name, "con_Stage");
    const finding = only(plan, "still-referenced");
    const place = {
      file: "environments/dev/entities/con_Project.json",
      path: ["fields", 0, "default"],
      line: 11,
      column: 18,
    };
    assert.deepEqual(finding.places, [{ side: "target", ...place }]);
    assert.deepEqual(finding.steps, [{ kind: "open", ...place }]);
  });

  it("what changes: the part on both sides, wherever it stands there", async () => {
    const short = field({ name: "con_B", maxLength: 5 });
    const long = field({ name: "con_B", maxLength: 9 });
    const plan = await planOf([entity({ fields: [field(), short] })], {
      entities: [entity({ fields: [long] })],
    });
    assert.deepEqual(only(plan, "length-reduced").places, [
      { side: "package", entry: "entities/con_Project.json", path: ["fields", 1, "maxLength"] },
      {
        side: "target",
        file: "environments/dev/entities/con_Project.json",
        path: ["fields", 0, "maxLength"],
        line: 10,
        column: 20,
      },
    ]);
  });

  it("what isn't there: the nearest part around it", async () => {
    const limited = field({ maxLength: 5 });
    const plan = await planOf([entity({ fields: [limited] })], { entities: [entity()] });
    const [, place] = only(plan, "length-reduced").places;
    assert.deepEqual(place?.path, ["fields", 0]);
  });

  it("name-case: the target's file of the other name", async () => {
    const plan = await planOf([entity({ name: "con_PROJECT" })], { entities: [entity()] });
    const [, place] = only(plan, "name-case").places;
    assert.deepEqual(place, {
      side: "target",
      file: "environments/dev/entities/con_Project.json",
      path: ["name"],
      line: 2,
      column: 11,
    });
  });

  it("nothing but the file where it can't be read any more", async () => {
    const fs = new MemoryFileSystem(environmentFiles({ entities: [entity({ kind: "standard" })] }));
    const target = await loadTestEnvironment(fs);
    const file = "environments/dev/entities/con_Project.json";
    fs.failOn({ operation: "read", path: file, code: "no-permission" });
    const plan = await planImport(
      await openTestPackage({ definitions: [entity()] }),
      target,
      () => "merge",
      steadyPacer,
    );
    assert.deepEqual(only(plan, "kind-mismatch").places[1], { side: "target", file, path: ["kind"] });
  });

  for (const rule of ["name-case", "kind-mismatch", "type-changed", "dependency-missing"]) {
    it(`${rule}: the package's file`, async () => {
      const definitions: Record<string, Definition> = {
        "name-case": entity({ name: "con_PROJECT" }),
        "kind-mismatch": entity({ kind: "standard" }),
        "type-changed": entity({ fields: [field({ type: "integer" })] }),
        "dependency-missing": entity({ fields: [field(), picklistField()] }),
      };
      const definition = definitions[rule]!;
      const places = only(await planOf([definition], { entities: [entity()] }), rule).places;
      const [first] = places;
      assert.equal(first?.side === "package" && first.entry, `entities/${definition.name}.json`);
    });
  }
});

describe("what findings name", () => {
  it("dependencies: what needs which resource through what", async () => {
    const user = entity({ fields: [picklistField({ displayName: "The stage" })] });
    const { message } = only(await planOf([user], {}), "dependency-missing");
    for (const name of ["con_Project", "con_Stage", "The stage"]) {
      assert.ok(message.includes(name), `${name} in: ${message}`);
    }
  });

  it("dependencies: how what is missing is written elsewhere, where only letter case differs", async () => {
    const pkg = await openTestPackage({ definitions: [entity({ fields: [lookupField(["con_b"])] })] });
    const writtenAs = "con_B";
    const plan = await planImport(pkg, await loadTestEnvironment({}), () => undefined, steadyPacer, {
      findProviders: async () =>
        new Map([
          [
            "entity:con_b",
            [
              {
                kind: "environment",
                name: "dev",
                displayName: "Dev",
                file: "environments/dev/entities/con_B.json",
                isStandard: false,
                writtenAs,
              },
              { kind: "package", name: "Third", file: "packages/third.zip", writtenAs },
            ],
          ],
        ]),
    });
    const { message, steps } = only(plan, "dependency-missing");
    assert.match(
      message,
      /nor the target has\. It is written con_B in the environment Dev \(dev\) and the package packages\/third\.zip\. Write it so in the source and export Project again, or skip Project\.$/,
    );
    assert.deepEqual(steps, []);
  });

  it("removals: each thing that goes, up to some", async () => {
    const many = Array.from({ length: 12 }, (_, index) => field({ name: `con_F${index}` }));
    const some = await planOf(
      [entity({ fields: many.slice(3) })],
      { entities: [entity({ fields: many })] },
      "overwrite",
    );
    assert.match(only(some, "fields-removed").message, /con_F0.*con_F1.*con_F2/);
    const all = await planOf([entity({ fields: [] })], { entities: [entity({ fields: many })] }, "overwrite");
    assert.match(only(all, "fields-removed").message, /12 fields.*con_F0.*5 more/);
  });

  it("removals: what each thing is called", async () => {
    const translations = {
      "de-DE": { displayName: "Projekt", fields: { con_Name: { displayName: "Bezeichnung" } } },
      "fr-FR": { displayName: "Projet" },
    };
    const keys = [
      { name: "con_K", displayName: "By name", fields: ["con_Name"] },
      { name: "con_L", fields: ["con_Name"] },
    ];
    const full = entity({
      fields: [
        field({ description: "What it is called" }),
        field({ name: "con_Old", displayName: "Former" }),
      ],
      keys,
      translations,
    });
    const plan = await planOf(
      [entity({ translations: { "de-DE": { displayName: "Projekt" } } }), picklist({ entries: [entry(1)] })],
      { entities: [full], picklists: [picklist({ entries: [entry(1), entry(2, "Done")] })] },
      "overwrite",
    );
    assert.match(only(plan, "fields-removed").message, /: con_Old \(Former\)\.$/);
    assert.match(only(plan, "keys-removed").message, /: con_K \(By name\) and con_L\.$/);
    assert.match(only(plan, "entries-removed").message, /: 2 \(Done\)\.$/);
    assert.match(
      only(plan, "properties-removed").message,
      /: con_Name → description \("What it is called"\)\.$/,
    );
    assert.match(
      only(plan, "translations-removed").message,
      /: de-DE → fields(?: → con_Name)?(?: \(Bezeichnung\))? and fr-FR \(Projet\)\.$|: de-DE → con_Name \(Bezeichnung\) and fr-FR \(Projet\)\.$/,
    );
  });

  it("removals: what a field's own entries say, and those of the picklist in their place don't", async () => {
    const [type, name] = ["picklist", "con_Phase"] as const;
    const own = [{ value: 1, label: "Open", description: "Being worked on", color: "#ff0000" }];
    const plan = await planOf(
      [
        entity({ fields: [field({ name, type, picklist: "con_Stage" })] }),
        picklist({ entries: [{ value: 1, label: "Open" }] }),
      ],
      { entities: [entity({ fields: [field({ name, type, entries: own })] })] },
      "merge",
    );
    assert.equal(
      only(plan, "properties-removed").message,
      'Removes 2 properties of Project (con_Project) that only the target has: con_Phase → 1 → description ("Being worked on") and con_Phase → 1 → color ("#ff0000").',
    );
    assert.deepEqual(removedBy(plan.items[0]!), {
      removed: [
        {
          part: "property",
          amount: "2 properties",
          names: ["con_Phase → 1 → description", "con_Phase → 1 → color"],
        },
      ],
    });
  });

  it("no finding is without a sentence", async () => {
    const plan = await planOf([entity(), picklist()], { entities: [entity()] });
    for (const { message } of plan.items.flatMap((item) => item.findings)) {
      assert.match(message, /^[A-Z].*\.$/);
    }
  });
});

describe("planning an import", () => {
  it("tells what was wrong in the target before, apart from the findings", async () => {
    const user = entity({ fields: [picklistField()] });
    const plan = await planOf([entity({ name: "con_New" })], { entities: [user] });
    assert.deepEqual(
      plan.preexisting.map(({ code, file }) => ({ code, file })),
      [{ code: "dependency-missing", file: "environments/dev/entities/con_Project.json" }],
    );
    assert.deepEqual(
      plan.items.map(({ outcome }) => outcome),
      ["create"],
    );
  });

  it("tells which of these it mends, and which it leaves", async () => {
    const user = entity({
      fields: [
        picklistField(),
        picklistField({ name: "con_Other", displayName: "Other", picklist: "con_Gone" }),
        field({ name: "con_Amount", displayName: "Amount", type: "integer", default: "five" }),
        field({ name: "con_Count", displayName: "Count", type: "integer", default: "six" }),
      ],
    });
    const mending = entity({
      fields: [
        field({ name: "con_Amount", displayName: "Amount", type: "integer", default: 5 }),
        // By another label it is the same problem.
        field({ name: "con_Count", displayName: "How many", type: "integer", default: "six" }),
        picklistField({ name: "con_Other", displayName: "Another", picklist: "con_Gone" }),
      ],
    });
    const target = {
      entities: [user, entity({ name: "con_Far", fields: [picklistField()] })],
      files: { "picklists/con_Bad.json": "{" },
    };
    const plan = await planOf([mending, picklist()], target);
    assert.deepEqual(
      plan.mended
        .map(({ file, message }) => `${file}: ${message}`)
        .map((text) => text.replace("environments/dev/", "")),
      [
        'entities/con_Far.json: "Stage Field" needs the picklist con_Stage, which this environment doesn\'t have.',
        'entities/con_Project.json: "Stage Field" needs the picklist con_Stage, which this environment doesn\'t have.',
        'entities/con_Project.json: The default of "Amount" (con_Amount) must be a number.',
      ],
    );
    assert.deepEqual(
      plan.preexisting.map(({ file, code }) => `${file} ${code}`.replace("environments/dev/", "")),
      [
        "entities/con_Project.json dependency-missing",
        "entities/con_Project.json default-invalid",
        "picklists/con_Bad.json definition-invalid",
      ],
    );
    const skipped = await planOf([mending, picklist()], target, "skip");
    assert.deepEqual(skipped.mended, []);
    assert.equal(skipped.preexisting.length, 6);
  });

  it("mends those of a file that are only counted with the others", async () => {
    const fields = (value: unknown): ReturnType<typeof field>[] =>
      Array.from({ length: 1_200 }, (_, n) => field({ name: `con_F${n}`, type: "integer", default: value }));
    const target = { entities: [entity({ fields: fields("x") })] };
    const all = await planOf([entity({ fields: fields(1) })], target);
    assert.deepEqual([all.mended.length, all.preexisting.length], [1_001, 0]);
    const some = await planOf([entity({ fields: fields(1).slice(0, 1_100) })], target);
    assert.deepEqual([some.mended.length, some.preexisting.length], [1_000, 1]);
  });

  it("mends nothing by what is blocked", async () => {
    const target = {
      entities: [entity({ fields: [picklistField()] })],
      files: { "picklists/con_stage.json": "{" },
    };
    const plan = await planOf([picklist({ entries: [entry(1), entry(1)] })], { ...target, files: {} });
    assert.equal(plan.items[0]?.outcome, "blocked");
    assert.deepEqual(plan.mended, []);
    assert.equal(plan.preexisting.length, 1);
    const amount = field({ name: "con_Amount", type: "integer", default: "five" });
    const own = picklistField({ picklist: undefined, entries: [entry(1), entry(9)] });
    const moved = await planOf(
      [entity({ fields: [picklistField(), { ...amount, default: 5 }] }), picklist()],
      {
        entities: [entity({ fields: [own, amount] })],
      },
    );
    assert.equal(only(moved, "type-changed").severity, "error");
    assert.deepEqual(moved.mended, []);
    assert.equal(moved.preexisting.length, 1);
  });

  it("blocks a resource of which the target has two files that differ in letter case", async () => {
    const twin = JSON.stringify(picklist({ name: "con_stage" }));
    const target = { picklists: [picklist()], files: { "picklists/con_stage.json": twin } };
    const plan = await planOf([picklist({ name: "con_stage", entries: [] })], target);
    assert.equal(only(plan, "target-invalid").severity, "error");
    const other = await planOf([picklist({ displayName: "Other" })], target);
    assert.deepEqual(
      other.items.map(({ outcome }) => outcome),
      ["update"],
    );
  });

  it("has no result for what can't be imported at all", async () => {
    const cases: readonly (readonly [Definition, EnvironmentContent])[] = [
      [entity({ name: "con_PROJECT" }), { entities: [entity()] }],
      [entity({ kind: "standard" }), { entities: [entity()] }],
      [standardEntity({ fields: [] }), { entities: [standardEntity()] }],
      [entity({ name: "Account", kind: "standard", fields: [customField()] }), {}],
      [entity(), { files: { "entities/con_Project.json": "{" } }],
      [picklist({ entries: [entry(1), entry(1)] }), {}],
    ];
    for (const [definition, target] of cases) {
      const [item] = (await planOf([definition], target)).items;
      assert.deepEqual(
        [item?.outcome, item?.after, item?.changes],
        ["blocked", undefined, []],
        JSON.stringify(definition),
      );
    }
  });

  it("finds nothing to resolve in what is skipped", async () => {
    const pkg = await openTestPackage({
      definitions: [entity({ name: "con_PROJECT", fields: [picklistField()] })],
    });
    const target = await loadTestEnvironment({ entities: [entity()] });
    const plan = await planImport(pkg, target, () => "skip", steadyPacer);
    assert.deepEqual(
      plan.items.map(({ outcome, findings }) => [outcome, findings]),
      [["skip", []]],
    );
  });

  it("refuses a target of which a folder can't be listed, since what it holds isn't known", async () => {
    const fs = new MemoryFileSystem(environmentFiles({ picklists: [picklist()] }));
    fs.failOn({ operation: "list", path: "environments/dev/picklists", code: "no-permission" });
    const pkg = await openTestPackage({ definitions: [entity()] });
    const plan = await planImport(pkg, await loadTestEnvironment(fs), () => undefined, steadyPacer);
    assert.deepEqual(
      plan.findings.map(({ rule, severity, places, steps }) => ({ rule, severity, places, steps })),
      [
        {
          rule: "target-invalid",
          severity: "error",
          places: [{ side: "target", file: "environments/dev/picklists" }],
          steps: [{ kind: "check-again" }],
        },
      ],
    );
  });

  it("names the target, and the file that each resource goes to", async () => {
    const plan = await planOf([entity(), picklist()], { picklists: [picklist()] });
    assert.deepEqual(plan.environment, { name: "dev", displayName: "Dev" });
    assert.deepEqual(
      plan.items.map(({ file }) => file),
      ["environments/dev/entities/con_Project.json", "environments/dev/picklists/con_Stage.json"],
    );
  });

  it("lists changes in the order of the definition, whoever has a property first", async () => {
    const target = entity({ keys: [] });
    const incoming = entity({ displayName: "Other", pluralName: "Others", description: "Text" });
    const [item] = (await planOf([incoming], { entities: [target] })).items;
    assert.deepEqual(
      item?.changes.map(({ path }) => path[0]),
      ["displayName", "pluralName", "description"],
    );
  });

  it("ends when it is cancelled, at whichever pause", async () => {
    const definitions = [picklist(), entity({ fields: [picklistField()] })];
    const pkg = await openTestPackage({ definitions });
    const target = await loadTestEnvironment({ entities: [entity({ name: "con_Other" })] });
    const planUntil = async (nth: number): Promise<boolean> => {
      try {
        await planImport(pkg, target, () => undefined, cancellingPacer(nth));
        return true;
      } catch (error) {
        assert.ok(error instanceof Cancelled);
        return false;
      }
    };
    let pauses = 1;
    while (!(await planUntil(pauses))) {
      pauses++;
    }
    assert.ok(pauses > 6, `${pauses - 1} pauses`);
  });
});
