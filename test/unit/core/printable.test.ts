import assert from "node:assert/strict";
import { presentable } from "../../../src/core/checks/presentable";
import { planImport } from "../../../src/core/import/planImport";
import { findLoss } from "../../../src/core/json/findLoss";
import { openPackage } from "../../../src/core/package/openPackage";
import type { DefinitionIssue } from "../../../src/core/resources/resourceType";
import { isolated, printable } from "../../../src/core/text";
import { assertSentence } from "../../support/assertSentence";
import { entity, field, loadTestEnvironment, openTestPackage, picklistField } from "../../support/factories";
import { hostilePackage, packageWith, problemsOf } from "../../support/hostilePackage";
import { steadyPacer, testPlatform } from "../../support/testPlatform";

const long = "x".repeat(5_000);

/** One line that is no longer than a screen. */
function assertReadable(message: string): void {
  assertSentence(message);
  assert.ok(message.length <= 1_000, `${message.length} characters`);
  assert.doesNotMatch(message, /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
}

describe("printable", () => {
  it("leaves what can be read as it is", () => {
    for (const text of ["", "Project → Stage", "日本語 العربية", "x".repeat(1_000)]) {
      assert.equal(printable(text), text);
    }
  });

  it("leaves out the middle of a long text, and keeps its end", () => {
    const short = printable(`begin${long}end.`, 100);
    assert.equal(short.length, 100);
    assert.match(short, /^beginx+…x+end\.$/);
  });

  it("tells by its number what would break a line, steer a terminal or turn the text round", () => {
    assert.equal(
      printable("a\nb\u001b[2J\u0085\u2028\u2029\u202e\u200f."),
      "a[U+000A]b[U+001B][2J[U+0085][U+2028][U+2029][U+202E][U+200F].",
    );
    assert.ok(printable("\u202e".repeat(5_000)).length <= 1_000);
  });
});

describe("a name in a sentence", () => {
  it("is isolated where it is written from right to left", () => {
    assert.equal(isolated("لقب"), "\u2068لقب\u2069");
    assert.equal(isolated("a שלום"), "\u2068a שלום\u2069");
    assert.equal(isolated("Straße 日本 x → y"), "Straße 日本 x → y");
  });

  it("can't end its isolation, or turn round what follows", () => {
    assert.equal(isolated("\u2069\u202eלקוח"), "\u2068[U+2069][U+202E]לקוח\u2069");
  });
});

describe("what is said of hostile names", () => {
  it("is one line, for files of a package", async () => {
    for (const name of [`${long}.json`, "a\u2028b", "\u202egnp.exe", "a\u0085b"]) {
      const problems = await problemsOf(packageWith({ name }));
      assert.equal(problems[0]?.code, "package-entry-unlisted");
      problems.forEach(({ message }) => assertReadable(message));
    }
  });

  it("is one line, for display names that the manifest contradicts", async () => {
    const definitions = [entity({ displayName: `${long}\n` })];
    const opened = await openPackage(
      hostilePackage({ definitions, resources: { 0: { displayName: "a\nb" } } }),
      testPlatform,
    );
    assert.ok(opened.ok);
    const { issues } = opened.value.resources[0]!;
    assert.equal(issues.length, 1);
    issues.forEach(({ message }) => assertReadable(message));
  });

  it("is one line, for files of an environment", async () => {
    const definition = entity({ name: "con_Project", fields: [], con_x: 1 });
    const files = {
      "entities/a\nb.json": JSON.stringify(definition),
      "entities/A\nb.json": JSON.stringify(definition),
      "entities/con_X.json": JSON.stringify({ ...entity(), translations: { [`de\n${long}`]: 1 } }),
    };
    const { problems } = await loadTestEnvironment({ files });
    assert.equal(problems.length, 3);
    problems.forEach(({ message }) => assertReadable(message));
  });

  it("is one line, for findings on an import", async () => {
    const displayName = `Two\nlines ${long}`;
    const definitions = [
      entity({ displayName, fields: [picklistField({ displayName, picklist: "con_Gone" })] }),
    ];
    const target = await loadTestEnvironment();
    const plan = await planImport(await openTestPackage({ definitions }), target, () => "merge", steadyPacer);
    const messages = plan.items.flatMap(({ findings }) => findings.map(({ message }) => message));
    assert.ok(messages.length > 0);
    messages.forEach(assertReadable);
  });

  it("is one line, for a default of any length", async () => {
    const entities = [
      entity({ fields: [field({ type: "picklist", entries: [], default: long })], primaryField: "con_Name" }),
    ];
    const { problems } = await loadTestEnvironment({ entities });
    problems.forEach(({ message }) => assertReadable(message));
    assert.ok(problems.some(({ code }) => code === "default-invalid"));
  });

  it("is short, for what writing a file again would lose", () => {
    for (const text of [`{"${long}":1,"${long}":2}`, `[${"9".repeat(5_000)}]`, '{"a\\nb":1,"a\\nb":2}']) {
      const loss = findLoss(new TextEncoder().encode(text));
      assertReadable(`It ${loss}.`);
    }
  });

  it("is said even of a file nested too deep for the parser", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    assert.equal(findLoss(new TextEncoder().encode(deep)), "is nested too deep to be written again");
  });
});

describe("presentable", () => {
  const issue: DefinitionIssue = { code: "x", severity: "warning", message: "It is wrong.", path: ["a"] };

  it("tells up to a thousand issues as they are", () => {
    const issues = Array.from({ length: 1_000 }, () => issue);
    assert.deepEqual(presentable(issues), issues);
  });

  it("counts the rest, which is an error where one of them is", () => {
    const more = Array.from({ length: 3_000 }, () => issue);
    assert.deepEqual(presentable(more).slice(1_000), [
      {
        ...issue,
        message: "The file has 2,000 more problems; they show when those before them are mended.",
        standsFor: 2_000,
      },
    ]);
    const last = presentable([...more, { ...issue, severity: "error" }]).at(-1);
    assert.equal(last?.severity, "error");
  });
});
