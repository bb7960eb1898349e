import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { copySample, envferry, faultyFileSystems, jsonOf, type CliRun } from "../../support/cli";
import {
  buildTestPackage,
  entity,
  environmentFiles,
  field,
  picklist,
  picklistField,
} from "../../support/factories";
import { snapshotTree, useTemporaryFolder, writeTree } from "../../support/temporaryFolder";
import { elementsNamed, parseXml, type ParsedElement } from "../../support/xml";

const formats = ["markdown", "json", "junit"] as const;

/** The `testcase` elements of a report, by name, once its totals have been checked. */
function casesOf(run: CliRun): Map<string, ParsedElement> {
  const root = parseXml(run.stdout);
  assert.equal(root.name, "testsuites");
  const [suite, ...others] = elementsNamed(root, "testsuite");
  assert.deepEqual(others, []);
  const cases = elementsNamed(root, "testcase");
  const count = (name: string): string =>
    `${cases.filter((one) => one.children.some((child) => child.name === name)).length}`;
  for (const element of [root, suite!]) {
    const { tests, failures, skipped } = element.attributes;
    assert.deepEqual([tests, failures, skipped], [`${cases.length}`, count("failure"), count("skipped")]);
  }
  return new Map(cases.map((one) => [one.attributes["name"]!, one]));
}

function childText(element: ParsedElement | undefined, name: string): string | undefined {
  return element?.children.find((child) => child.name === name)?.text;
}

describe("envferry import --report", () => {
  const folder = useTemporaryFolder();
  let workspace: string;
  beforeEach(() => {
    workspace = copySample(folder());
  });
  const run = (...args: string[]): Promise<CliRun> => envferry(args, { cwd: workspace });

  async function pack(from: string, ...args: string[]): Promise<void> {
    const exported = await run("export", "--env", from, ...args, "--out", "../p.zip", "--force");
    assert.equal(exported.exitCode, 0, exported.stderr);
  }
  const importInto = (to: string, ...args: string[]): Promise<CliRun> =>
    run("import", "../p.zip", "--env", to, ...args);

  for (const format of formats) {
    it(`as ${format} prints nothing else on standard output, and the people's text on standard error`, async () => {
      await pack("dev", "--all");
      const plain = await importInto("staging", "--dry-run");
      const reported = await importInto("staging", "--dry-run", "--report", format);
      assert.equal(reported.exitCode, plain.exitCode);
      assert.equal(reported.stderr, plain.stdout + plain.stderr);
    });
  }

  it("as json prints what --json prints", async () => {
    await pack("dev", "--all");
    const args = ["staging", "--dry-run"] as const;
    assert.equal(
      (await importInto(...args, "--report", "json")).stdout,
      (await importInto(...args, "--json")).stdout,
    );
  });

  it("as junit has a case for each resource, with its errors as the failure and its warnings as output", async () => {
    await pack("dev", "--all");
    const args = ["--dry-run", "--setup-for", "entity:Account=skip"];
    const run = await importInto("staging", ...args, "--report", "junit");
    const cases = casesOf(run);
    const { resources } = jsonOf<{
      resources: {
        name: string;
        type: string;
        outcome: string;
        findings: { severity: string; message: string; rule: string }[];
      }[];
    }>(await importInto("staging", ...args, "--json"));
    assert.equal(cases.size, resources.length);
    for (const { name, type, outcome, findings } of resources) {
      const found = [...cases.values()].find((one) => one.attributes["name"]!.endsWith(`(${name})`));
      assert.equal(found?.attributes["classname"], type);
      const failure = childText(found, "failure") ?? "";
      const output = childText(found, "system-out") ?? "";
      for (const { severity, message, rule } of findings.filter((finding) => finding.rule !== "unchanged")) {
        assert.ok((severity === "error" ? failure : output).includes(`${severity}: ${message} (${rule})`));
      }
      assert.equal(failure !== "", outcome === "blocked", name);
      assert.equal(
        found.children.some((child) => child.name === "skipped"),
        outcome === "skip",
        name,
      );
    }
  });

  it("as junit fails by removals without consent, and only then", async () => {
    await pack("dev", "--entity", "Account", "--no-related", "--setup", "overwrite");
    const refused = casesOf(await importInto("staging", "--report", "junit"));
    assert.match(childText([...refused.values()][0], "failure") ?? "", /^removal: /);
    const allowed = casesOf(await importInto("staging", "--report", "junit", "--allow-removals"));
    assert.equal(childText([...allowed.values()][0], "failure"), undefined);
    assert.match(
      childText([...allowed.values()][0], "system-out") ?? "",
      /^updated \(overwrite\)\nremoval: /,
    );
  });

  it("tells what became of each resource when one can't be written", async () => {
    await pack("staging", "--all");
    const partial = async (format: string): Promise<CliRun> => {
      fs.rmSync(workspace, { recursive: true });
      copySample(folder());
      return envferry(["import", "../p.zip", "--env", "production", "--report", format], {
        cwd: workspace,
        createFileSystem: faultyFileSystems([
          {
            operation: "write",
            path: "environments/production/picklists/lmi_RepairStatus.json",
            code: "no-space",
          },
          {
            operation: "write",
            path: "environments/production/picklists/lmi_RentalStatus.json",
            code: "no-space",
          },
        ]),
      });
    };
    const junit = await partial("junit");
    assert.equal(junit.exitCode, 3, junit.stderr);
    const cases = casesOf(junit);
    assert.match(childText(cases.get("Rental status (lmi_RentalStatus)"), "failure") ?? "", /disk is full/);
    const rental = cases.get("Rental (lmi_Rental)");
    assert.match(
      rental?.children.find((child) => child.name === "skipped")?.attributes["message"] ?? "",
      /needs the picklist Rental status/,
    );
    const markdown = await partial("markdown");
    assert.equal(markdown.exitCode, 3);
    assert.match(markdown.stdout, /^## Partly imported: /);
    assert.match(markdown.stdout, /^\| Rental \| `lmi_Rental` \| entity \| Merge \| not imported \|/m);
    assert.match(markdown.stdout, /^\| School program \| .* \| created \|/m);
    assert.match(markdown.stdout, /^- Not imported: .*disk is full/m);
  });

  it("as markdown counts, lists findings by severity, and folds the changes", async () => {
    await pack("dev", "--all");
    const { stdout } = await importInto("staging", "--dry-run", "--report", "markdown");
    assert.match(stdout, /^## Checked: Development → Staging\n/);
    const order = ["### Errors (6)", "### Warnings (", "### Information (", "### Changes", "<details>"];
    const places = order.map((part) => stdout.indexOf(part));
    assert.ok(
      places.every((place) => place > 0),
      `${places.join()}`,
    );
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.match(stdout, /^\| Region \| `lmi_Region` \| picklist \| Merge \| blocked \| 1 error \|$/m);
    assert.match(stdout, /^5 resources are unchanged or skipped\.$/m);
    assert.equal(stdout.match(/<details>/g)?.length, stdout.match(/<\/details>/g)?.length);
  });

  it("works with --plan-out and --plan, and says what moved", async () => {
    await pack("staging", "--all");
    const made = await importInto("production", "--plan-out", "../plan.json", "--report", "markdown");
    assert.equal(made.exitCode, 0);
    assert.match(made.stdout, /^## Checked: [^]*The plan was written to /);
    const account = path.join(workspace, "environments/production/entities/Account.json");
    fs.writeFileSync(account, fs.readFileSync(account, "utf8").replace("{", '{ "note": "mine",'));
    const moved = "environments/production/entities/Account.json was changed since the plan was made.";
    for (const format of formats) {
      const refused = await importInto("production", "--plan", "../plan.json", "--report", format);
      assert.equal(refused.exitCode, 1);
      assert.ok(refused.stdout.includes(moved), refused.stdout);
      if (format === "junit") {
        assert.ok(childText(casesOf(refused).get("import as a whole"), "failure")?.includes(moved));
      }
    }
  });

  it("is there for a package that is refused as well, and for wrong usage as far as JSON is promised", async () => {
    fs.writeFileSync(path.join(folder(), "p.zip"), "no zip");
    const before = snapshotTree(folder());
    for (const format of formats) {
      const refused = await importInto("staging", "--report", format);
      assert.equal(refused.exitCode, 1);
      assert.match(refused.stdout, /p\.zip/);
      assert.match(refused.stderr, /^envferry: .*package-unreadable/);
      if (format === "junit") {
        assert.match(childText(casesOf(refused).get("package-unreadable"), "failure") ?? "", /p\.zip/);
      }
      const wrong = await importInto("nowhere", "--report", format);
      assert.equal(wrong.exitCode, 2);
      if (format === "json") {
        assert.match(jsonOf<{ problems: { message: string }[] }>(wrong).problems[0]!.message, /nowhere/);
      } else {
        assert.equal(wrong.stdout, "");
      }
    }
    assert.deepEqual(snapshotTree(folder()), before);
  });

  it("passes as junit when there is nothing to import", async () => {
    await pack("production", "--all");
    const nothing = await importInto("production", "--report", "junit");
    assert.equal(nothing.exitCode, 4);
    const cases = casesOf(nothing);
    assert.ok([...cases.values()].every((one) => childText(one, "failure") === undefined));
    assert.match(
      childText(cases.get("import as a whole"), "system-out") ?? "",
      /^warning: .*same-environment/,
    );
  });
});

describe("envferry import --report of hostile texts", () => {
  const folder = useTemporaryFolder();
  const evil =
    '</testcase></details>]]>&amp;<img src=x onerror="alert(1)"> | ` [x](http://evil.example) @octocat #1 \u0000\u001b[31m\u202e\ud800\ufffe\r\n# Title';

  it("keeps them texts: valid XML, plain Markdown", async () => {
    const packed = await buildTestPackage({
      header: { name: `Package ${evil}`, source: { name: "source", displayName: `Source ${evil}` } },
      definitions: [
        entity({
          displayName: `Entity ${evil}`,
          fields: [
            field({ displayName: `Field ${evil}`, maxLength: 5 }),
            picklistField({ displayName: `Missing ${evil}`, picklist: "con_Missing" }),
          ],
        }),
        picklist({ displayName: `Picklist ${evil}`, description: evil }),
      ],
    });
    writeTree(folder(), {
      ...environmentFiles({ entities: [entity()], picklists: [picklist()] }),
      "p.zip": packed,
    });
    for (const format of formats) {
      const run = await envferry(["import", "p.zip", "--env", "dev", "--report", format], { cwd: folder() });
      assert.equal(run.exitCode, 1, run.stderr);
      for (const sign of ["\u0000", "\u001b", "\u202e"]) {
        const at = run.stdout.indexOf(sign);
        assert.equal(
          at,
          -1,
          `${format} holds ${JSON.stringify(run.stdout.slice(Math.max(0, at - 60), at + 20))}`,
        );
      }
      if (format === "junit") {
        const cases = casesOf(run);
        const name = [...cases.keys()].find((one) => one.startsWith("Entity "));
        assert.ok(name);
        assert.ok(name.includes('</testcase></details>]]>&amp;<img src=x onerror="alert(1)">'), name);
        assert.ok(name.includes("[U+000A]# Title"), name);
      } else if (format === "markdown") {
        const fenced = run.stdout.replace(/^(`{3,})diff\n[^]*?\n\1$/gm, "");
        assert.doesNotMatch(fenced, /<img|<\/testcase|\[x\]|@octocat|^# |http:\/\/evil/m);
        assert.equal(fenced.match(/<details>/g)?.length, fenced.match(/<\/details>/g)?.length);
        for (const row of fenced.match(/^\|.*$/gm) ?? []) {
          assert.equal(row.split("|").length, 8, row);
        }
      } else {
        jsonOf(run);
      }
    }
  });

  /** An import of many entities that get a field, and of one whose field would change its type. */
  async function writeManyAndOneError(names: { readonly package: string }): Promise<void> {
    const old = Array.from({ length: 900 }, (_, index) => entity({ name: `con_E${index}` }));
    const changed = old.map((one) => ({ ...one, fields: [...one.fields, field({ name: "con_More" })] }));
    const last = entity({ name: "con_Z", fields: [field(), field({ name: "con_Kind", type: "text" })] });
    const lastChanged = entity({
      name: "con_Z",
      fields: [field(), field({ name: "con_Kind", type: "integer" })],
    });
    writeTree(folder(), {
      ...environmentFiles({ entities: [...old, last] }),
      "p.zip": await buildTestPackage({
        header: { name: names.package },
        definitions: [...changed, lastChanged],
      }),
    });
  }
  const reportOf = async (): Promise<string> => {
    const args = ["import", "p.zip", "--env", "dev", "--dry-run", "--report", "markdown"];
    return (await envferry(args, { cwd: folder() })).stdout;
  };

  it("as markdown tells what blocks the import first, however many resources there are", async () => {
    await writeManyAndOneError({ package: "Many" });
    const report = await reportOf();
    assert.match(report, /### Errors \(1\)\n\n.*con_Z.*con_Kind.*\(type-changed\)/);
    assert.ok(report.indexOf("### Errors") < report.indexOf("| Resource |"));
    assert.match(report, /\| Resource \|.*\n\|.*\n\|.*`con_Z`.*blocked/);
    assert.ok(report.length < 65_536);
  });

  it("as markdown fits into a comment, however long the names are", async () => {
    await writeManyAndOneError({ package: "&".repeat(100_000) });
    const report = await reportOf();
    assert.ok(report.length < 65_536, `${report.length}`);
    assert.match(report, /### Errors \(1\)/);
  });

  it("as markdown fits into a comment, however large the import, and says what isn't shown", async () => {
    const definitions = Array.from({ length: 1_000 }, (_, index) =>
      picklist({ name: `con_P${index}`, displayName: `Picklist number ${index}` }),
    );
    writeTree(folder(), { ...environmentFiles(), "p.zip": await buildTestPackage({ definitions }) });
    const args = ["import", "p.zip", "--env", "dev", "--dry-run", "--report", "markdown"];
    const { stdout, exitCode } = await envferry(args, { cwd: folder() });
    assert.equal(exitCode, 0);
    assert.ok(stdout.length < 65_536 && stdout.length > 50_000, `${stdout.length}`);
    assert.match(stdout, /\d more resources, for which there is no room here\.\n/);
  });
});
