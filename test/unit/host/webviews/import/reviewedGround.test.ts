import assert from "node:assert/strict";
import type { SetupAction } from "../../../../../src/core/import/setupAction";
import { whatMoved, type Ground } from "../../../../../src/host/webviews/import/reviewedGround";

const reviewed: Ground = {
  workspaceFolder: "file:///work",
  environmentsFolder: "environments",
  environment: "staging",
  packageHash: "a".repeat(64),
  choices: new Map<string, SetupAction>([["entity:con_Project", "skip"]]),
};

describe("the ground that an import was reviewed on", () => {
  it("is the same as long as nothing of it is another", () => {
    assert.deepEqual(whatMoved(reviewed, { ...reviewed, choices: new Map(reviewed.choices) }), []);
  });

  const others: [what: string, now: Partial<Ground>, words: RegExp][] = [
    ["the workspace folder", { workspaceFolder: "file:///other" }, /another workspace folder/],
    ["the environments folder", { environmentsFolder: "copies" }, /in copies now, not in environments/],
    ["the environment", { environment: "production" }, /into production, not into staging/],
    ["the package", { packageHash: "b".repeat(64) }, /package is another/],
    ["a choice", { choices: new Map([["entity:con_Project", "merge"]]) }, /setup of 1 resource/],
    ["one choice less", { choices: new Map() }, /setup of 1 resource/],
    [
      "one choice more",
      { choices: new Map<string, SetupAction>([...reviewed.choices, ["picklist:con_Stage", "add"]]) },
      /setup of 1 resource/,
    ],
  ];
  for (const [what, now, words] of others) {
    it(`has moved with ${what}, which is said`, () => {
      const moved = whatMoved(reviewed, { ...reviewed, ...now });
      assert.equal(moved.length, 1);
      assert.match(moved[0] ?? "", words);
    });
  }

  it("has moved when there is none any more, and says all that did", () => {
    assert.equal(whatMoved(reviewed, undefined).length, 1);
    assert.equal(whatMoved(reviewed, { ...reviewed, environment: "x", packageHash: "y" }).length, 2);
  });
});
