import assert from "node:assert/strict";
import type { Environment, Problem } from "../../src/core/environment/environment";
import { decodeUtf8 } from "../../src/core/json/readJson";
import type { Package } from "../../src/core/package/package";
import { packageProblemCodes, type PackageProblem } from "../../src/core/package/packageProblem";
import { assertSentence } from "../support/assertSentence";

/** Codes that a file of an environment, or a definition of a package, may be refused with. */
const definitionCodes = new Set([
  "definition-misplaced",
  "name-case",
  "null-value",
  "origin-missing",
  "property-of-other-type",
  "property-unknown",
  "text-direction",
  "translation-unused",
  "environment-invalid",
  "definition-invalid",
  "dependency-missing",
  "primary-field-invalid",
  "key-invalid",
  "default-invalid",
]);
/** What a person still reads. A file's own name or a path in it may be longer than a line, but not a page. */
const longestMessage = 1_500;

/** One sentence for a person, on one line, that no name in a hostile file can take over. */
export function checkMessage(message: string): void {
  assert.ok(
    message.length <= longestMessage,
    `a message of ${message.length} characters: ${message.slice(0, 300)}`,
  );
  assertSentence(message);
  assert.doesNotMatch(message, /[\p{Cc}\p{Zl}\p{Zp}]/u, "a control character or line break in a message");
}

export function checkPackageProblems(problems: readonly PackageProblem[]): void {
  assert.ok(problems.length > 0, "refused without a reason");
  for (const { code, message, entry } of firstAndLast(problems)) {
    assert.ok(packageProblemCodes.includes(code), `the code ${code} isn't listed`);
    checkMessage(message);
    assert.ok(entry === undefined || typeof entry === "string");
  }
}

export function checkPackage({ manifest, resources }: Package): void {
  assert.ok(resources.length > 0);
  assert.equal(resources.length, manifest.resources.length);
  for (const { ref, path, sha256, definition, issues } of resources) {
    assert.equal(path, `${ref.type === "entity" ? "entities" : "picklists"}/${ref.name}.json`);
    assert.match(sha256, /^[0-9a-f]{64}$/);
    assert.equal(definition === undefined, issues.length > 0);
    assert.ok(definition === undefined || definition.name === ref.name);
    for (const { code, message } of firstAndLast(issues)) {
      assert.ok(definitionCodes.has(code), `the code ${code} isn't listed`);
      checkMessage(message);
    }
  }
}

/** Every problem says where: in a file that there is, at a place that it has. */
export function checkProblems(problems: readonly Problem[], files: ReadonlyMap<string, Uint8Array>): void {
  const lines = new Map<string, readonly string[]>();
  for (const { file, line, column, severity, code, message } of firstAndLast(problems)) {
    assert.ok(definitionCodes.has(code), `the code ${code} isn't listed`);
    assert.ok(severity === "error" || severity === "warning");
    checkMessage(message);
    const bytes = files.get(file);
    if (!bytes) {
      assert.match(file, /\/environment\.json$/, `${file} isn't there, but has the problem: ${message}`);
      assert.deepEqual([line, column], [1, 1]);
      continue;
    }
    const known = lines.get(file) ?? (decodeUtf8(bytes) ?? "").split("\n");
    lines.set(file, known);
    const text = known[line - 1];
    assert.ok(text !== undefined, `${file} has ${known.length} lines, not ${line}: ${message}`);
    assert.ok(column >= 1 && column <= text.length + 1, `line ${line} of ${file} has no column ${column}`);
  }
}

/** Each file is either loaded or broken, and a broken one has a problem of its own. */
export function checkEnvironment(environment: Environment, files: ReadonlyMap<string, Uint8Array>): void {
  const known = [...environment.resources, ...environment.broken].map(({ file }) => file);
  assert.deepEqual(
    known.sort(),
    [...files.keys()].filter((file) => /\/(?:entities|picklists)\/[^./][^/]*\.json$/.test(file)).sort(),
  );
  for (const { file, problems } of environment.broken) {
    assert.ok(problems.length > 0);
    assert.ok(problems.every((problem) => problem.file === file));
  }
  checkProblems(environment.problems, files);
}

/** Thousands of problems of the same list are alike. */
function firstAndLast<T>(items: readonly T[], many = 200): readonly T[] {
  return items.length <= 2 * many ? items : [...items.slice(0, many), ...items.slice(-many)];
}
