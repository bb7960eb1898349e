import assert from "node:assert/strict";
import { compareWithPlanFile } from "../../../../src/core/import/comparePlanFile";
import type { ImportPlan } from "../../../../src/core/import/importPlan";
import {
  buildPlanFile,
  parsePlanFile,
  planFileBytes,
  type PlanFile,
} from "../../../../src/core/import/planFile";
import { planImport } from "../../../../src/core/import/planImport";
import type { SetupAction } from "../../../../src/core/import/setupAction";
import type { Environment } from "../../../../src/core/environment/environment";
import { assertSentence } from "../../../support/assertSentence";
import {
  entity,
  entry,
  field,
  loadTestEnvironment,
  lookupField,
  openTestPackage,
  picklist,
  picklistField,
  type EnvironmentContent,
  type PackageContent,
} from "../../../support/factories";
import { steadyPacer, testPlatform } from "../../../support/testPlatform";

const [oneHash, otherHash] = ["1".repeat(64), "2".repeat(64)];

interface Planned {
  readonly plan: ImportPlan;
  readonly target: Environment;
}

async function planned(
  target: EnvironmentContent,
  pkg: PackageContent,
  action?: SetupAction,
): Promise<Planned> {
  const environment = await loadTestEnvironment(target);
  const plan = await planImport(await openTestPackage(pkg), environment, () => action, steadyPacer);
  return { plan, target: environment };
}

async function fileOf({ plan, target }: Planned, allowsRemovals = false): Promise<PlanFile> {
  const header = { packageSha256: oneHash, allowsRemovals, generator: "envferry/0.0.0" };
  return buildPlanFile(plan, target, header, testPlatform);
}

/** A field that uses a picklist of the package, one that points to an entity of the target, and a new picklist. */
const target: EnvironmentContent = {
  entities: [entity({ fields: [field(), field({ name: "con_Mine" })] }), entity({ name: "con_Needed" })],
};
const pkg: PackageContent = {
  definitions: [
    entity({ fields: [field({ maxLength: 10 }), picklistField(), lookupField(["con_Needed"])] }),
    picklist(),
  ],
};
const [project, needed, stage] = [
  "environments/dev/entities/con_Project.json",
  "environments/dev/entities/con_Needed.json",
  "environments/dev/picklists/con_Stage.json",
];

/** What moved between planning into one target and into another. */
async function movedWith(
  otherTarget: EnvironmentContent,
  otherPkg: PackageContent = pkg,
  packageSha256 = oneHash,
  action?: SetupAction,
): Promise<string[]> {
  const before = await fileOf(await planned(target, pkg, action), action === "overwrite");
  const now = await planned(otherTarget, otherPkg, action);
  return compareWithPlanFile(before, now.plan, now.target, packageSha256, testPlatform);
}

describe("the file of a plan", () => {
  it("holds what it builds on: files that are written, created and needed, with their hashes", async () => {
    const { plan, target: environment } = await planned(target, pkg);
    const { files } = await fileOf({ plan, target: environment });
    const hashOf = (file: string): string | undefined =>
      environment.resources.find((resource) => resource.file === file)?.sha256;
    assert.deepEqual(files, [
      { file: needed, sha256: hashOf(needed) },
      { file: project, sha256: hashOf(project) },
      { file: stage },
    ]);
  });

  it("holds actions, outcomes, changes, the hash of the result, and findings that ask to be heeded", async () => {
    const file = await fileOf(await planned(target, pkg, "overwrite"), true);
    const [first, second] = file.resources;
    assert.deepEqual([first?.action, first?.outcome, second?.outcome], ["overwrite", "update", "create"]);
    assert.match(first?.result ?? "", /^[0-9a-f]{64}$/);
    assert.deepEqual(
      first?.changes.map(({ kind, path }) => `${kind} ${path.join(".")}`),
      [
        "added fields.con_Name.maxLength",
        "added fields.con_StageField",
        "added fields.con_Lookup",
        "removed fields.con_Mine",
      ],
    );
    assert.deepEqual(
      first?.findings.map(({ rule, severity }) => `${severity} ${rule}`),
      ["warning length-reduced", "removal fields-removed"],
    );
    assert.deepEqual(file.consent, { removals: true });
  });

  it("comes back from its bytes, which are the same for the same decision", async () => {
    const file = await fileOf(await planned(target, pkg));
    const bytes = planFileBytes(file);
    const parsed = parsePlanFile(bytes);
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.value, file);
    assert.deepEqual(planFileBytes(await fileOf(await planned(target, pkg))), bytes);
  });

  const damaged: [what: string, damage: (file: PlanFile) => unknown, names: string[]][] = [
    ["isn't an object", () => [], ["plan"]],
    ["is of another kind", (file) => ({ ...file, kind: "manifest" }), ["not a plan"]],
    ["has a newer format", (file) => ({ ...file, formatVersion: 2 }), ["2", "update Envferry"]],
    ["lacks a part", (file) => ({ ...file, package: { name: "x" } }), ["package.sha256"]],
    [
      "has a hash that is none",
      (file) => ({ ...file, files: [{ file: "x", sha256: "X" }] }),
      ["files[0].sha256"],
    ],
    [
      "lists a resource twice",
      (file) => ({ ...file, resources: [...file.resources, ...file.resources] }),
      ["con_Project"],
    ],
    ["lists a file twice", (file) => ({ ...file, files: [...file.files, ...file.files] }), [needed]],
    [
      "removes without consent",
      (file) => ({ ...file, findings: [{ rule: "x", severity: "removal", message: "x" }] }),
      ["consent"],
    ],
    [
      "has errors",
      (file) => ({ ...file, findings: [{ rule: "x", severity: "error", message: "x" }] }),
      ["errors"],
    ],
  ];
  for (const [what, damage, names] of damaged) {
    it(`is refused with one sentence when it ${what}`, async () => {
      const file = damage(await fileOf(await planned(target, pkg)));
      const parsed = parsePlanFile(new TextEncoder().encode(JSON.stringify(file)));
      assert.ok(!parsed.ok);
      assert.equal(parsed.problems.length, 1);
      assertSentence(parsed.problems[0] ?? "", ...names);
    });
  }

  for (const text of ["", "{", "null", "\u0000", '"x"', '{"formatVersion":1}']) {
    it(`is refused with one sentence when it is ${JSON.stringify(text)}`, () => {
      const parsed = parsePlanFile(new TextEncoder().encode(text));
      assert.ok(!parsed.ok);
      assert.equal(parsed.problems.length, 1);
      assertSentence(parsed.problems[0] ?? "");
    });
  }
});

describe("comparing with the file of a plan", () => {
  it("finds nothing where nothing moved, whatever else is in the target", async () => {
    assert.deepEqual(await movedWith(target), []);
    const { entities = [] } = target;
    assert.deepEqual(
      await movedWith({ ...target, entities: [...entities, entity({ name: "con_Other" })] }),
      [],
    );
  });

  it("names the package when its file has other bytes, even where the same would come of it", async () => {
    const [sentence, ...others] = await movedWith(target, pkg, otherHash);
    assert.deepEqual(others, []);
    assertSentence(sentence ?? "", "package", "Test");
  });

  it("names a target file that was changed, even where the same would come of it", async () => {
    const entities = [
      ...(target.entities ?? []).slice(0, 1),
      entity({ name: "con_Needed", description: "New" }),
    ];
    const [sentence, ...others] = await movedWith({ entities });
    assert.deepEqual(others, []);
    assertSentence(sentence ?? "", needed, "changed");
  });

  it("names target files that have gone, come or broken", async () => {
    const gone = await movedWith({ entities: (target.entities ?? []).slice(1) });
    assert.ok(gone.includes(`${project} has been removed since the plan was made.`));
    const come = await movedWith({ ...target, picklists: [picklist()] });
    assert.ok(come.includes(`${stage} has been created since the plan was made.`));
    const broken = await movedWith({ ...target, files: { "entities/con_Project.json": "{" } });
    assert.ok(broken.includes(`${project} was changed since the plan was made.`));
    assert.ok(broken.some((sentence) => sentence.includes("target-invalid")));
    const brokenNew = await movedWith({ ...target, files: { "picklists/con_Stage.json": "{" } });
    assert.ok(brokenNew.includes(`${stage} has been created since the plan was made.`));
  });

  it("names what would come out differently, and each finding that came or went", async () => {
    const definitions = [
      entity({ fields: [field({ maxLength: 20 }), picklistField(), lookupField(["con_Needed"])] }),
      picklist({ entries: [entry(1)] }),
    ];
    const moved = await movedWith(target, { definitions });
    assert.ok(moved.some((sentence) => sentence.includes("What would change in Project (con_Project)")));
    assert.ok(moved.some((sentence) => sentence.includes("What would change in Stage (con_Stage)")));
    moved.forEach((sentence) => assertSentence(sentence));
    const entities = [entity({ fields: [field({ maxLength: 10 })] }), entity({ name: "con_Needed" })];
    const warned = await movedWith({ entities });
    assert.ok(
      warned.some((sentence) => /doesn't have a warning any more .*\(length-reduced\)/.test(sentence)),
      warned.join("\n"),
    );
  });

  it("names resources that the package has lost or gained, and files that are needed since", async () => {
    const definitions = [...(pkg.definitions ?? []).slice(0, 1), picklist({ name: "con_New" })];
    const moved = await movedWith({ ...target, picklists: [picklist()] }, { definitions });
    assert.ok(moved.includes("Stage (con_Stage) isn't in the package any more."));
    assert.ok(moved.includes("New (con_New) is in the package, but not in the plan."));
  });

  it("names a file that the plan doesn't know, so that none can be taken out of it", async () => {
    const now = await planned(target, pkg);
    const file = await fileOf(now);
    const cut = { ...file, files: file.files.filter((one) => one.file !== needed) };
    const moved = await compareWithPlanFile(cut, now.plan, now.target, oneHash, testPlatform);
    assert.deepEqual(moved.length, 1);
    assertSentence(moved[0] ?? "", needed);
  });

  it("says only that when the plan is for another environment", async () => {
    const now = await planned({ ...target, name: "staging" }, pkg);
    const file = await fileOf(await planned(target, pkg));
    const moved = await compareWithPlanFile(file, now.plan, now.target, oneHash, testPlatform);
    assert.equal(moved.length, 1);
    assertSentence(moved[0] ?? "", "dev", "staging");
  });

  it("says only that when the plan is for a package of another name", async () => {
    const now = await planned(target, { ...pkg, header: { name: "Other" } });
    const file = await fileOf(await planned(target, pkg));
    const moved = await compareWithPlanFile(file, now.plan, now.target, oneHash, testPlatform);
    assert.equal(moved.length, 1);
    assertSentence(moved[0] ?? "", file.package.name, "Other");
  });

  it("says which outcome a resource would have now, and which it has in the plan", async () => {
    const gone = await movedWith({ entities: (target.entities ?? []).slice(1) });
    assert.ok(gone.includes("Project (con_Project) would be created now, where the plan says updated."));
    const come = await movedWith({ ...target, picklists: [picklist()] });
    assert.ok(come.includes("Stage (con_Stage) would be left unchanged now, where the plan says created."));
  });

  it("looks at the changes that the plan lists, which are what was reviewed", async () => {
    const now = await planned(target, pkg);
    const file = await fileOf(now);
    const [first, ...others] = file.resources;
    const altered = { ...file, resources: [{ ...first!, changes: [] }, ...others] };
    const moved = await compareWithPlanFile(altered, now.plan, now.target, oneHash, testPlatform);
    assert.deepEqual(moved, ["What would change in Project (con_Project) isn't what the plan says."]);
  });

  it("looks at the bytes that would be written, not only at what they mean", async () => {
    const now = await planned(target, pkg);
    const file = await fileOf(now);
    const [first, ...others] = file.resources;
    const altered = { ...file, resources: [{ ...first!, result: otherHash }, ...others] };
    const moved = await compareWithPlanFile(altered, now.plan, now.target, oneHash, testPlatform);
    assert.deepEqual(moved, ["What would change in Project (con_Project) isn't what the plan says."]);
  });
});
