import assert from "node:assert/strict";
import {
  exportDraft,
  fromExportWizard,
  toExportWizard,
  type ExportDraft,
} from "../../../src/protocol/exportWizard";
import { describeMessages, withValue, type Cases } from "./messageCases";

const row = {
  id: "entity:con_Project",
  type: "entity",
  name: "con_Project",
  displayName: "Project",
  kind: "custom",
  parts: 3,
} as const;

const fromHost: Cases<typeof toExportWizard> = {
  loaded: {
    body: {
      key: { folder: "file:///w", name: "dev" },
      displayName: "Development",
      folderName: "first",
      types: [{ id: "entity", singular: "entity", plural: "entities", parts: "fields", icon: "table" }],
      actions: [{ id: "merge", label: "Merge", meaning: "Adds and updates." }],
      rows: [row, { ...row, changedAt: 1.5 }],
      broken: ["entities/a.json: broken"],
      preselected: ["entity:con_Project"],
      suggestedName: "dev-2026-01-31",
      startsOver: false,
    },
    wrong: [
      ["key.name", 1],
      ["key.more", ""],
      ["displayName", undefined],
      ["folderName", null],
      ["types.0.icon", undefined],
      ["types.0.more", 1],
      ["actions.0.id", "replace"],
      ["rows.0.kind", "other"],
      ["rows.0.parts", 1.5],
      ["rows.0.changedAt", "today"],
      ["rows.0.more", 1],
      ["broken", "text"],
      ["preselected", [1]],
      ["suggestedName", undefined],
      ["startsOver", undefined],
      ["notice", 1],
      ["more", 1],
    ],
  },
  changeTimesKnown: {
    body: { times: { "entity:con_Project": 1 } },
    wrong: [
      ["times", []],
      ["times.a", "1"],
      ["more", 1],
    ],
  },
  relatedFound: {
    body: { request: 1, rows: [{ id: "picklist:con_Stage", needs: ["Project → Stage"], moreNeeds: 0 }] },
    wrong: [
      ["request", "1"],
      ["request", 0.5],
      ["rows.0.needs", "Project"],
      ["rows.0.moreNeeds", undefined],
      ["rows.0.more", 1],
      ["more", 1],
    ],
  },
  nameChecked: {
    body: { name: "a:b", problem: "No." },
    wrong: [
      ["name", undefined],
      ["problem", null],
      ["more", 1],
    ],
  },
  exporting: {
    body: { text: "Packing", done: 1, total: 2 },
    wrong: [
      ["text", undefined],
      ["done", "1"],
      ["total", 1.5],
      ["more", 1],
    ],
  },
  exported: {
    body: { file: "packages/a.zip", resources: 2, related: 1, lacks: ["a.json:1: A"], moreLacks: 0 },
    wrong: [
      ["file", undefined],
      ["resources", "2"],
      ["related", undefined],
      ["lacks", [1]],
      ["moreLacks", undefined],
      ["more", 1],
    ],
  },
  exportFailed: {
    body: { message: "It can't be written." },
    wrong: [
      ["message", undefined],
      ["more", 1],
    ],
  },
  exportCancelled: { body: {}, wrong: [["more", 1]] },
  setupWanted: { body: {}, wrong: [["more", 1]] },
  environmentGone: {
    body: { message: "It is gone." },
    wrong: [
      ["message", 1],
      ["more", 1],
    ],
  },
};

const fromView: Cases<typeof fromExportWizard> = {
  ready: { body: {}, wrong: [["more", 1]] },
  viewFailed: {
    body: { message: "TypeError" },
    wrong: [
      ["message", undefined],
      ["more", 1],
    ],
  },
  closeRequested: { body: {}, wrong: [["more", 1]] },
  relatedRequested: {
    body: { request: 1, selected: ["entity:con_Project"] },
    wrong: [
      ["request", 1.5],
      ["selected", "entity:con_Project"],
      ["selected.0", 1],
      ["more", 1],
    ],
  },
  nameEntered: {
    body: { name: "a" },
    wrong: [
      ["name", null],
      ["more", 1],
    ],
  },
  exportRequested: {
    body: {
      selected: ["entity:con_Project"],
      related: [],
      name: "a",
      version: "",
      description: "",
      setups: { "entity:con_Project": { action: "add", note: "Mind the fields." } },
    },
    wrong: [
      ["selected", undefined],
      ["related.0", 1],
      ["name", 1],
      ["version", undefined],
      ["description", undefined],
      ["setups", []],
      ["setups.a", { action: "replace", note: "" }],
      ["setups.a", { action: "add" }],
      ["setups.a", { action: "add", note: "", more: 1 }],
      ["more", 1],
    ],
  },
  cancelRequested: { body: {}, wrong: [["more", 1]] },
  openRequested: {
    body: { id: "entity:con_Project" },
    wrong: [
      ["id", undefined],
      ["more", 1],
    ],
  },
  revealRequested: { body: {}, wrong: [["more", 1]] },
  importIntoRequested: { body: {}, wrong: [["more", 1]] },
  startedOver: { body: {}, wrong: [["more", 1]] },
};

describeMessages("messages to the export wizard", toExportWizard, fromHost);
describeMessages("messages from the export wizard", fromExportWizard, fromView);

const draft: ExportDraft = {
  version: 1,
  key: { folder: "file:///w", name: "dev" },
  step: "related",
  tab: "entity",
  filters: { select: "con" },
  sorts: { select: { column: "name", direction: "descending" } },
  selected: ["entity:con_Project"],
  leftOut: ["picklist:con_Stage"],
  name: "a",
  packageVersion: "1.0",
  description: "d",
  setups: { "entity:con_Project": { action: "skip", note: "" } },
  failure: "No room.",
};

describe("the kept choices of the export wizard", () => {
  it("are accepted as they were kept", () => {
    assert.deepEqual(exportDraft.parse(draft), draft);
    const withoutFailure = withValue(draft, "failure", undefined);
    assert.deepEqual(exportDraft.parse(withoutFailure), withoutFailure);
  });

  const wrong: readonly (readonly [string, unknown])[] = [
    ["version", 2],
    ["version", undefined],
    ["key", undefined],
    ["key.folder", 1],
    ["step", "done"],
    ["tab", 1],
    ["filters.select", 1],
    ["sorts.select", { column: "name", direction: "down" }],
    ["sorts.select", "name"],
    ["selected.0", 1],
    ["leftOut", undefined],
    ["name", null],
    ["packageVersion", 1],
    ["description", undefined],
    ["setups.a", { action: "merge" }],
    ["failure", 1],
    ["more", 1],
  ];
  for (const [path, value] of wrong) {
    it(`are refused with ${JSON.stringify(value)} as ${path}`, () => {
      assert.ok(!exportDraft.safeParse(withValue(draft, path, value)).success);
    });
  }

  for (const state of [undefined, null, "", 1, [], {}]) {
    it(`are refused when they are ${JSON.stringify(state)}`, () => {
      assert.ok(!exportDraft.safeParse(state).success);
    });
  }
});
