import assert from "node:assert/strict";
import {
  initialModel,
  isAskingRelated,
  packageRows,
  takenAlong,
  whyNotExport,
  whyNotNext,
} from "../../../../webview-ui/export-wizard/model";
import { answer, deselect, environment, inPackageStep, loaded, related, run, select } from "./wizard";

describe("the steps of the export wizard", () => {
  it("begin with a selection, which must not be empty", () => {
    const model = loaded();
    assert.equal(model.step, "select");
    assert.equal(whyNotNext(model), "Select at least one resource.");
    assert.equal(run(model, { kind: "next" }), model);
    assert.equal(whyNotNext(run(model, select("entity:A"))), undefined);
  });

  it("lead nowhere before the environment is known", () => {
    const model = initialModel();
    assert.equal(whyNotNext(model), "");
    assert.equal(run(model, { kind: "next" }), model);
  });

  it("go on to the related resources, and wait for them", () => {
    const asked = run(loaded(), select("entity:A"), { kind: "next" });
    assert.equal(asked.step, "related");
    assert.ok(isAskingRelated(asked));
    assert.equal(asked.related.rows, undefined);
    assert.equal(whyNotNext(asked), "Looking for related resources…");
    assert.equal(run(asked, { kind: "next" }), asked);

    const known = run(asked, answer(asked, "picklist:P"));
    assert.ok(!isAskingRelated(known));
    assert.equal(whyNotNext(known), undefined);
    assert.deepEqual(takenAlong(known), ["picklist:P"]);
    assert.equal(run(known, { kind: "next" }).step, "package");
  });

  it("step over the related resources when there are none, and say so", () => {
    const asked = run(loaded(), select("entity:A"), { kind: "next" });
    const known = run(asked, answer(asked));
    assert.equal(known.step, "package");
    assert.equal(known.notice, "The selection needs no other resources.");
    assert.equal(run(known, { kind: "back" }).step, "select");
    assert.equal(run(known, { kind: "back" }).notice, undefined);
  });

  it("go back one by one and stop at the first", () => {
    const model = inPackageStep();
    const once = run(model, { kind: "back" });
    const twice = run(once, { kind: "back" });
    assert.deepEqual([once.step, twice.step], ["related", "select"]);
    assert.equal(run(twice, { kind: "back" }).step, "select");
  });

  it("keep everything on the way back and forth", () => {
    const there = run(
      inPackageStep(),
      { kind: "takenAlong", ids: ["picklist:P"], isTaken: false },
      { kind: "named", name: "n" },
      { kind: "versioned", version: "1" },
      { kind: "described", description: "d" },
      { kind: "setUp", ids: ["entity:A"], setup: { action: "skip", note: "no" } },
      { kind: "filtered", list: "select", text: "a" },
      { kind: "sorted", list: "select", sort: { column: "parts", direction: "descending" } },
      { kind: "marked", ids: ["entity:A"] },
    );
    const back = run(there, { kind: "back" }, { kind: "back" }, { kind: "next" }, { kind: "next" });
    assert.deepEqual(back, there);
  });

  it("aren't left for more when the last one is reached", () => {
    const model = inPackageStep();
    assert.equal(run(model, { kind: "next" }).step, "package");
  });
});

describe("related resources", () => {
  it("are asked for again only when the selection has changed", () => {
    const model = run(inPackageStep(), { kind: "back" }, { kind: "back" });
    const { request } = model.related;
    const same = run(model, { kind: "next" });
    assert.equal(same.related.request, request);
    assert.equal(same.step, "related");

    const other = run(model, select("entity:B"), { kind: "next" });
    assert.equal(other.related.request, request + 1);
    assert.equal(other.related.rows, undefined);
  });

  it("aren't asked for again by filtering, sorting or choosing a tab", () => {
    const model = run(inPackageStep(), { kind: "back" }, { kind: "back" });
    const looked = run(
      model,
      { kind: "filtered", list: "select", text: "x" },
      { kind: "sorted", list: "select", sort: { column: "name", direction: "ascending" } },
      { kind: "tabChosen", tab: "picklist" },
      { kind: "next" },
    );
    assert.equal(looked.related.request, model.related.request);
  });

  it("step aside at once when it is known already that there are none", () => {
    const asked = run(loaded(), select("entity:A"), { kind: "next" });
    const known = run(asked, answer(asked), { kind: "back" });
    const again = run(known, { kind: "next" });
    assert.equal(again.step, "package");
    assert.equal(again.notice, "The selection needs no other resources.");
    assert.equal(again.related.request, known.related.request);
  });

  it("ignore answers to older questions", () => {
    const first = run(loaded(), select("entity:A"), { kind: "next" });
    const second = run(first, { kind: "back" }, select("entity:B"), { kind: "next" });
    assert.equal(run(second, answer(first, "picklist:P")), second);
    assert.deepEqual(takenAlong(run(second, answer(second, "picklist:Q"))), ["picklist:Q"]);
  });

  it("an answer that comes after going back doesn't lead on", () => {
    const asked = run(loaded(), select("entity:A"), { kind: "next" });
    const back = run(asked, { kind: "back" }, answer(asked));
    assert.equal(back.step, "select");
    assert.equal(back.notice, undefined);
  });

  it("stay left out through another selection, until somebody says otherwise", () => {
    const left = run(
      inPackageStep(),
      { kind: "back" },
      { kind: "takenAlong", ids: ["picklist:P"], isTaken: false },
    );
    assert.deepEqual(takenAlong(left), []);
    const asked = run(left, { kind: "back" }, select("entity:B"), { kind: "next" });
    const again = run(asked, answer(asked, "picklist:P", "picklist:Q"));
    assert.deepEqual(takenAlong(again), ["picklist:Q"]);
    const taken = run(again, { kind: "takenAlong", ids: ["picklist:P"], isTaken: true });
    assert.deepEqual(takenAlong(taken), ["picklist:P", "picklist:Q"]);
  });

  it("that are selected themselves count as selected", () => {
    const model = inPackageStep();
    const selected = new Set(["entity:A", "picklist:P"]);
    assert.deepEqual(takenAlong({ ...model, selected }), []);
    const rows = packageRows({ ...model, selected });
    assert.deepEqual(
      rows.map(({ id, isRelated }) => [id, isRelated]),
      [
        ["entity:A", false],
        ["picklist:P", false],
      ],
    );
  });
});

describe("“Select all resources”", () => {
  it("takes all of every type, whatever the filter shows, and goes to the last step", () => {
    const all = run(loaded(), { kind: "filtered", list: "select", text: "nothing" }, { kind: "allSelected" });
    assert.deepEqual([...all.selected], ["entity:A", "entity:B", "picklist:P", "picklist:Q"]);
    assert.equal(all.step, "package");
    assert.ok(!isAskingRelated(all));
    assert.equal(whyNotExport(all), undefined);
    assert.equal(run(all, { kind: "back" }).step, "select");
  });

  it("ignores an answer that is still on its way", () => {
    const asked = run(loaded(), select("entity:A"), { kind: "next" }, { kind: "back" });
    const all = run(asked, { kind: "allSelected" });
    assert.equal(run(all, answer(asked, "picklist:P")), all);
  });

  it("does nothing where there is nothing", () => {
    const model = loaded({ rows: [] });
    assert.equal(run(model, { kind: "allSelected" }), model);
  });

  it("asks for related resources again once something is deselected", () => {
    const all = run(loaded(), { kind: "allSelected" }, { kind: "back" }, deselect("picklist:P"));
    const asked = run(all, { kind: "next" });
    assert.equal(asked.step, "related");
    assert.ok(isAskingRelated(asked));
  });
});

describe("the selection", () => {
  it("is by id: filter, tab, order and other rows leave it alone", () => {
    const model = run(
      loaded(),
      select("entity:A", "picklist:P"),
      { kind: "filtered", list: "select", text: "zzz" },
      { kind: "tabChosen", tab: "picklist" },
      { kind: "sorted", list: "select", sort: { column: "name", direction: "descending" } },
      { kind: "changeTimesKnown", times: { "entity:A": 5 } },
      deselect("entity:B"),
    );
    assert.deepEqual([...model.selected], ["entity:A", "picklist:P"]);
    assert.deepEqual(model.changeTimes, { "entity:A": 5 });
  });

  it("can be taken back", () => {
    const model = run(loaded(), select("entity:A", "entity:B"), deselect("entity:A"));
    assert.deepEqual([...model.selected], ["entity:B"]);
  });

  it("changes no set that was handed out before", () => {
    const before = run(loaded(), select("entity:A"));
    const { selected } = before;
    run(before, select("entity:B"), deselect("entity:A"));
    assert.deepEqual([...selected], ["entity:A"]);
  });
});

describe("what the steps know of their environment", () => {
  it("is its rows, in its order, with what is selected and what comes along", () => {
    assert.deepEqual(
      packageRows(inPackageStep()).map(({ id, isRelated, setup }) => [id, isRelated, setup.action]),
      [
        ["entity:A", false, "merge"],
        ["picklist:P", true, "merge"],
      ],
    );
  });

  it("doesn't bring in related resources that the environment doesn't have", () => {
    const asked = run(loaded(), select("entity:A"), { kind: "next" });
    const known = run(asked, {
      kind: "relatedFound",
      request: asked.related.request,
      rows: [related("entity:Z")],
    });
    assert.deepEqual(
      packageRows(known).map(({ id }) => id),
      ["entity:A"],
    );
  });

  it("is nothing before it is loaded", () => {
    assert.deepEqual(packageRows(initialModel()), []);
    assert.equal(environment().rows.length, 4);
  });
});
