import assert from "node:assert/strict";
import { assertSentence } from "../../../support/assertSentence";
import { codesOf, packageEntries, packageWith, problemsOf, tamper } from "../../../support/hostilePackage";
import { hostileZip, linkMode, type HostileEntry } from "../../../support/hostileZip";

describe("openPackage, of a package with an unsafe entry", () => {
  const unsafe: Record<string, HostileEntry> = {
    "a path that leaves the package": { name: "../outside.json" },
    "a path that leaves it further down": { name: "entities/../../outside.json" },
    "a path that leaves it and comes back": { name: "entities/../entities/a.json" },
    "a folder that leaves it": { name: "entities/../" },
    "an absolute path": { name: "/etc/passwd" },
    "a network path": { name: "//server/share/a.json" },
    "a drive letter": { name: "C:/a.json" },
    "a drive letter without a slash": { name: "c:a.json" },
    "a backslash": { name: "entities\\a.json" },
    "a backslash that leaves the package": { name: "..\\outside.json" },
    "a network path of Windows": { name: "\\\\server\\share" },
    "a dot as a step": { name: "entities/./a.json" },
    "an empty step": { name: "entities//a.json" },
    "an empty name": { name: "" },
    "only a slash": { name: "/" },
    "a zero byte": { name: "entities/a.json\u0000.txt" },
    "a control character": { name: "entities/\u001b[2Ja.json" },
    "a link": { name: "entities/a.json", content: "/etc/passwd", unixMode: linkMode },
    "a link made on macOS": { name: "entities/a.json", content: "x", unixMode: linkMode, madeOn: 19 },
    "a link to a folder": { name: "entities/", content: "..", unixMode: linkMode },
    "a device": { name: "entities/a.json", unixMode: 0o020666 },
    "a pipe": { name: "entities/a.json", unixMode: 0o010666 },
    "a socket": { name: "entities/a.json", unixMode: 0o140666 },
  };
  for (const [what, entry] of Object.entries(unsafe)) {
    it(`refuses ${what}`, async () => {
      const problems = await problemsOf(packageWith(entry));
      assert.deepEqual(
        problems.map((problem) => [problem.code, problem.entry]),
        [["package-entry-unsafe", entry.name]],
      );
      assertSentence(problems[0]!.message, JSON.stringify(entry.name));
    });
  }

  it("refuses a link in place of a file that the manifest lists", async () => {
    const entries = tamper(packageEntries(), "entities/con_Project.json", { unixMode: linkMode });
    assert.deepEqual(await codesOf(hostileZip(entries)), ["package-entry-unsafe", "package-entry-missing"]);
  });

  it("refuses a link in place of the manifest", async () => {
    const entries = tamper(packageEntries(), "manifest.json", { unixMode: linkMode });
    assert.deepEqual(await codesOf(hostileZip(entries)), [
      "package-entry-unsafe",
      "package-manifest-missing",
    ]);
  });

  it("writes no control character into a message", async () => {
    const [problem] = await problemsOf(packageWith({ name: "a\u001b[31m\r\nb.json" }));
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    assert.doesNotMatch(problem!.message, /[\u0000-\u001f]/);
  });

  it("names every unsafe entry, each by itself", async () => {
    const names = ["../a.json", "/b.json", "C:/c.json", "d\\d.json"];
    const problems = await problemsOf(packageWith(...names.map((name) => ({ name }))));
    assert.deepEqual(
      problems.map((problem) => problem.entry),
      names,
    );
  });
});
