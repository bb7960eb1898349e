import assert from "node:assert/strict";
import { scaled, timeScale, timeScaleVariable } from "../../../scripts/editor/timeScale";

describe("time limits", () => {
  let before: string | undefined;
  beforeEach(() => (before = process.env[timeScaleVariable]));
  afterEach(() => {
    if (before === undefined) {
      delete process.env[timeScaleVariable];
    } else {
      process.env[timeScaleVariable] = before;
    }
  });

  it("are stretched by what was found out about the machine, and never shortened", () => {
    for (const [found, scale] of [
      ["2.5", 2.5],
      ["0.3", 1],
      ["much", 1],
      ["Infinity", 1],
    ] as const) {
      process.env[timeScaleVariable] = found;
      assert.equal(timeScale(), scale, found);
    }
    process.env[timeScaleVariable] = "2.5";
    assert.equal(scaled(1_001), 2_503);
  });
});
