import assert from "node:assert/strict";
import fc from "fast-check";
import { packageNameProblem, suggestPackageName } from "../../../../src/core/package/packageName";
import { assertSentence } from "../../../support/assertSentence";

describe("packageNameProblem", () => {
  for (const name of [
    "dev-2026-01-31",
    "Release 1.2",
    ".hidden",
    "a.b",
    "Überführung",
    "リリース",
    "console",
    "com10",
    "comma",
    "x".repeat(100),
    `  ${"x".repeat(100)}  `,
    "it's (new) & [good] #1, 100%; 50€!",
  ]) {
    it(`has nothing against ${JSON.stringify(name.slice(0, 40))}`, () => {
      assert.equal(packageNameProblem(name), undefined);
    });
  }

  for (const name of ["", " ", "\t\n"]) {
    it(`wants a name where there is ${JSON.stringify(name)}`, () => {
      assert.equal(packageNameProblem(name), "Give the package a name.");
    });
  }

  for (const character of ["<", ">", ":", '"', "/", "\\", "|", "?", "*"]) {
    it(`names the character that can't be in it: ${character}`, () => {
      const problem = packageNameProblem(`a${character}b`);
      assert.ok(problem?.includes(` ${character} `), problem);
    });
  }

  for (const character of ["\0", "\t", "\n", "\u007f", "\u0085"]) {
    it(`says what it can't show: ${JSON.stringify(character)}`, () => {
      assert.match(packageNameProblem(`a${character}b`) ?? "", /a control character/);
    });
  }

  for (const name of [
    "con",
    "CON",
    "Nul.zip",
    "aux.b.c",
    "prn",
    "com1",
    "COM0",
    "lpt9",
    "com¹",
    " con ",
    "lpt³.x",
  ]) {
    it(`refuses what Windows reserves: ${JSON.stringify(name)}`, () => {
      assert.match(packageNameProblem(name) ?? "", /^Windows reserves the name/);
    });
  }

  for (const name of ["a.", "..", ".", "a. "]) {
    it(`refuses a dot at the end: ${JSON.stringify(name)}`, () => {
      assert.match(packageNameProblem(name) ?? "", /end with a dot/);
    });
  }

  it("counts the characters that stay", () => {
    assert.match(packageNameProblem("x".repeat(101)) ?? "", /at most 100 characters/);
  });

  it("says it in one sentence, whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (name) => {
        const problem = packageNameProblem(name);
        if (problem !== undefined) {
          assertSentence(problem);
        }
      }),
    );
  });

  it("lets no name through that leaves a folder", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."./\\:a ") }), (name) => {
        if (packageNameProblem(name) === undefined) {
          assert.doesNotMatch(name.trim(), /[/\\:]|^\.{1,2}$/);
        }
      }),
    );
  });
});

describe("suggestPackageName", () => {
  it("is the environment and the day where the user is", () => {
    assert.equal(suggestPackageName("dev", new Date(2026, 0, 5, 23, 59)), "dev-2026-01-05");
    assert.equal(suggestPackageName("dev", new Date(2026, 11, 31, 0, 0)), "dev-2026-12-31");
  });

  it("is a name that a package can have, in whatever environment", () => {
    for (const name of ["dev", "Staging_2", "x"]) {
      assert.equal(packageNameProblem(suggestPackageName(name, new Date())), undefined);
    }
  });
});
