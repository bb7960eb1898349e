import assert from "node:assert/strict";
import {
  hasChoices,
  orderOf,
  packageRows,
  sortOf,
  whyNotExport,
  whyNotNext,
  type Model,
} from "../../../../webview-ui/export-wizard/model";
import { environment, inPackageStep, loaded, run, select } from "./wizard";

const result = { file: "packages/a.zip", resources: 2, related: 1, lacks: [], moreLacks: 0 };
const progress = { text: "Packing A", done: 0, total: 2 };

function exporting(): Model {
  return run(inPackageStep(), { kind: "exportRequested" });
}

describe("what stands in the way of an export", () => {
  const cases: readonly [string, Model, string | undefined][] = [
    ["nothing", inPackageStep(), undefined],
    ["no name", run(inPackageStep(), { kind: "named", name: " " }), "Give the package a name."],
    [
      "a name that can't be",
      run(
        inPackageStep(),
        { kind: "named", name: "a:b" },
        { kind: "nameChecked", name: "a:b", problem: "No." },
      ),
      "No.",
    ],
    [
      "related resources that aren't known",
      run(inPackageStep(), { kind: "loaded", environment: environment() }),
      "Looking for related resources…",
    ],
    ["an empty selection", { ...inPackageStep(), selected: new Set<string>() }, "Nothing is selected."],
    ["an export that is running", exporting(), ""],
  ];
  for (const [what, model, why] of cases) {
    it(`is ${what}`, () => {
      assert.equal(whyNotExport(model), why);
      assert.equal(whyNotNext(model), why);
      const next = run(model, { kind: "exportRequested" });
      assert.equal(next.stage.kind === "exporting" && next !== model, why === undefined);
    });
  }
});

describe("the package's name", () => {
  it("is the suggested one until somebody enters another", () => {
    assert.equal(loaded().name, "dev-2026-01-31");
    const named = run(loaded(), { kind: "named", name: "mine" });
    assert.equal(run(named, { kind: "loaded", environment: environment() }).name, "mine");
  });

  it("stays empty when it was emptied, whatever is loaded", () => {
    const emptied = run(loaded(), { kind: "named", name: "" });
    assert.equal(run(emptied, { kind: "loaded", environment: environment() }).name, "");
  });

  it("has the problem that the host finds, until it finds none", () => {
    const wrong = run(
      loaded(),
      { kind: "named", name: "a:" },
      { kind: "nameChecked", name: "a:", problem: "No." },
      { kind: "named", name: "a:b" },
    );
    assert.equal(wrong.nameProblem, "No.");
    assert.equal(run(wrong, { kind: "nameChecked", name: "a:b" }).nameProblem, undefined);
  });

  it("has no problem of another name", () => {
    const model = run(loaded(), { kind: "named", name: "b" });
    assert.equal(run(model, { kind: "nameChecked", name: "a:", problem: "No." }), model);
  });
});

describe("an export", () => {
  it("shows how far it is", () => {
    const started = exporting();
    assert.deepEqual(started.stage, { kind: "exporting", progress: undefined, isCancelling: false });
    const on = run(started, { kind: "exporting", progress });
    assert.deepEqual(on.stage, { kind: "exporting", progress, isCancelling: false });
  });

  it("that goes on while the wizard was hidden is shown by its progress", () => {
    assert.equal(run(inPackageStep(), { kind: "exporting", progress }).stage.kind, "exporting");
  });

  it("is being cancelled until the host says that it is", () => {
    const cancelling = run(exporting(), { kind: "cancelRequested" }, { kind: "exporting", progress });
    assert.deepEqual(cancelling.stage, { kind: "exporting", progress, isCancelling: true });
    const cancelled = run(cancelling, { kind: "exportCancelled" });
    assert.equal(cancelled.stage.kind, "choosing");
    assert.equal(cancelled.notice, "The export was cancelled; no file was written.");
    assert.equal(cancelled.step, "package");
    assert.equal(whyNotExport(cancelled), undefined);
  });

  it("can't be cancelled when there is none", () => {
    const model = inPackageStep();
    assert.equal(run(model, { kind: "cancelRequested" }), model);
  });

  it("that failed says why, keeps everything, and can be tried again", () => {
    const failed = run(exporting(), { kind: "exportFailed", message: "No room." });
    assert.equal(failed.failure, "No room.");
    assert.deepEqual({ ...failed, failure: undefined }, inPackageStep());
    const again = run(failed, { kind: "exportRequested" });
    assert.equal(again.failure, undefined);
    assert.equal(again.stage.kind, "exporting");
  });

  it("that ends well shows its result and no old messages", () => {
    const done = run(exporting(), { kind: "exportFailed", message: "x" }, { kind: "exported", result });
    assert.deepEqual(done.stage, { kind: "exported", result });
    assert.equal(done.failure, undefined);
    assert.equal(done.notice, undefined);
    assert.equal(whyNotNext(done), "");
  });

  it("isn't interrupted by an environment that goes", () => {
    const running = exporting();
    assert.equal(run(running, { kind: "environmentGone", message: "Gone." }), running);
    const done = run(running, { kind: "exported", result });
    assert.equal(run(done, { kind: "environmentGone", message: "Gone." }), done);
  });

  it("isn't interrupted by an environment that changes", () => {
    const running = run(exporting(), { kind: "loaded", environment: environment() });
    assert.equal(running.stage.kind, "exporting");
    const done = run(running, { kind: "exported", result }, { kind: "loaded", environment: environment() });
    assert.equal(done.stage.kind, "exported");
  });

  it("of something else begins anew, in the same environment", () => {
    const done = run(
      exporting(),
      { kind: "sorted", list: "select", sort: { column: "name", direction: "descending" } },
      { kind: "exported", result },
    );
    const anew = run(done, { kind: "startedOver" });
    assert.equal(anew.stage.kind, "choosing");
    assert.equal(anew.step, "select");
    assert.equal(anew.selected.size, 0);
    assert.equal(anew.setups.size, 0);
    assert.equal(anew.name, "dev-2026-01-31");
    assert.equal(anew.environment, done.environment);
    assert.equal(sortOf(anew, "select").column, "name");
  });

  it("leaves no question open that was asked before", () => {
    const anew = run(exporting(), { kind: "exported", result }, { kind: "startedOver" });
    const asked = run(anew, select("entity:A"), { kind: "next" });
    assert.ok(asked.related.request > anew.related.request);
  });
});

describe("messages of the wizard", () => {
  it("go with the next thing that the user does", () => {
    const failed = run(exporting(), { kind: "exportFailed", message: "No room." });
    for (const event of [
      select("entity:B"),
      { kind: "takenAlong", ids: [], isTaken: true },
      { kind: "back" },
      { kind: "named", name: "b" },
      { kind: "allSelected" },
    ] as const) {
      assert.equal(run(failed, event).failure, undefined, event.kind);
    }
  });

  it("stay while the user only looks", () => {
    const failed = run(
      exporting(),
      { kind: "exportFailed", message: "No room." },
      { kind: "filtered", list: "select", text: "a" },
      { kind: "tabChosen", tab: "picklist" },
      { kind: "nameChecked", name: "dev-2026-01-31" },
    );
    assert.equal(failed.failure, "No room.");
  });
});

describe("import setups", () => {
  it("are Merge without a note until others are chosen", () => {
    assert.deepEqual(
      packageRows(inPackageStep()).map(({ setup }) => setup),
      [
        { action: "merge", note: "" },
        { action: "merge", note: "" },
      ],
    );
  });

  it("of several at once leave alone what wasn't chosen", () => {
    const model = run(
      inPackageStep(),
      { kind: "setUp", ids: ["entity:A"], setup: { action: "skip", note: "a" } },
      { kind: "setUp", ids: ["entity:A", "picklist:P"], setup: { note: "both" } },
      { kind: "setUp", ids: ["picklist:P"], setup: { action: "add" } },
    );
    assert.deepEqual(Object.fromEntries(model.setups), {
      "entity:A": { action: "skip", note: "both" },
      "picklist:P": { action: "add", note: "both" },
    });
  });
});

describe("the order", () => {
  it("names what is selected and what comes along, with their setups only", () => {
    const model = run(
      inPackageStep(),
      { kind: "named", name: "n" },
      { kind: "versioned", version: "1" },
      { kind: "described", description: "d" },
      { kind: "setUp", ids: ["picklist:P", "entity:B"], setup: { action: "add" } },
    );
    assert.deepEqual(orderOf(model), {
      selected: ["entity:A"],
      related: ["picklist:P"],
      name: "n",
      version: "1",
      description: "d",
      setups: { "picklist:P": { action: "add", note: "" } },
    });
  });

  it("lacks what was left out", () => {
    const left = run(inPackageStep(), { kind: "takenAlong", ids: ["picklist:P"], isTaken: false });
    assert.deepEqual(orderOf(left).related, []);
  });
});

describe("closing", () => {
  it("would lose choices only where there are some", () => {
    assert.ok(!hasChoices(loaded()));
    assert.ok(hasChoices(run(loaded(), select("entity:A"))));
    assert.ok(!hasChoices(run(exporting(), { kind: "exported", result })));
    const gone = run(inPackageStep(), { kind: "loaded", environment: environment({ rows: [] }) });
    assert.ok(hasChoices(gone));
  });
});
