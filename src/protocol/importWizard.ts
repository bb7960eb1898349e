import * as z from "zod/mini";
import {
  actionInfo,
  environmentKey,
  fromAnyView,
  nothing,
  progress,
  resourceId,
  resourceKind,
  sentence,
  setupActionId,
  typeInfo,
} from "./common";
import type { Contract } from "./contract";

/** Messages of the import wizard: the host reports facts, the view reports what the user did. */

export const plannedOutcome = z.enum(["create", "update", "unchanged", "skip", "blocked"]);
export type PlannedOutcome = z.infer<typeof plannedOutcome>;

export const severity = z.enum(["error", "removal", "warning", "information"]);
export type Severity = z.infer<typeof severity>;

/** One resource of the package, before a target is chosen and after. */
const importRow = z.strictObject({
  id: resourceId,
  type: z.string(),
  name: z.string(),
  displayName: z.string(),
  kind: resourceKind,
  parts: z.int(),
  /** True when it came along because others needed it. */
  isRelated: z.boolean(),
  note: z.optional(z.string()),
  action: setupActionId,
  /** What the import would do with it; undefined as long as no target is chosen. */
  plan: z.optional(
    z.strictObject({
      outcome: plannedOutcome,
      /** How many lines its changes have. */
      changes: z.int(),
      errors: z.int(),
      warnings: z.int(),
      /** What would be removed, in words: "3 fields, 1 entry". */
      removes: z.optional(z.string()),
    }),
  ),
});
export type ImportRow = z.infer<typeof importRow>;

const packageSummary = z.strictObject({
  name: z.string(),
  version: z.optional(z.string()),
  description: z.optional(z.string()),
  /** Where it came from: "Development (dev)". */
  source: z.string(),
  /** When it was made, in milliseconds since 1970. */
  createdAt: z.number(),
  generator: z.string(),
  /** The file as people name it. */
  file: z.string(),
  /** "15 entities", "10 picklists". */
  counts: z.array(z.string()),
});
export type PackageSummary = z.infer<typeof packageSummary>;

/** An environment that can be imported into. */
const targetInfo = z.strictObject({ key: environmentKey, label: z.string() });
export type TargetInfo = z.infer<typeof targetInfo>;

/** A finding in words, with the places that it points to. */
const findingInfo = z.strictObject({
  rule: z.string(),
  severity,
  message: z.string(),
  /** What the places are called; the view asks for one by its number. */
  places: z.array(z.string()),
  /** What the steps do that would resolve it, beside other setup actions; the view asks for one by its number. */
  steps: z.array(z.string()),
  /** Of one that stands for others which aren't told one by one: how many they are. */
  standsFor: z.optional(z.int()),
});
export type FindingInfo = z.infer<typeof findingInfo>;

/** What holds for the import as a whole. */
const planSummary = z.strictObject({
  outcomes: z.record(plannedOutcome, z.int()),
  findings: z.record(severity, z.int()),
  /** Findings on no single resource. */
  general: z.array(findingInfo),
  /** What was wrong in the target before, stays so and doesn't block, as sentences; the first of them. */
  preexisting: z.array(z.string()),
  morePreexisting: z.int(),
  /** What was wrong before and isn't any more after the import, likewise. */
  mended: z.array(z.string()),
  moreMended: z.int(),
  /** Everything that would be removed, one line for each resource: "Region (lmi_Region) loses 2 entries: 3 (North) and 4 (South)". */
  removals: z.array(z.string()),
  /** All of that in a few words: "3 fields and 1 entry". */
  removes: z.optional(z.string()),
  /** Why it can't be imported, in one sentence; undefined when it can. */
  obstacle: z.optional(z.string()),
});
export type PlanSummary = z.infer<typeof planSummary>;

/** Who made target and package differ since the last import into the target; "neither" where that import left them different. */
const changedBy = z.enum(["package", "target", "both", "neither", "unknown"]);
export type ChangedBy = z.infer<typeof changedBy>;

const changeInfo = z.strictObject({
  kind: z.enum(["added", "removed", "updated", "reordered"]),
  /** What it concerns: "field con_Stage → maxLength". */
  what: z.string(),
  before: z.optional(z.string()),
  after: z.optional(z.string()),
  /** Only for a resource that was imported before. */
  since: z.optional(
    z.strictObject({
      changedBy,
      /** What the last import left there; undefined where it left nothing. */
      left: z.optional(z.string()),
    }),
  ),
});
export type ChangeInfo = z.infer<typeof changeInfo>;

/** What one action would do to a resource here. */
const actionOption = z.strictObject({
  id: setupActionId,
  outcome: plannedOutcome,
  findings: z.array(findingInfo),
  changes: z.array(changeInfo),
  /** The last import that concerned the resource: "Dev 1.2, imported on 2026-01-31". */
  lastImport: z.optional(z.string()),
  /** How many more there are than `changes` lists. */
  moreChanges: z.int(),
  removes: z.optional(z.string()),
  /** What choosing it would do to other resources: "2 other resources would be blocked." */
  effects: z.array(z.string()),
});
export type ActionOption = z.infer<typeof actionOption>;

const importedState = z.enum([
  "imported",
  "failed",
  "not-attempted",
  /** Its file should have been put back and could not be. */
  "left-changed",
  "unchanged",
  "skipped",
]);
export type ImportedState = z.infer<typeof importedState>;

const resultRow = z.strictObject({
  id: resourceId,
  name: z.string(),
  displayName: z.string(),
  type: z.string(),
  state: importedState,
  /** "created", "3 changes", or why it wasn't imported. */
  detail: z.string(),
});
export type ResultRow = z.infer<typeof resultRow>;

const importResult = z.strictObject({
  /** *undone*: all of it was taken back, here or elsewhere. */
  outcome: z.enum(["imported", "partly", "not", "undone"]),
  target: z.string(),
  /** One sentence that says how it went. */
  message: z.string(),
  rows: z.array(resultRow),
  canRetry: z.boolean(),
  canRollBack: z.boolean(),
});
export type ImportResult = z.infer<typeof importResult>;

export const rowMenuItem = z.enum(["setup", "skip", "details"]);
export type RowMenuItem = z.infer<typeof rowMenuItem>;

export const toImportWizard = {
  /** The environments there are, sent first and whenever they change. */
  targetsKnown: z.strictObject({
    types: z.array(typeInfo),
    actions: z.array(actionInfo),
    targets: z.array(targetInfo),
    /** The one that this wizard imports into; undefined while none is chosen. */
    target: z.optional(environmentKey),
    /** True when the wizard was opened only to look into a package. */
    isInspecting: z.boolean(),
    canImport: z.boolean(),
  }),
  noPackage: nothing,
  packageOpened: z.strictObject({
    package: packageSummary,
    rows: z.array(importRow),
    /** What was chosen in this wizard; for the other rows the package decides. */
    setups: z.record(resourceId, setupActionId),
    /** How to find it again after a restart; undefined for one that was dropped without a file. */
    uri: z.optional(z.string()),
  }),
  packageRefused: z.strictObject({ file: z.string(), messages: z.array(z.string()) }),
  /** What isn't an error but has to be said: that the package was replaced while the wizard is open, that the report was copied. */
  noticed: sentence,
  /** Rows that changed, and what holds for all. */
  planned: z.strictObject({ number: z.int(), rows: z.array(importRow), summary: planSummary }),
  /** Something takes a while; an empty text when it doesn't any more. */
  busy: z.strictObject({ text: z.string() }),
  detailsFound: z.strictObject({
    id: resourceId,
    /** The actions that are worked out so far: first the one that is chosen, then all. */
    options: z.array(actionOption),
    isComplete: z.boolean(),
  }),
  /** A step asks to do as if the user had chosen this action for these rows. */
  setupWanted: z.strictObject({ ids: z.array(resourceId), action: setupActionId }),
  /** A step asks to open the details of this row. */
  detailsWanted: z.strictObject({ id: resourceId }),
  /** The target is gone, or can't be read: nothing can be said of what an import would do. Holds until it is `planned` again. */
  targetUnusable: sentence,
  /** The target is not what was shown when Import was pressed. Nothing was written, and what holds now is shown. */
  targetChanged: sentence,
  /** The plan still holds against the files as they are: ask for consent. */
  confirmationNeeded: z.strictObject({ question: z.int(), summary: planSummary, target: z.string() }),
  /** What was chosen in VS Code's menu of the rows that are selected. */
  menuChosen: z.strictObject({ item: rowMenuItem }),
  importing: progress,
  imported: importResult,
  /** Neither a check nor a result is to be shown any more: the table is. */
  reviewing: nothing,
  failed: sentence,
  /** What was said, in these words, to have failed or changed isn't so any more. */
  failureOver: sentence,
} satisfies Contract;

export const fromImportWizard = {
  ...fromAnyView,
  browseRequested: nothing,
  /** Files dropped from the Explorer or another program, as URIs. */
  urisDropped: z.strictObject({ uris: z.array(z.string()) }),
  /** A file dropped from outside, whose place can't be told. */
  fileDropped: z.strictObject({ name: z.string(), bytes: z.instanceof(Uint8Array) }),
  targetChosen: z.strictObject({ key: environmentKey }),
  setupChosen: z.strictObject({ ids: z.array(resourceId), action: setupActionId }),
  detailsRequested: z.strictObject({ id: resourceId }),
  detailsClosed: nothing,
  compareRequested: z.strictObject({ id: resourceId, action: setupActionId }),
  placeRequested: z.strictObject({
    id: z.optional(resourceId),
    action: z.optional(setupActionId),
    finding: z.int(),
    place: z.int(),
  }),
  /** One of a finding's steps is to be done. */
  stepRequested: z.strictObject({
    id: z.optional(resourceId),
    action: z.optional(setupActionId),
    finding: z.int(),
    step: z.int(),
  }),
  fileRequested: z.strictObject({ id: resourceId }),
  /** The Import button: checks again, then either asks for confirmation or shows what moved. */
  importRequested: z.strictObject({ plan: z.int() }),
  /** The answer to the confirmation. */
  importConfirmed: z.strictObject({ question: z.int(), allowsRemovals: z.boolean() }),
  importDeclined: nothing,
  cancelRequested: nothing,
  retryRequested: nothing,
  rollBackRequested: nothing,
  reportRequested: z.strictObject({ how: z.enum(["copy", "save"]) }),
} satisfies Contract;

/** What the view keeps of the user's choices while it is hidden and through a restart. */
export const importDraft = z.strictObject({
  version: z.literal(2),
  /** The package's file; undefined while there is none. */
  uri: z.optional(z.string()),
  /** Name of a package that was dropped without telling where it is, and so can't be found again. */
  dropped: z.optional(z.string()),
  target: z.optional(environmentKey),
  isInspecting: z.boolean(),
  /** Only what was chosen here; the rest is as the package says. */
  setups: z.record(resourceId, setupActionId),
  filter: z.string(),
  status: z.string(),
  type: z.string(),
  sort: z.strictObject({ column: z.string(), direction: z.enum(["ascending", "descending"]) }),
  selected: z.array(resourceId),
  /** The resource whose details are open, and the action that is looked at there. */
  details: z.optional(z.strictObject({ id: resourceId, action: setupActionId })),
});
export type ImportDraft = z.infer<typeof importDraft>;
