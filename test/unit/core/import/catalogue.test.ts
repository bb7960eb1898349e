import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readHistory } from "../../../../src/core/history/historyFile";
import { planImport } from "../../../../src/core/import/planImport";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { steadyPacer } from "../../../support/testPlatform";
import { catalogue, notYetPossible, triedElsewhere } from "./catalogue";
import { findCases, targetFolder, type ImportCase } from "./importCase";
import { choose, loadTarget } from "./importing";
import { packageOf } from "./packageOf";

/** Every code that the rules for imports must have; a copy, so that a rule can't get lost together with its line in the table. */
const codes = `
  package-unreadable package-encrypted package-manifest-missing package-manifest-invalid package-format-newer
  package-entry-missing package-entry-unlisted package-entry-duplicate package-entry-unsafe package-checksum package-limits
  package-empty package-format-older
  same-environment version-lower import-running import-interrupted target-read-only target-shared workspace-untrusted
  target-changed
  definition-invalid name-case kind-mismatch standard-entity-missing standard-part-changed target-invalid unsaved-changes
  dependency-missing dependency-skipped dependency-differs type-changed choices-changed lookup-targets-reduced length-reduced range-narrowed
  precision-reduced required-added unique-added key-changed default-invalid primary-field-invalid fields-removed keys-removed
  entries-removed translations-removed still-referenced looks-renamed entry-relabelled entry-renumbered changed-in-target
  gone-in-source reintroduced unchanged`
  .trim()
  .split(/\s+/);

/** What the runs of a case find: `error name-case`, each once. */
async function foundIn({ before, contents, conditions, runs }: ImportCase): Promise<ReadonlySet<string>> {
  const pkg = await packageOf(contents);
  const found = new Set<string>();
  for (const { actions } of runs) {
    const fs = new MemoryFileSystem(before);
    const known = { ...conditions, history: await readHistory(fs, targetFolder) };
    const plan = await planImport(pkg, await loadTarget(fs), choose(actions), steadyPacer, known);
    for (const { severity, rule } of [...plan.findings, ...plan.items.flatMap((item) => item.findings)]) {
      found.add(`${severity} ${rule}`);
    }
  }
  return found;
}

describe("the catalogue of import rules", () => {
  const cases = new Map(findCases().map((one) => [one.name, one]));
  const found = new Map<string, ReadonlySet<string>>();

  before(async () => {
    for (const one of cases.values()) {
      found.set(one.name, await foundIn(one));
    }
  });

  for (const code of codes) {
    it(`${code} is tried`, () => {
      const places = [code in catalogue, code in triedElsewhere, notYetPossible.includes(code)];
      assert.equal(places.filter(Boolean).length, 1);
    });
  }

  for (const [code, { severities, cases: names }] of Object.entries(catalogue)) {
    it(`${code} is found in its cases, as ${severities.join(", ")}`, () => {
      assert.ok(names.length > 0);
      const seen = new Set<string>();
      for (const name of names) {
        const here = [...(found.get(name) ?? [])].filter((one) => one.endsWith(` ${code}`));
        assert.ok(here.length > 0, `in test/fixtures/import/${name}`);
        here.forEach((one) => seen.add(one));
      }
      assert.deepEqual([...seen].sort(), severities.map((severity) => `${severity} ${code}`).sort());
    });
  }

  for (const [code, file] of Object.entries(triedElsewhere)) {
    it(`${code} is expected in ${file}`, () => {
      assert.ok(readFileSync(file, "utf8").includes(`"${code}"`));
    });
  }

  it("has every code, in the severities that it says, of all that is found in any case", () => {
    const allowed = Object.entries(catalogue).flatMap(([code, { severities }]) =>
      severities.map((severity) => `${severity} ${code}`),
    );
    const unknown = [...found].flatMap(([name, all]) =>
      [...all].filter((one) => !allowed.includes(one)).map((one) => `${one} in ${name}`),
    );
    assert.deepEqual(unknown, []);
  });
});
