import assert from "node:assert/strict";
import type { ActionOption } from "../../../../src/protocol/importWizard";
import {
  isProblem,
  optionText,
  outcomeText,
  problemAction,
  statusOf,
  statusRank,
} from "../../../../webview-ui/import-wizard/rowWords";
import { plan, row } from "./models";

describe("the words of a row", () => {
  const cases = [
    {
      plan: plan({ errors: 2, warnings: 1, removes: "1 field" }),
      id: "error",
      text: "2 errors, 1 warning",
      verb: "Resolve",
    },
    {
      plan: plan({ removes: "1 field", warnings: 3_000 }),
      id: "removal",
      text: "Removal, 3,000 warnings",
      verb: "Review",
    },
    { plan: plan({ warnings: 1 }), id: "warning", text: "1 warning", verb: "Review" },
    { plan: plan(), id: "ready", text: "Ready", verb: undefined },
    { plan: undefined, id: "none", text: "Not checked", verb: undefined },
  ] as const;

  for (const { plan: planned, id, text, verb } of cases) {
    it(`${id}: the gravest that was found counts`, () => {
      const one = row("con_A", planned && { plan: planned });
      assert.equal(statusOf(one).id, id);
      assert.equal(statusOf(one).text, text);
      assert.equal(problemAction(one)?.verb, verb);
      assert.equal(isProblem(one), verb !== undefined);
    });
  }

  it("hide no warning of what is removed or skipped", () => {
    const textOf = (...planned: Parameters<typeof plan>): string =>
      statusOf(row("con_A", { plan: plan(...planned) })).text;
    assert.equal(textOf({ removes: "1 field" }), "Removal");
    assert.equal(textOf({ outcome: "skip" }), "Skipped");
    assert.equal(textOf({ outcome: "skip", warnings: 1 }), "Skipped, 1 warning");
  });

  it("come in the order of what needs attention", () => {
    const ranks = cases.map(({ plan: planned }) => statusRank(row("con_A", planned && { plan: planned })));
    assert.deepEqual(ranks, [0, 1, 2, 3, 4]);
  });

  it("say what will happen", () => {
    const text = (...planned: Parameters<typeof plan>): string =>
      outcomeText(row("con_A", { plan: plan(...planned) }));
    assert.equal(text({ outcome: "create" }), "Create");
    assert.equal(text({ outcome: "update", changes: 1 }), "Update, 1 change");
    assert.equal(
      text({ outcome: "update", changes: 1_200, removes: "3 fields and 1 key" }),
      "Removes 3 fields and 1 key, 1,200 changes in all",
    );
    assert.equal(text({ outcome: "unchanged" }), "Unchanged");
    assert.equal(text({ outcome: "skip" }), "Skip");
    assert.equal(text({ outcome: "blocked" }), "Blocked");
    assert.equal(outcomeText(row("con_A")), "");
  });
});

describe("the words of an action", () => {
  const option = (overrides: Partial<ActionOption> = {}): ActionOption => ({
    id: "merge",
    outcome: "update",
    findings: [],
    changes: [],
    moreChanges: 0,
    effects: [],
    ...overrides,
  });
  const found = (severity: "error" | "warning" | "information"): ActionOption["findings"][number] => ({
    rule: "r",
    severity,
    message: "M.",
    places: [],
    steps: [],
  });

  it("say what it would do here", () => {
    assert.equal(optionText(option({ outcome: "create" })), "Creates it");
    assert.equal(optionText(option({ outcome: "unchanged" })), "Changes nothing");
    assert.equal(optionText(option({ outcome: "skip" })), "Leaves it alone");
    assert.equal(
      optionText(option({ outcome: "blocked", findings: [found("error"), found("information")] })),
      "Can't be imported; 1 error",
    );
    assert.equal(
      optionText(
        option({
          changes: [{ kind: "added", what: "field con_A" }],
          moreChanges: 2,
          removes: "1 field",
          findings: [found("warning"), found("warning")],
        }),
      ),
      "Removes 1 field, for which you are asked again; makes 3 changes in all; 2 warnings",
    );
  });
});
