import assert from "node:assert/strict";
import {
  draftOf,
  initialModel,
  isAskingRelated,
  sortOf,
  takenAlong,
  type Model,
} from "../../../../webview-ui/export-wizard/model";
import { exportDraft } from "../../../../src/protocol/exportWizard";
import { answer, environment, inPackageStep, loaded, rows, run, select } from "./wizard";

const without = (...ids: string[]): ReturnType<typeof environment> =>
  environment({ rows: rows.filter(({ id }) => !ids.includes(id)) });

describe("an environment that is loaded", () => {
  it("shows its first type, or the one that was shown", () => {
    assert.equal(loaded().tab, "entity");
    const other = run(loaded(), { kind: "tabChosen", tab: "picklist" });
    assert.equal(run(other, { kind: "loaded", environment: environment() }).tab, "picklist");
  });

  it("shows the first type also where the one shown before is unknown, and none where there is none", () => {
    const strange = run({ ...initialModel(), tab: "app" }, { kind: "loaded", environment: environment() });
    assert.equal(strange.tab, "entity");
    assert.equal(loaded({ types: [] }).tab, "");
  });

  it("selects what was chosen outside, and shows it", () => {
    const model = loaded({ preselected: ["picklist:P", "entity:A"] });
    assert.deepEqual([...model.selected], ["picklist:P", "entity:A"]);
    assert.equal(model.tab, "picklist");
    assert.equal(model.notice, undefined);
  });

  it("adds what is chosen outside later to the selection", () => {
    const model = run(inPackageStep(), {
      kind: "loaded",
      environment: environment({ preselected: ["entity:B"] }),
    });
    assert.deepEqual([...model.selected], ["entity:A", "entity:B"]);
    assert.equal(model.step, "package");
    assert.ok(isAskingRelated(model));
  });

  it("says what was chosen outside and can't be exported", () => {
    const one = loaded({ preselected: ["entity:Territory", "entity:A"] });
    assert.deepEqual([...one.selected], ["entity:A"]);
    assert.match(one.notice ?? "", /^1 of the chosen resources can't be exported/);
    const two = loaded({ preselected: ["entity:Territory", "entity:User"] });
    assert.match(two.notice ?? "", /^2 of the chosen resources can't be exported: they are/);
    assert.equal(two.selected.size, 0);
  });

  it("says what has changed outside", () => {
    const model = run(loaded(), { kind: "loaded", environment: environment({ notice: "Moved." }) });
    assert.equal(model.notice, "Moved.");
  });

  it("begins anew with what is chosen outside after an export", () => {
    const done = run(
      inPackageStep(),
      { kind: "exportRequested" },
      { kind: "exported", result: { file: "a", resources: 1, related: 0, lacks: [], moreLacks: 0 } },
      { kind: "loaded", environment: environment({ preselected: ["entity:B"] }) },
    );
    assert.equal(done.stage.kind, "choosing");
    assert.equal(done.step, "select");
    assert.deepEqual([...done.selected], ["entity:B"]);
  });
});

describe("an environment that changes", () => {
  it("keeps the selection, and the very set where nothing changed in it", () => {
    const model = run(loaded(), select("entity:A"));
    const again = run(model, { kind: "loaded", environment: environment() });
    assert.equal(again.selected, model.selected);
    assert.equal(again.notice, undefined);
  });

  it("takes what is gone out of the selection, and says so", () => {
    const model = run(loaded(), select("entity:A", "entity:B", "picklist:P"));
    const one = run(model, { kind: "loaded", environment: without("entity:A") });
    assert.deepEqual([...one.selected], ["entity:B", "picklist:P"]);
    assert.match(one.notice ?? "", /^1 selected resource isn't in the environment any more/);
    const two = run(model, { kind: "loaded", environment: without("entity:A", "picklist:P") });
    assert.match(two.notice ?? "", /^2 selected resources aren't in the environment any more/);
  });

  it("says it once", () => {
    const gone = run(loaded(), select("entity:A", "entity:B"), {
      kind: "loaded",
      environment: without("entity:A"),
    });
    const on = run(gone, select("picklist:P"), { kind: "loaded", environment: without("entity:A") });
    assert.equal(on.notice, undefined);
  });

  it("selects again what comes back, and says so", () => {
    const gone = run(loaded(), select("entity:A", "entity:B"), {
      kind: "loaded",
      environment: without("entity:A"),
    });
    const back = run(gone, { kind: "loaded", environment: environment() });
    assert.deepEqual([...back.selected].sort(), ["entity:A", "entity:B"]);
    assert.equal(back.missing.size, 0);
    assert.match(back.notice ?? "", /is back in the environment, and selected again/);
  });

  it("doesn't mistake one gone and another come for no change", () => {
    const model = run(loaded(), select("entity:A"));
    const swapped = run(model, {
      kind: "loaded",
      environment: { ...without("entity:A"), preselected: ["entity:B"] },
    });
    assert.deepEqual([...swapped.selected], ["entity:B"]);
  });

  it("keeps what is missing among the kept choices", () => {
    const gone = run(loaded(), select("entity:A", "entity:B"), {
      kind: "loaded",
      environment: without("entity:A"),
    });
    assert.deepEqual(draftOf(gone)?.selected, ["entity:B", "entity:A"]);
  });

  it("goes back to the first step where nothing is left of the selection", () => {
    const model = run(inPackageStep(), { kind: "loaded", environment: without("entity:A") });
    assert.equal(model.step, "select");
    assert.equal(model.selected.size, 0);
  });

  it("asks anew what the selection needs, and shows the old answer until then", () => {
    const model = run(inPackageStep(), { kind: "loaded", environment: environment() });
    assert.ok(isAskingRelated(model));
    assert.deepEqual(takenAlong(model), ["picklist:P"]);
    assert.deepEqual(takenAlong(run(model, answer(model, "picklist:Q"))), ["picklist:Q"]);
  });

  it("forgets in the first step what was related", () => {
    const back = run(inPackageStep(), { kind: "back" }, { kind: "back" });
    const changed = run(back, { kind: "loaded", environment: environment() });
    assert.ok(!isAskingRelated(changed));
    assert.ok(isAskingRelated(run(changed, { kind: "next" })));
  });
});

describe("an environment that is gone", () => {
  it("says so, and nothing can be done but wait", () => {
    const gone = run(inPackageStep(), { kind: "environmentGone", message: "Gone." });
    assert.deepEqual(gone.stage, { kind: "gone", message: "Gone." });
    assert.equal(run(gone, { kind: "exportRequested" }), gone);
  });

  it("goes on where it was when it is back, also bit by bit", () => {
    const before = inPackageStep();
    const back = run(
      before,
      { kind: "environmentGone", message: "Gone." },
      { kind: "loaded", environment: environment({ rows: [] }) },
      { kind: "loaded", environment: environment() },
    );
    assert.equal(back.stage.kind, "choosing");
    assert.deepEqual([...back.selected], [...before.selected]);
    assert.equal(back.name, before.name);
  });
});

describe("the kept choices", () => {
  it("are none before the environment is known", () => {
    assert.equal(draftOf(initialModel()), undefined);
  });

  it("bring everything back", () => {
    const before = run(
      inPackageStep(),
      { kind: "takenAlong", ids: ["picklist:Q"], isTaken: false },
      { kind: "named", name: "n" },
      { kind: "versioned", version: "1" },
      { kind: "described", description: "d" },
      { kind: "setUp", ids: ["entity:A"], setup: { action: "overwrite", note: "x" } },
      { kind: "filtered", list: "related", text: "f" },
      { kind: "sorted", list: "package", sort: { column: "setup", direction: "descending" } },
      { kind: "tabChosen", tab: "picklist" },
      { kind: "exportRequested" },
      { kind: "exportFailed", message: "No room." },
    );
    const draft = exportDraft.parse(structuredClone(draftOf(before)));
    const restored = run(initialModel(draft), { kind: "loaded", environment: environment() });
    const after = run(restored, answer(restored, "picklist:P"));
    assert.deepEqual({ ...after, related: undefined }, { ...before, related: undefined });
    assert.deepEqual(after.related.rows, before.related.rows);
    assert.equal(sortOf(after, "package").column, "setup");
    assert.deepEqual(draftOf(after), draft);
  });

  it("that stand in the second step ask at once, and step aside when nothing is related", () => {
    const draft = draftOf(run(inPackageStep(), { kind: "back" }));
    const restored = run(initialModel(draft), { kind: "loaded", environment: environment() });
    assert.equal(restored.step, "related");
    assert.ok(isAskingRelated(restored));
    assert.equal(run(restored, answer(restored)).step, "package");
  });

  it("say what is gone since", () => {
    const restored = run(initialModel(draftOf(inPackageStep())), {
      kind: "loaded",
      environment: without("entity:A"),
    });
    assert.match(restored.notice ?? "", /^1 selected resource/);
  });
});

describe("the order of a list", () => {
  it("is by display name, until another is chosen, for each list apart", () => {
    const model = run(loaded(), {
      kind: "sorted",
      list: "select",
      sort: { column: "parts", direction: "descending" },
    });
    assert.deepEqual(sortOf(model, "select"), { column: "parts", direction: "descending" });
    assert.deepEqual(sortOf(model, "package"), { column: "displayName", direction: "ascending" });
    assert.deepEqual(sortOf(model, "constructor"), { column: "displayName", direction: "ascending" });
  });
});

describe("what is added to a selection from outside", () => {
  const addedTo = (model: Model, ...preselected: string[]): Model =>
    run(model, { kind: "loaded", environment: environment({ preselected }) });

  it("is said, with the way to export only that", () => {
    const model = addedTo(run(loaded(), select("entity:A", "picklist:P")), "entity:B");
    assert.equal(model.added?.message, "B was added to the 2 selected before.");
    assert.deepEqual([...model.selected], ["entity:A", "picklist:P", "entity:B"]);
    const only = run(model, { kind: "onlyAdded" });
    assert.deepEqual([...only.selected], ["entity:B"]);
    assert.deepEqual([only.step, only.tab, only.added], ["select", "entity", undefined]);
  });

  it("is said of several, and of what was selected already", () => {
    const model = run(loaded(), select("entity:A", "picklist:P"));
    assert.equal(
      addedTo(model, "entity:B", "picklist:Q").added?.message,
      "2 resources were added to the 2 selected before.",
    );
    assert.equal(addedTo(model, "entity:A").added?.message, "A is selected already, with 1 other.");
  });

  it("needs no telling where nothing else is selected", () => {
    assert.equal(addedTo(loaded(), "entity:B").added, undefined);
    assert.equal(addedTo(run(loaded(), select("entity:B")), "entity:B").added, undefined);
  });

  it("stays said while the environment changes, until something is done", () => {
    const model = addedTo(run(loaded(), select("entity:A")), "entity:B");
    assert.ok(addedTo(model).added);
    assert.equal(run(model, select("picklist:P")).added, undefined);
    assert.equal(run(model, { kind: "dismissed", what: "notice" }).added, undefined);
  });
});

describe("what comes after a finished export", () => {
  const result = { file: "packages/a.zip", resources: 2, related: 1, lacks: [], moreLacks: 0 };
  const done = run(inPackageStep(), { kind: "named", name: "a" }, { kind: "exported", result });

  it("starts clean, with what was chosen outside or with nothing", () => {
    for (const preselected of [["entity:B"], []]) {
      const model = run(done, {
        kind: "loaded",
        environment: environment({ preselected, startsOver: true }),
      });
      assert.deepEqual([...model.selected], preselected);
      assert.deepEqual([model.step, model.name, model.stage.kind], ["select", "dev-2026-01-31", "choosing"]);
      assert.equal(model.added, undefined);
    }
  });

  it("starts clean where the view was hidden meanwhile", () => {
    const draft = draftOf(done);
    assert.deepEqual([draft?.selected, draft?.step, draft?.packageVersion], [[], "select", ""]);
    const shown = addedOnly(initialModel(draft));
    assert.deepEqual([...shown.selected], ["entity:B"]);
  });

  function addedOnly(model: Model): Model {
    return run(model, { kind: "loaded", environment: environment({ preselected: ["entity:B"] }) });
  }
});
