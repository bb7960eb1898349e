import assert from "node:assert/strict";
import { OutputTurns } from "../../../scripts/test/outputTurns";

describe("jobs that print at the same time", () => {
  let printed: string[];
  let turns: OutputTurns;

  beforeEach(() => {
    printed = [];
    turns = new OutputTurns((chunk) => printed.push(String(chunk)));
  });

  it("come one after the other, the first at once", () => {
    const [first, second, third] = [turns.begin(), turns.begin(), turns.begin()];
    third.write("3a");
    first.write("1a");
    second.write("2a");
    assert.deepEqual(printed, ["1a"]);
    third.end();
    assert.deepEqual(printed, ["1a"]);
    first.end();
    assert.deepEqual(printed, ["1a", "2a"]);
    second.write("2b");
    assert.deepEqual(printed, ["1a", "2a", "2b"]);
    second.end();
    assert.deepEqual(printed, ["1a", "2a", "2b", "3a"]);
  });

  it("leave the turn to one that begins later", () => {
    turns.begin().end();
    turns.begin().write("later");
    assert.deepEqual(printed, ["later"]);
  });
});
