import assert from "node:assert/strict";
import { compareVersions } from "../../../../src/core/package/compareVersions";

/** Each list from the lowest to the highest. */
const ordered: Readonly<Record<string, readonly string[]>> = {
  "dotted numbers, part by part": ["0.9", "1", "1.0.1", "1.2", "1.10", "1.10.0.1", "2", "10"],
  "pre-releases as semver.org orders them": [
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.0.1-0",
  ],
  "numbers beyond what a number holds": [
    "99999999999999999998",
    "99999999999999999999",
    "100000000000000000000",
  ],
  "a leading v": ["v1.9", "1.10", "V2"],
  "other texts, as texts": ["2025 autumn", "2026 spring", "spring"],
};

describe("comparing versions", () => {
  for (const [title, versions] of Object.entries(ordered)) {
    it(`orders ${title}`, () => {
      for (const [index, version] of versions.entries()) {
        for (const [other, second] of versions.entries()) {
          assert.equal(
            Math.sign(compareVersions(version, second)),
            Math.sign(index - other),
            `${version}, ${second}`,
          );
        }
      }
    });
  }

  it("takes for equal what says the same", () => {
    const same = [
      ["1", "1.0.0"],
      ["1.2", "v1.2"],
      ["1.2.3+build.5", "1.2.3+build.7"],
      ["01.002", "1.2"],
      [" 1.2 ", "1.2"],
    ] as const;
    for (const [one, other] of same) {
      assert.equal(compareVersions(one, other), 0, `${one}, ${other}`);
    }
  });
});
