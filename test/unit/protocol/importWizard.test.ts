import assert from "node:assert/strict";
import {
  fromImportWizard,
  importDraft,
  toImportWizard,
  type FindingInfo,
  type ImportDraft,
  type PlanSummary,
} from "../../../src/protocol/importWizard";
import { describeMessages, withValue, type Cases } from "./messageCases";

const key = { folder: "file:///w", name: "dev" };
const id = "entity:con_Project";
const row = {
  id,
  type: "entity",
  name: "con_Project",
  displayName: "Project",
  kind: "custom",
  parts: 3,
  isRelated: false,
  note: "Mind the fields.",
  action: "merge",
  plan: { outcome: "update", changes: 2, errors: 0, warnings: 1, removes: "1 field" },
} as const;
const finding: FindingInfo = {
  rule: "type-changed",
  severity: "error",
  message: "It is text.",
  places: ["a.json:3"],
  steps: ["Open a.json"],
};
const summary: PlanSummary = {
  outcomes: { create: 1, update: 0, unchanged: 0, skip: 0, blocked: 0 },
  findings: { error: 1, removal: 0, warning: 0, information: 0 },
  general: [finding],
  preexisting: ["a.json:1: It is broken."],
  morePreexisting: 0,
  mended: ["b.json:2: It was broken."],
  moreMended: 0,
  removals: ["Project (con_Project): 1 field (con_Old)"],
  obstacle: "Resolve the error first.",
};
const more = ["more", 1] as const;
const nothing = { body: {}, wrong: [more] };
const sentence = {
  body: { message: "So it is." },
  wrong: [["message", undefined], ["message", 1], more],
} as const;

const wrongSummary = (at: string): (readonly [string, unknown])[] => [
  [`${at}.outcomes.create`, undefined],
  [`${at}.outcomes.create`, 1.5],
  [`${at}.outcomes.other`, 1],
  [`${at}.findings.fatal`, 1],
  [`${at}.general.0.severity`, "fatal"],
  [`${at}.general.0.places`, "a.json"],
  [`${at}.general.0.steps`, undefined],
  [`${at}.general.0.steps.0`, { kind: "open" }],
  [`${at}.general.0.more`, 1],
  [`${at}.preexisting.0`, 1],
  [`${at}.mended.0`, 1],
  [`${at}.morePreexisting`, undefined],
  [`${at}.removals`, undefined],
  [`${at}.obstacle`, null],
  [`${at}.more`, 1],
];

const fromHost: Cases<typeof toImportWizard> = {
  targetsKnown: {
    body: {
      types: [{ id: "entity", singular: "entity", plural: "entities", parts: "fields", icon: "table" }],
      actions: [{ id: "merge", label: "Merge", meaning: "Adds and updates." }],
      targets: [{ key, label: "Development (dev)" }],
      target: key,
      isInspecting: false,
      canImport: true,
    },
    wrong: [
      ["types.0.icon", undefined],
      ["actions.0.id", "replace"],
      ["targets.0.key.name", 1],
      ["targets.0.label", undefined],
      ["target", "dev"],
      ["isInspecting", "no"],
      ["canImport", undefined],
      more,
    ],
  },
  noPackage: nothing,
  packageOpened: {
    body: {
      package: {
        name: "spring",
        version: "1.0",
        description: "For spring",
        source: "Development (dev)",
        createdAt: 1,
        generator: "envferry/1.0.0",
        file: "packages/spring.zip",
        counts: ["1 entity"],
      },
      rows: [row],
      setups: { [id]: "skip" },
      uri: "file:///w/packages/spring.zip",
    },
    wrong: [
      ["package.name", undefined],
      ["package.version", 1],
      ["package.createdAt", "today"],
      ["package.counts", "1 entity"],
      ["package.more", 1],
      ["rows.0.kind", "other"],
      ["rows.0.parts", 0.5],
      ["rows.0.isRelated", undefined],
      ["rows.0.action", "replace"],
      ["rows.0.plan.outcome", "done"],
      ["rows.0.plan.errors", undefined],
      ["rows.0.plan.removes", 1],
      ["rows.0.plan.more", 1],
      ["rows.0.more", 1],
      ["setups", undefined],
      ["setups.a", "replace"],
      ["uri", 1],
      more,
    ],
  },
  packageRefused: {
    body: { file: "a.zip", messages: ["It is no zip file."] },
    wrong: [["file", undefined], ["messages", "It is no zip file."], ["messages.0", 1], more],
  },
  noticed: sentence,
  planned: {
    body: { number: 1, rows: [row], summary },
    wrong: [
      ["number", undefined],
      ["rows", undefined],
      ["rows.0.id", 1],
      ["summary", undefined],
      ...wrongSummary("summary"),
      more,
    ],
  },
  busy: { body: { text: "" }, wrong: [["text", undefined], more] },
  detailsFound: {
    body: {
      id,
      options: [
        {
          id: "merge",
          outcome: "update",
          findings: [finding],
          changes: [
            {
              kind: "updated",
              what: "field con_Name → maxLength",
              before: "1",
              after: "2",
              since: { changedBy: "both", left: "3" },
            },
          ],
          lastImport: "Dev 1.2, imported on 2026-01-31",
          moreChanges: 0,
          removes: "1 field",
          effects: ["Blocks 1 other resource that needs it."],
        },
      ],
      isComplete: true,
    },
    wrong: [
      ["id", undefined],
      ["options.0.id", "replace"],
      ["options.0.outcome", "done"],
      ["options.0.findings.0.rule", undefined],
      ["options.0.changes.0.kind", "moved"],
      ["options.0.changes.0.before", 1],
      ["options.0.changes.0.more", 1],
      ["options.0.changes.0.since.changedBy", "nobody"],
      ["options.0.changes.0.since.left", 3],
      ["options.0.lastImport", 1],
      ["options.0.moreChanges", "0"],
      ["options.0.effects", undefined],
      ["options.0.more", 1],
      ["isComplete", undefined],
      more,
    ],
  },
  setupWanted: {
    body: { ids: [id], action: "merge" },
    wrong: [["ids", id], ["ids.0", 1], ["action", "replace"], ["action", undefined], more],
  },
  detailsWanted: { body: { id }, wrong: [["id", undefined], ["id", 1], more] },
  targetUnusable: sentence,
  targetChanged: sentence,
  confirmationNeeded: {
    body: { question: 1, summary, target: "Development" },
    wrong: [
      ["question", undefined],
      ["question", "1"],
      ["summary", undefined],
      ...wrongSummary("summary"),
      ["target", undefined],
      more,
    ],
  },
  importing: {
    body: { text: "Importing Project", done: 1, total: 2 },
    wrong: [["text", undefined], ["done", 0.5], ["total", "2"], more],
  },
  imported: {
    body: {
      outcome: "partly",
      target: "Development",
      message: "Only 1 of 2.",
      rows: [
        { id, name: "con_Project", displayName: "Project", type: "entity", state: "failed", detail: "No." },
      ],
      canRetry: true,
      canRollBack: false,
    },
    wrong: [
      ["outcome", "done"],
      ["target", undefined],
      ["message", 1],
      ["rows.0.state", "lost"],
      ["rows.0.detail", undefined],
      ["rows.0.more", 1],
      ["canRetry", undefined],
      ["canRollBack", "no"],
      more,
    ],
  },
  menuChosen: { body: { item: "setup" }, wrong: [["item", undefined], ["item", "remove"], more] },
  reviewing: nothing,
  failed: sentence,
  failureOver: sentence,
};

const fromView: Cases<typeof fromImportWizard> = {
  ready: nothing,
  viewFailed: sentence,
  closeRequested: nothing,
  browseRequested: nothing,
  urisDropped: {
    body: { uris: ["file:///a.zip"] },
    wrong: [["uris", "file:///a.zip"], ["uris.0", 1], more],
  },
  fileDropped: {
    body: { name: "a.zip", bytes: new Uint8Array([1]) },
    wrong: [["name", undefined], ["bytes", [1]], ["bytes", "AQ=="], more],
  },
  targetChosen: { body: { key }, wrong: [["key", "dev"], ["key.folder", undefined], ["key.more", 1], more] },
  setupChosen: {
    body: { ids: [id], action: "skip" },
    wrong: [["ids", id], ["ids.0", 1], ["action", "replace"], ["action", undefined], more],
  },
  detailsRequested: { body: { id }, wrong: [["id", undefined], more] },
  detailsClosed: nothing,
  compareRequested: { body: { id, action: "add" }, wrong: [["id", 1], ["action", "replace"], more] },
  placeRequested: {
    body: { id, action: "add", finding: 0, place: 1 },
    wrong: [["id", 1], ["action", "replace"], ["finding", undefined], ["finding", 0.5], ["place", "1"], more],
  },
  stepRequested: {
    body: { id, action: "add", finding: 0, step: 1 },
    wrong: [["id", 1], ["action", "replace"], ["finding", undefined], ["finding", 0.5], ["step", "1"], more],
  },
  fileRequested: { body: { id }, wrong: [["id", 1], more] },
  importRequested: { body: { plan: 1 }, wrong: [["plan", undefined], ["plan", "1"], more] },
  importConfirmed: {
    body: { question: 1, allowsRemovals: true },
    wrong: [
      ["question", undefined],
      ["question", 0.5],
      ["allowsRemovals", undefined],
      ["allowsRemovals", "yes"],
      more,
    ],
  },
  importDeclined: nothing,
  cancelRequested: nothing,
  retryRequested: nothing,
  rollBackRequested: nothing,
  reportRequested: { body: { how: "copy" }, wrong: [["how", "print"], ["how", undefined], more] },
};

describeMessages("messages to the import wizard", toImportWizard, fromHost);
describeMessages("messages from the import wizard", fromImportWizard, fromView);

const draft: ImportDraft = {
  version: 2,
  uri: "file:///w/packages/spring.zip",
  dropped: "spring.zip",
  target: key,
  isInspecting: false,
  setups: { [id]: "skip" },
  filter: "con",
  status: "error",
  type: "entity",
  sort: { column: "status", direction: "descending" },
  selected: [id],
  details: { id, action: "add" },
};

describe("the kept choices of the import wizard", () => {
  it("are accepted as they were kept, with and without what need not be there", () => {
    assert.deepEqual(importDraft.parse(draft), draft);
    for (const optional of ["uri", "dropped", "target", "details"]) {
      const without = withValue(draft, optional, undefined);
      assert.deepEqual(importDraft.parse(without), without);
    }
  });

  const wrong: readonly (readonly [string, unknown])[] = [
    ["version", 1],
    ["version", undefined],
    ["uri", 1],
    ["dropped", 1],
    ["target", "dev"],
    ["target.name", undefined],
    ["isInspecting", undefined],
    ["setups.a", "replace"],
    ["filter", undefined],
    ["status", 1],
    ["type", undefined],
    ["sort", { column: "name", direction: "down" }],
    ["selected.0", 1],
    ["details", id],
    ["details.action", "replace"],
    ["more", 1],
  ];
  for (const [path, value] of wrong) {
    it(`are refused with ${JSON.stringify(value)} as ${path}`, () => {
      assert.ok(!importDraft.safeParse(withValue(draft, path, value)).success);
    });
  }
});
