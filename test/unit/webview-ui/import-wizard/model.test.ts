import assert from "node:assert/strict";
import { importDraft } from "../../../../src/protocol/importWizard";
import {
  draftOf,
  importedCount,
  initialModel,
  isStarting,
  nextProblem,
  rowsByStatus,
  statusFilters,
  whyNotImport,
  wouldLoseChoices,
  type Event,
} from "../../../../webview-ui/import-wizard/model";
import {
  after,
  dev,
  packageOpened,
  plan,
  result,
  reviewing,
  row,
  staging,
  summary,
  targetsKnown,
} from "./models";

const id = "entity:con_A";
const failed: Event = { kind: "failed", message: "No." };
const asked: Event = {
  kind: "confirmationNeeded",
  question: 1,
  summary: summary(),
  target: "Development",
};
const progress: Event = { kind: "importing", progress: { text: "Importing A", done: 0, total: 2 } };

describe("the import wizard's model: packages", () => {
  it("starts without knowing anything, and can't import", () => {
    assert.equal(initialModel().stage.kind, "starting");
    assert.equal(draftOf(initialModel()), undefined);
  });

  it("shows nothing before it has the words, whatever comes first", () => {
    const opened = packageOpened([row("con_A")]);
    for (const events of [[], [targetsKnown], [opened]]) {
      const now = after(initialModel(), ...events);
      assert.ok(isStarting(now));
      assert.equal(draftOf(now), undefined);
    }
    for (const events of [
      [targetsKnown, opened],
      [opened, targetsKnown],
    ]) {
      assert.ok(!isStarting(after(initialModel(), ...events)));
    }
  });

  it("asks for a package where there is none", () => {
    assert.equal(after(initialModel(), targetsKnown, { kind: "noPackage" }).stage.kind, "choosing");
  });

  it("shows why one is refused, and takes the next", () => {
    const refused = after(initialModel(), { kind: "packageRefused", file: "a.zip", messages: ["No."] });
    assert.equal(refused.stage.kind, "choosing");
    assert.deepEqual(refused.refused, { file: "a.zip", messages: ["No."] });
    const opened = after(refused, packageOpened([row("con_A")]));
    assert.equal(opened.stage.kind, "reviewing");
    assert.equal(opened.refused, undefined);
  });

  it("forgets selected rows, details and choices of what another package hasn't", () => {
    const before = reviewing(
      { kind: "selected", ids: [id, "entity:con_B"] },
      { kind: "detailsOpened", id: "entity:con_B" },
      { kind: "setUp", ids: ["entity:con_B"], action: "skip" },
    );
    const now = after(before, packageOpened([row("con_A")]));
    assert.deepEqual([...now.selected], [id]);
    assert.equal(now.open, undefined);
    assert.deepEqual([...now.setups], []);
    assert.equal(now.summary, undefined);
    const kept = after(before, packageOpened([row("con_B")], { setups: { "entity:con_B": "skip" } }));
    assert.deepEqual([...kept.setups], [["entity:con_B", "skip"]]);
    assert.equal(kept.open?.id, "entity:con_B");
  });

  it("takes back that Import was pressed when another package comes, but not an import that runs", () => {
    const opened = packageOpened([row("con_A")]);
    for (const events of [[], [asked]] as const) {
      const now = after(reviewing({ kind: "importRequested" }, ...events), opened);
      assert.equal(now.stage.kind, "reviewing");
    }
    assert.equal(after(initialModel(), progress, opened).stage.kind, "importing");
    assert.equal(after(initialModel(), { kind: "imported", result }, opened).stage.kind, "ended");
    assert.equal(
      after(initialModel(), { kind: "imported", result }, { kind: "reviewing" }, opened).stage.kind,
      "reviewing",
    );
  });

  it("says what isn't an error without losing anything", () => {
    const before = reviewing();
    assert.deepEqual(after(before, { kind: "noticed", message: "So." }), { ...before, notice: "So." });
  });
});

describe("the import wizard's model: the plan", () => {
  it("replaces only the rows that changed", () => {
    const before = reviewing();
    const changed = row("con_B", { plan: plan({ errors: 1, outcome: "blocked" }) });
    const now = after(before, { kind: "planned", number: 1, rows: [changed], summary: summary() });
    assert.equal(now.rows[0], before.rows[0]);
    assert.equal(now.rows[1], changed);
    assert.equal(
      after(before, { kind: "planned", number: 1, rows: [], summary: summary() }).rows,
      before.rows,
    );
  });

  it("shows a choice at once, and lets nothing be imported before it is checked", () => {
    const now = reviewing({ kind: "setUp", ids: [id], action: "skip" });
    assert.deepEqual(
      now.rows.map(({ action }) => action),
      ["skip", "merge"],
    );
    assert.deepEqual([...now.setups], [[id, "skip"]]);
    assert.match(whyNotImport(now) ?? "", /^Checking/);
    assert.equal(after(now, { kind: "importRequested" }).stage.kind, "reviewing");
    const checked = after(
      now,
      { kind: "planned", number: 1, rows: [], summary: summary() },
      { kind: "busy", text: "" },
    );
    assert.equal(whyNotImport(checked), undefined);
  });

  it("keeps what failed in sight until something else is done", () => {
    const moved = reviewing({ kind: "targetChanged", message: "It moved." });
    assert.equal(moved.failure, "It moved.");
    const replanned = after(moved, { kind: "planned", number: 1, rows: [], summary: summary() });
    assert.equal(replanned.failure, "It moved.");
    for (const event of [
      { kind: "importRequested" },
      { kind: "setUp", ids: [id], action: "skip" },
      { kind: "targetChosen", key: staging },
      packageOpened([]),
    ] as const) {
      assert.equal(after(replanned, event).failure, undefined, event.kind);
    }
  });

  it("says for as long as it is so that the target can't be used", () => {
    const gone: Event = { kind: "targetUnusable", message: "It is gone." };
    const now = reviewing(gone);
    assert.equal(now.unusable, "It is gone.");
    assert.match(whyNotImport(now) ?? "", /can't be used/);
    assert.equal(after(now, failed).unusable, "It is gone.");
    assert.equal(
      after(now, { kind: "planned", number: 1, rows: [], summary: summary() }).unusable,
      undefined,
    );
    assert.equal(after(now, { kind: "targetChosen", key: staging }).unusable, undefined);
    assert.equal(reviewing({ kind: "importRequested" }, gone).stage.kind, "reviewing");
    assert.equal(reviewing({ kind: "importRequested" }, asked, gone).stage.kind, "reviewing");
  });

  it("follows filters, order and the rows that are selected, which are those and no others", () => {
    const now = reviewing(
      { kind: "filtered", text: "a" },
      { kind: "statusChosen", status: "error" },
      { kind: "typeChosen", type: "entity" },
      { kind: "sorted", sort: { column: "status", direction: "descending" } },
      { kind: "selected", ids: [id, "entity:con_B"] },
      { kind: "selected", ids: ["entity:con_B"] },
    );
    assert.deepEqual([now.filter, now.status, now.type], ["a", "error", "entity"]);
    assert.deepEqual(now.sort, { column: "status", direction: "descending" });
    assert.deepEqual([...now.selected], ["entity:con_B"]);
    const cleared = after(now, { kind: "filtersCleared" });
    assert.deepEqual([cleared.filter, cleared.status, cleared.type], ["", "all", ""]);
    assert.deepEqual([...cleared.selected], ["entity:con_B"]);
  });
});

describe("the import wizard's model: details", () => {
  it("open with the action that holds, and keep the one that is tried", () => {
    const now = reviewing({ kind: "detailsOpened", id });
    assert.deepEqual(now.open, { id, action: "merge" });
    const tried = after(now, { kind: "actionTried", action: "add" });
    assert.deepEqual(tried.open, { id, action: "add" });
    assert.equal(tried.rows[0]?.action, "merge");
    assert.equal(after(tried, { kind: "detailsClosed" }).open, undefined);
  });

  it("don't open for what has no plan, and nothing is tried without them", () => {
    const inspecting = after(initialModel(), packageOpened([row("con_A")]), { kind: "detailsOpened", id });
    assert.equal(inspecting.open, undefined);
    assert.equal(after(inspecting, { kind: "actionTried", action: "add" }).open, undefined);
    assert.equal(reviewing({ kind: "detailsOpened", id: "entity:con_None" }).open, undefined);
  });

  it("give way to those of another resource that a step leads to", () => {
    const rows = [row("con_A", { plan: plan() }), row("con_B", { plan: plan(), action: "add" })];
    const other = "entity:con_B";
    const first = after(initialModel(), targetsKnown, packageOpened(rows), { kind: "detailsOpened", id });
    const found = after(first, { kind: "detailsFound", id, options: [], isComplete: true });
    const now = after(found, { kind: "detailsOpened", id: other });
    assert.deepEqual([now.open, now.details], [{ id: other, action: "add" }, undefined]);
    // A step may choose for one row while another's details are open.
    const chosen = after(now, { kind: "setUp", ids: [id], action: "skip" });
    assert.deepEqual([chosen.open, chosen.rows[0]?.action], [{ id: other, action: "add" }, "skip"]);
  });

  it("hold what was found last", () => {
    const found = reviewing({ kind: "detailsFound", id, options: [], isComplete: true });
    assert.deepEqual(found.details, { id, options: [], isComplete: true });
    assert.equal(after(found, { kind: "detailsOpened", id }).details, undefined);
  });
});

describe("the import wizard's model: importing", () => {
  const pressed: Event = { kind: "importRequested" };

  it("checks, asks, imports and ends", () => {
    const checking = reviewing(pressed);
    assert.equal(checking.stage.kind, "checking");
    assert.equal(after(checking, pressed), checking);
    const confirming = after(checking, asked);
    assert.deepEqual(confirming.stage, {
      kind: "confirming",
      question: 1,
      summary: summary(),
      target: "Development",
    });
    assert.equal(after(confirming, { kind: "notConfirmed" }).stage.kind, "reviewing");
    const importing = after(confirming, { kind: "confirmed" });
    assert.deepEqual(importing.stage, { kind: "importing", progress: undefined, isCancelling: false });
    const cancelling = after(importing, { kind: "cancelRequested" }, progress);
    assert.ok(cancelling.stage.kind === "importing" && cancelling.stage.isCancelling);
    assert.deepEqual(cancelling.stage.progress, { text: "Importing A", done: 0, total: 2 });
    const ended = after(cancelling, { kind: "imported", result });
    assert.deepEqual(ended.stage, { kind: "ended", result });
    assert.equal(after(ended, { kind: "reviewing" }).stage.kind, "reviewing");
    assert.deepEqual(after(ended, failed).stage, ended.stage);
  });

  it("asks nothing when something else was done meanwhile", () => {
    for (const event of [
      { kind: "setUp", ids: [id], action: "skip" },
      { kind: "targetChosen", key: staging },
      { kind: "detailsOpened", id },
      { kind: "targetChanged", message: "It moved." },
      failed,
      { kind: "reviewing" },
    ] as const) {
      const now = reviewing(pressed, event);
      assert.equal(now.stage.kind, "reviewing", event.kind);
      assert.equal(after(now, asked).stage.kind, "reviewing", event.kind);
    }
  });

  it("closes the question when its ground is gone", () => {
    for (const event of [{ kind: "targetChanged", message: "It moved." }, failed] as const) {
      assert.equal(reviewing(pressed, asked, event).stage.kind, "reviewing");
    }
  });

  it("can't be cancelled before it runs", () => {
    const before = reviewing();
    assert.equal(after(before, { kind: "cancelRequested" }), before);
  });

  it("says why it can't be pressed", () => {
    assert.equal(whyNotImport(reviewing()), undefined);
    const cases: readonly (readonly [Event[], RegExp])[] = [
      [[{ ...targetsKnown, canImport: false } as Event], /isn't trusted/],
      [[{ ...targetsKnown, target: undefined } as Event], /^Choose the environment/],
      [[{ kind: "busy", text: "Checking" }], /^Checking the import/],
      [[pressed], /^Checking the target again/],
      [
        [{ kind: "planned", number: 1, rows: [], summary: summary({ obstacle: "Resolve it." }) }],
        /^Resolve it\.$/,
      ],
    ];
    for (const [events, expected] of cases) {
      const now = reviewing(...events);
      assert.match(whyNotImport(now) ?? "", expected);
      if (now.stage.kind === "reviewing") {
        assert.equal(after(now, pressed).stage.kind, "reviewing");
      }
    }
    assert.match(whyNotImport(after(initialModel(), targetsKnown, packageOpened([]))) ?? "", /^Checking/);
  });
});

describe("the import wizard's messages", () => {
  it("go when what they tell of is over, and when they are put aside", () => {
    const now = reviewing({ kind: "targetChanged", message: "Changed." });
    assert.equal(now.failure, "Changed.");
    assert.equal(after(now, { kind: "failureOver", message: "Changed." }).failure, undefined);
    // Something else has failed meanwhile.
    assert.equal(after(now, failed, { kind: "failureOver", message: "Changed." }).failure, "No.");
    assert.equal(after(now, { kind: "dismissed", what: "failure" }).failure, undefined);
    const noticed = reviewing({ kind: "noticed", message: "So." });
    assert.equal(after(noticed, { kind: "dismissed", what: "notice" }).notice, undefined);
  });
});

describe("what the import wizard imports", () => {
  it("is told by its number as soon as that is known", () => {
    assert.equal(importedCount(after(initialModel(), targetsKnown)), 0);
    const outcomes = { create: 3, update: 12, unchanged: 4, skip: 2, blocked: 0 };
    const planned: Event = { kind: "planned", number: 2, rows: [], summary: summary({ outcomes }) };
    assert.equal(importedCount(reviewing(planned)), 15);
  });

  it("isn't what is selected", () => {
    const before = reviewing();
    const now = after(before, { kind: "selected", ids: [id] });
    assert.deepEqual([now.rows, now.setups, now.stage], [before.rows, before.setups, before.stage]);
  });
});

describe("another package for the import wizard", () => {
  const chosen = reviewing({ kind: "setUp", ids: [id], action: "skip" });

  it("loses what was chosen, unless it is the same file", () => {
    assert.ok(wouldLoseChoices(chosen, undefined));
    assert.ok(wouldLoseChoices(chosen, "file:///w/b.zip"));
    assert.ok(!wouldLoseChoices(chosen, "file:///w/a.zip"));
    assert.ok(wouldLoseChoices(after(chosen, { kind: "importRequested" }, asked), undefined));
  });

  it("loses nothing where nothing was chosen, or all is done", () => {
    assert.ok(!wouldLoseChoices(reviewing(), undefined));
    assert.ok(!wouldLoseChoices(after(chosen, { kind: "imported", result }), undefined));
    assert.ok(!wouldLoseChoices(initialModel(), undefined));
  });
});

describe("the import wizard's kept choices", () => {
  it("are what it starts with again", () => {
    const now = reviewing(
      { kind: "filtered", text: "a" },
      { kind: "statusChosen", status: "warning" },
      { kind: "typeChosen", type: "entity" },
      { kind: "sorted", sort: { column: "type", direction: "descending" } },
      { kind: "selected", ids: [id] },
      { kind: "setUp", ids: [id], action: "skip" },
      { kind: "detailsOpened", id },
      { kind: "actionTried", action: "add" },
    );
    const draft = draftOf(now);
    assert.deepEqual(importDraft.parse(structuredClone(draft)), draft);
    assert.deepEqual(draft, {
      version: 2,
      uri: "file:///w/a.zip",
      target: dev,
      isInspecting: false,
      setups: { [id]: "skip" },
      filter: "a",
      status: "warning",
      type: "entity",
      sort: { column: "type", direction: "descending" },
      selected: [id],
      details: { id, action: "add" },
    });
    const again = initialModel(draft);
    assert.deepEqual(
      [again.filter, again.status, again.type, again.sort, again.target, again.open],
      [now.filter, now.status, now.type, now.sort, now.target, now.open],
    );
    assert.deepEqual([...again.selected, ...again.setups.keys()], [id, id]);
  });

  it("name a package that was dropped without a place", () => {
    const draft = draftOf(after(initialModel(), targetsKnown, packageOpened([], { uri: undefined })));
    assert.equal(draft?.uri, undefined);
    assert.equal(draft?.dropped, "a.zip");
  });

  it("need not be of this version's statuses", () => {
    const draft = draftOf(reviewing());
    assert.ok(draft);
    assert.equal(initialModel({ ...draft, status: "gone" }).status, "all");
  });
});

describe("the import wizard's filters", () => {
  const rows = [
    row("con_Error", { plan: plan({ errors: 1, outcome: "blocked" }) }),
    row("con_Warning", { plan: plan({ warnings: 2, outcome: "update" }) }),
    row("con_Removal", { plan: plan({ removes: "1 field", warnings: 1, outcome: "update" }) }),
    row("con_New", { plan: plan() }),
    row("con_Same", { plan: plan({ outcome: "unchanged" }), type: "picklist", id: "picklist:con_Same" }),
    row("con_Skipped", { plan: plan({ outcome: "skip" }) }),
  ];
  const names = (status: (typeof statusFilters)[number], type = ""): string[] =>
    rowsByStatus(rows, status, type).map(({ name }) => name.replace("con_", ""));

  it("let through what they name", () => {
    assert.deepEqual(Object.fromEntries(statusFilters.map((status) => [status, names(status)])), {
      all: ["Error", "Warning", "Removal", "New", "Same", "Skipped"],
      problems: ["Error", "Warning", "Removal"],
      error: ["Error"],
      removal: ["Removal"],
      warning: ["Warning", "Removal"],
      create: ["New"],
      update: ["Warning", "Removal"],
      unchanged: ["Same"],
      skip: ["Skipped"],
    });
    assert.deepEqual(names("all", "picklist"), ["Same"]);
    assert.deepEqual(names("error", "picklist"), []);
    assert.equal(rowsByStatus(rows, "all", ""), rows);
  });

  it("lead to the next problem, the gravest first, round and round", () => {
    const [error, warning, removal] = rows.map((one) => one.id);
    assert.equal(nextProblem(rows, undefined), error);
    assert.equal(nextProblem(rows, removal), error);
    const mended = rows.slice(1);
    assert.equal(nextProblem(mended, undefined), removal);
    assert.equal(nextProblem(mended, removal), removal);
    assert.equal(nextProblem(mended.slice(0, 1), "gone"), warning);
    assert.equal(nextProblem(rows.slice(3), undefined), undefined);
  });
});
