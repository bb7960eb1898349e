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

/** Messages of the export wizard: the host reports facts, the view reports what the user did. */

const exportRow = z.strictObject({
  id: resourceId,
  type: z.string(),
  name: z.string(),
  displayName: z.string(),
  kind: resourceKind,
  /** How many fields or entries it has. */
  parts: z.int(),
  /** When its file was last changed, in milliseconds since 1970; undefined until it is known. */
  changedAt: z.optional(z.number()),
});
export type ExportRow = z.infer<typeof exportRow>;

/** A resource that the selection needs. */
const relatedRow = z.strictObject({
  id: resourceId,
  /** What needs it, through what: "Project → Stage". */
  needs: z.array(z.string()),
  /** How many more there are than `needs` lists. */
  moreNeeds: z.int(),
});
export type RelatedRow = z.infer<typeof relatedRow>;

const setupOfResource = z.strictObject({ action: setupActionId, note: z.string() });

/** Sent whole when the view has loaded, and again when the environment has changed. */
const environmentState = z.strictObject({
  key: environmentKey,
  displayName: z.string(),
  /** Name of the workspace folder, where there are several. */
  folderName: z.optional(z.string()),
  types: z.array(typeInfo),
  actions: z.array(actionInfo),
  rows: z.array(exportRow),
  /** Files that can't be exported because they are broken, one sentence each. */
  broken: z.array(z.string()),
  /** What was selected in the tree when the wizard was opened from there, also what can't be exported. */
  preselected: z.array(resourceId),
  suggestedName: z.string(),
  /** What has changed outside that must be known before anything is exported. */
  notice: z.optional(z.string()),
  /** True when the last export is done with, and another one begins. */
  startsOver: z.boolean(),
});
export type EnvironmentState = z.infer<typeof environmentState>;

const exportResult = z.strictObject({
  /** The file as people name it: its path in the workspace, or its whole path. */
  file: z.string(),
  resources: z.int(),
  related: z.int(),
  /** What keeps the package from being imported as it is, since the source lacks it too: the first of it, a sentence each. */
  lacks: z.array(z.string()),
  /** How many more there are than `lacks` lists. */
  moreLacks: z.int(),
});
export type ExportResult = z.infer<typeof exportResult>;

export const toExportWizard = {
  loaded: environmentState,
  /** When files were last changed, which takes longer to find out than the rest. */
  changeTimesKnown: z.strictObject({ times: z.record(resourceId, z.number()) }),
  relatedFound: z.strictObject({ request: z.int(), rows: z.array(relatedRow) }),
  nameChecked: z.strictObject({ name: z.string(), problem: z.optional(z.string()) }),
  exporting: progress,
  exported: exportResult,
  exportFailed: sentence,
  /** The export was cancelled, or the dialog for where to save it. */
  exportCancelled: nothing,
  /** The menu of the package's rows asks to set up those that are selected. */
  setupWanted: nothing,
  /** The environment isn't there any more, or can't be read. */
  environmentGone: sentence,
} satisfies Contract;

export const fromExportWizard = {
  ...fromAnyView,
  relatedRequested: z.strictObject({ request: z.int(), selected: z.array(resourceId) }),
  nameEntered: z.strictObject({ name: z.string() }),
  exportRequested: z.strictObject({
    selected: z.array(resourceId),
    related: z.array(resourceId),
    name: z.string(),
    version: z.string(),
    description: z.string(),
    setups: z.record(resourceId, setupOfResource),
  }),
  cancelRequested: nothing,
  /** To read a definition, beside the wizard. */
  openRequested: z.strictObject({ id: resourceId }),
  revealRequested: nothing,
  importIntoRequested: nothing,
  /** The result has been seen; another export begins. */
  startedOver: nothing,
} satisfies Contract;

export type ExportOrder = z.infer<(typeof fromExportWizard)["exportRequested"]>;

/** What the view keeps of the user's choices while it is hidden and through a restart. */
export const exportDraft = z.strictObject({
  version: z.literal(1),
  key: environmentKey,
  step: z.enum(["select", "related", "package"]),
  tab: z.string(),
  filters: z.record(z.string(), z.string()),
  sorts: z.record(
    z.string(),
    z.strictObject({ column: z.string(), direction: z.enum(["ascending", "descending"]) }),
  ),
  selected: z.array(resourceId),
  /** Related resources that the user doesn't want to take along. */
  leftOut: z.array(resourceId),
  name: z.string(),
  packageVersion: z.string(),
  description: z.string(),
  setups: z.record(resourceId, setupOfResource),
  /** What went wrong with the last export. */
  failure: z.optional(z.string()),
});
export type ExportDraft = z.infer<typeof exportDraft>;
