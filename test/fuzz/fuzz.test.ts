import assert from "node:assert/strict";
import { scaled } from "../../scripts/editor/timeScale";
import { packageProblemCodes } from "../../src/core/package/packageProblem";
import { tries } from "../support/runLength";
import { Random } from "./random";
import { describeFailure, runFuzz } from "./runFuzz";

const seed = 20261122;

describe("packages and environments that are damaged at random", () => {
  it("are refused with the listed codes, or are sound", async function () {
    this.timeout(scaled(600_000));
    const cases = tries({ short: 500, long: 20_000 });
    const report = await runFuzz({ seed, cases });
    assert.equal(report.failures.map((failure) => describeFailure(seed, failure)).join("\n\n"), "");
    assert.equal(report.cases, cases);
    // That nothing fails says little of cases that all end alike. Some ends are too rare for a short run.
    const expected = ["opened", "loaded", "definition-invalid"];
    const rare = tries({ short: [], long: [...packageProblemCodes] });
    const missing = [...expected, ...rare].filter((code) => (report.codes[code] ?? 0) === 0);
    assert.deepEqual(missing, []);
  });

  it("are the same for the same seed", () => {
    const numbers = (...seeds: (string | number)[]): number[] => {
      const random = new Random(...seeds);
      return [random.next(), random.below(1_000), random.between(5, 9)];
    };
    assert.deepEqual(numbers(seed, 1), numbers(seed, 1));
    assert.notDeepEqual(numbers(seed, 1), numbers(seed, 2));
  });
});
