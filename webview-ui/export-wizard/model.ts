import type { Progress, SetupActionId } from "../../src/protocol/common";
import type {
  EnvironmentState,
  ExportDraft,
  ExportOrder,
  ExportResult,
  ExportRow,
  RelatedRow,
} from "../../src/protocol/exportWizard";
import type { Sort } from "../shared/rows";
import { withIds } from "../shared/withIds";
import { count, isolated } from "../shared/words";

/** All that the export wizard shows is derived from this. Sets and maps are replaced, never changed. */

export const steps = ["select", "related", "package"] as const;
export type Step = (typeof steps)[number];

export interface SetupOfResource {
  readonly action: SetupActionId;
  readonly note: string;
}

export interface Model {
  /** Undefined until the host has told. */
  readonly environment: EnvironmentState | undefined;
  readonly changeTimes: Readonly<Record<string, number>>;
  readonly step: Step;
  readonly tab: string;
  /** By list, as the order is. */
  readonly filters: Readonly<Record<string, string>>;
  readonly sorts: Readonly<Record<string, Sort>>;
  readonly selected: ReadonlySet<string>;
  /** What was selected and isn't in the environment at the moment; selected again should it come back. */
  readonly missing: ReadonlySet<string>;
  readonly leftOut: ReadonlySet<string>;
  readonly related: Related;
  readonly name: string;
  readonly nameProblem: string | undefined;
  readonly packageVersion: string;
  readonly description: string;
  readonly setups: ReadonlyMap<string, SetupOfResource>;
  /** Rows of the package that are selected as in lists, to be set up together. All of them are exported, selected or not. */
  readonly marked: ReadonlySet<string>;
  readonly stage: Stage;
  /** What went wrong with the last thing tried. */
  readonly failure: string | undefined;
  /** What happened without the user's doing, to be read once. */
  readonly notice: string | undefined;
  /** What was added from outside to a selection that was there already. */
  readonly added: Added | undefined;
}

export interface Added {
  readonly ids: readonly string[];
  readonly message: string;
}

export interface Related {
  /** Number of the request whose answer counts; another selection makes another request. */
  readonly request: number;
  /** Number of the request that was answered last. */
  readonly answered: number;
  /** Undefined before the first answer about a selection. */
  readonly rows: readonly RelatedRow[] | undefined;
  /** The selection that was asked about. */
  readonly selected: ReadonlySet<string> | undefined;
}

export type Stage =
  | { readonly kind: "choosing" }
  | { readonly kind: "exporting"; readonly progress: Progress | undefined; readonly isCancelling: boolean }
  | { readonly kind: "exported"; readonly result: ExportResult }
  | { readonly kind: "gone"; readonly message: string };

export type Event =
  | { readonly kind: "loaded"; readonly environment: EnvironmentState }
  | { readonly kind: "changeTimesKnown"; readonly times: Readonly<Record<string, number>> }
  | { readonly kind: "relatedFound"; readonly request: number; readonly rows: readonly RelatedRow[] }
  | { readonly kind: "nameChecked"; readonly name: string; readonly problem?: string }
  | { readonly kind: "exporting"; readonly progress: Progress }
  | { readonly kind: "exported"; readonly result: ExportResult }
  | { readonly kind: "exportFailed"; readonly message: string }
  | { readonly kind: "exportCancelled" }
  | { readonly kind: "environmentGone"; readonly message: string }
  | { readonly kind: "tabChosen"; readonly tab: string }
  | { readonly kind: "filtered"; readonly list: string; readonly text: string }
  | { readonly kind: "sorted"; readonly list: string; readonly sort: Sort }
  | { readonly kind: "selected"; readonly ids: readonly string[]; readonly isSelected: boolean }
  | { readonly kind: "takenAlong"; readonly ids: readonly string[]; readonly isTaken: boolean }
  | { readonly kind: "marked"; readonly ids: readonly string[] }
  | { readonly kind: "allSelected" }
  /** Nothing but what was just added is to be exported. */
  | { readonly kind: "onlyAdded" }
  /** The user has read what went wrong, or what was to be noticed. */
  | { readonly kind: "dismissed"; readonly what: "failure" | "notice" }
  | { readonly kind: "next" }
  | { readonly kind: "back" }
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "versioned"; readonly version: string }
  | { readonly kind: "described"; readonly description: string }
  /** What `setup` doesn't name stays as it is with each. */
  | { readonly kind: "setUp"; readonly ids: readonly string[]; readonly setup: Partial<SetupOfResource> }
  | { readonly kind: "exportRequested" }
  | { readonly kind: "cancelRequested" }
  | { readonly kind: "startedOver" };

const defaultSetup: SetupOfResource = { action: "merge", note: "" };
const defaultSort: Sort = { column: "displayName", direction: "ascending" };
const nobody: ReadonlySet<string> = new Set();

/** The wizard as it is before the host has told anything; with what was kept from before it was hidden. */
export function initialModel(draft?: ExportDraft): Model {
  return {
    environment: undefined,
    changeTimes: {},
    step: draft?.step ?? "select",
    tab: draft?.tab ?? "",
    filters: draft?.filters ?? {},
    sorts: draft?.sorts ?? {},
    selected: new Set(draft?.selected),
    missing: nobody,
    leftOut: new Set(draft?.leftOut),
    related: { request: 0, answered: 0, rows: undefined, selected: undefined },
    name: draft?.name ?? "",
    nameProblem: undefined,
    packageVersion: draft?.packageVersion ?? "",
    description: draft?.description ?? "",
    setups: new Map(Object.entries(draft?.setups ?? {})),
    marked: nobody,
    stage: { kind: "choosing" },
    failure: draft?.failure,
    notice: undefined,
    added: undefined,
  };
}

/** What VS Code is to keep of a model; undefined while there is nothing to keep. */
export function draftOf(current: Model): ExportDraft | undefined {
  // An export that is done is done with: what comes next starts clean, and its result is the host's.
  const model = current.stage.kind === "exported" ? startOver(current) : current;
  return (
    model.environment && {
      version: 1,
      key: model.environment.key,
      step: model.step,
      tab: model.tab,
      filters: { ...model.filters },
      sorts: { ...model.sorts },
      selected: [...model.selected, ...model.missing],
      leftOut: [...model.leftOut],
      name: model.name,
      packageVersion: model.packageVersion,
      description: model.description,
      setups: Object.fromEntries(model.setups),
      ...(model.failure !== undefined && { failure: model.failure }),
    }
  );
}

export function update(model: Model, event: Event): Model {
  switch (event.kind) {
    case "loaded":
      return load(model, event.environment);
    case "changeTimesKnown":
      return { ...model, changeTimes: event.times };
    case "relatedFound":
      return event.request === model.related.request ? receiveRelated(model, event.rows) : model;
    case "nameChecked":
      return event.name === model.name ? { ...model, nameProblem: event.problem } : model;
    case "exporting":
      return { ...model, stage: { ...exportingStage(model.stage), progress: event.progress } };
    case "exported":
      return quiet({ ...model, stage: { kind: "exported", result: event.result } });
    case "exportFailed":
      return { ...model, stage: stageAfterFailure(model.stage), failure: event.message };
    case "exportCancelled":
      return {
        ...model,
        stage: { kind: "choosing" },
        notice: "The export was cancelled; no file was written.",
      };
    case "environmentGone":
      // What is being exported, or was, has been read already.
      return isDone(model.stage) ? model : { ...model, stage: { kind: "gone", message: event.message } };
    case "tabChosen":
      return { ...model, tab: event.tab };
    case "filtered":
      return { ...model, filters: { ...model.filters, [event.list]: event.text } };
    case "sorted":
      return { ...model, sorts: { ...model.sorts, [event.list]: event.sort } };
    case "selected":
      return quiet({ ...model, selected: withIds(model.selected, event.ids, event.isSelected) });
    case "takenAlong":
      return quiet({ ...model, leftOut: withIds(model.leftOut, event.ids, !event.isTaken) });
    case "marked":
      return { ...model, marked: new Set(event.ids) };
    case "allSelected":
      return selectAll(model);
    case "onlyAdded":
      return onlyAdded(model);
    case "dismissed":
      return event.what === "failure"
        ? { ...model, failure: undefined }
        : { ...model, notice: undefined, added: undefined };
    case "next":
      return goOn(model);
    case "back":
      return goBack(model);
    case "named":
      // Until the host has looked at the new name, what was wrong with the one before stays: it would flicker.
      return { ...model, name: event.name, failure: undefined };
    case "versioned":
      return { ...model, packageVersion: event.version };
    case "described":
      return { ...model, description: event.description };
    case "setUp":
      return { ...model, setups: withSetups(model.setups, event.ids, event.setup) };
    case "exportRequested":
      return whyNotExport(model) === undefined
        ? quiet({ ...model, stage: exportingStage(model.stage) })
        : model;
    case "cancelRequested":
      return model.stage.kind === "exporting"
        ? { ...model, stage: { ...model.stage, isCancelling: true } }
        : model;
    case "startedOver":
      return startOver(model);
  }
}

/** How a list is ordered. */
export function sortOf({ sorts }: Model, list: string): Sort {
  return (Object.hasOwn(sorts, list) ? sorts[list] : undefined) ?? defaultSort;
}

function isDone({ kind }: Stage): boolean {
  return kind === "exporting" || kind === "exported";
}

/** A view that was hidden meanwhile hears of a running export by its progress. */
function exportingStage(stage: Stage): Extract<Stage, { kind: "exporting" }> {
  return stage.kind === "exporting" ? stage : { kind: "exporting", progress: undefined, isCancelling: false };
}

function quiet(model: Model): Model {
  return { ...model, failure: undefined, notice: undefined, added: undefined };
}

function withSetups(
  setups: Model["setups"],
  ids: readonly string[],
  setup: Partial<SetupOfResource>,
): Model["setups"] {
  const next = new Map(setups);
  ids.forEach((id) => next.set(id, { ...(setups.get(id) ?? defaultSetup), ...setup }));
  return next;
}

/**
 * Takes in the environment, the first time or after it changed. What is gone from it is no longer selected, which is said; what
 * comes back is, as a definition that is being edited may be broken for a moment.
 */
function load(model: Model, environment: EnvironmentState): Model {
  const { preselected } = environment;
  if (environment.startsOver || (preselected.length > 0 && model.stage.kind === "exported")) {
    return load(startOver(model), { ...environment, startsOver: false });
  }
  const ids = new Set(environment.rows.map(({ id }) => id));
  const chosen = [...model.selected, ...model.missing, ...preselected].filter((id) => ids.has(id));
  const selected = new Set(chosen);
  const isSame = selected.size === model.selected.size && chosen.every((id) => model.selected.has(id));
  const missing = new Set([...model.selected, ...model.missing].filter((id) => !ids.has(id)));
  const firstChosen = preselected.find((id) => ids.has(id));
  const loaded: Model = {
    ...model,
    environment,
    tab: tabFor(environment, model.tab, firstChosen),
    name: model.environment === undefined && model.name === "" ? environment.suggestedName : model.name,
    selected: isSame ? model.selected : selected,
    missing,
    // Without a selection there is nothing to see in the other steps.
    step: selected.size === 0 ? "select" : model.step,
    stage: model.stage.kind === "gone" ? { kind: "choosing" } : model.stage,
    notice: environment.notice ?? loadNotice(model, missing, preselected.filter((id) => !ids.has(id)).length),
    added: addedTo(model, environment) ?? model.added,
  };
  // What the selection needs may have changed with the environment; until that is known, the old answer is shown.
  return loaded.step === "select"
    ? { ...loaded, related: forgetRelated(loaded.related) }
    : askRelated(loaded, loaded.related.rows);
}

/** What is added from outside to what is selected already, which somebody in a hurry may have forgotten. */
function addedTo({ selected }: Model, { rows, preselected }: EnvironmentState): Added | undefined {
  const wanted = new Set(preselected);
  const added = rows.filter(({ id }) => wanted.has(id));
  const others = [...selected].filter((id) => !wanted.has(id)).length;
  const [first] = added;
  if (!first || others === 0) {
    return undefined;
  }
  const isOne = added.length === 1;
  const what = isOne ? isolated(first.displayName) : count(added.length, "resource");
  const message = added.every(({ id }) => selected.has(id))
    ? `${what} ${isOne ? "is" : "are"} selected already, with ${count(others, "other", "others")}.`
    : `${what} ${isOne ? "was" : "were"} added to the ${others.toLocaleString("en")} selected before.`;
  return { ids: added.map(({ id }) => id), message };
}

/** As if the wizard had been opened for that. */
function onlyAdded(model: Model): Model {
  const { added, environment } = model;
  const [first] = added?.ids ?? [];
  if (!added || !environment || first === undefined) {
    return model;
  }
  return { ...startOver(model), selected: new Set(added.ids), tab: tabFor(environment, model.tab, first) };
}

/** The tab of what was chosen outside, else the one that was shown, else the first. */
function tabFor(environment: EnvironmentState, shown: string, chosen: string | undefined): string {
  const isKnown = environment.types.some(({ id }) => id === shown);
  return (
    (chosen === undefined ? undefined : typeOf(environment, chosen)) ??
    (isKnown ? shown : (environment.types[0]?.id ?? ""))
  );
}

function loadNotice(model: Model, missing: ReadonlySet<string>, unfit: number): string | undefined {
  if (unfit > 0) {
    return unfit === 1
      ? "1 of the chosen resources can't be exported: it is a standard one without customizations, or its file is broken."
      : `${unfit.toLocaleString("en")} of the chosen resources can't be exported: they are standard ones without customizations, or their files are broken.`;
  }
  const gone = [...missing].filter((id) => !model.missing.has(id)).length;
  if (gone > 0) {
    return gone === 1
      ? "1 selected resource isn't in the environment any more, or its file is broken. It is no longer selected."
      : `${gone.toLocaleString("en")} selected resources aren't in the environment any more, or their files are broken. They are no longer selected.`;
  }
  return missing.size < model.missing.size
    ? "What was missing of the selection is back in the environment, and selected again."
    : model.notice;
}

function typeOf(environment: EnvironmentState, id: string): string | undefined {
  return environment.rows.find((row) => row.id === id)?.type;
}

function forgetRelated({ request }: Related): Related {
  return { request, answered: request, rows: undefined, selected: undefined };
}

function askRelated(model: Model, rows?: readonly RelatedRow[]): Model {
  const { request, answered } = model.related;
  return { ...model, related: { request: request + 1, answered, rows, selected: model.selected } };
}

/** Whether the host still has to answer what the selection needs. */
export function isAskingRelated({ related }: Model): boolean {
  return related.request !== related.answered;
}

/** The step of related resources steps aside when there are none. */
function receiveRelated(model: Model, rows: readonly RelatedRow[]): Model {
  const known: Model = { ...model, related: { ...model.related, answered: model.related.request, rows } };
  return known.step === "related" && rows.length === 0
    ? { ...known, step: "package", notice: "The selection needs no other resources." }
    : known;
}

function selectAll(model: Model): Model {
  const selected = new Set(model.environment?.rows.map(({ id }) => id));
  const request = model.related.request + 1;
  const related: Related = { request, answered: request, rows: [], selected };
  return selected.size === 0
    ? model
    : quiet({ ...model, selected, missing: nobody, related, step: "package" });
}

function goOn(model: Model): Model {
  if (whyNotNext(model) !== undefined) {
    return model;
  }
  switch (model.step) {
    case "select": {
      const there = quiet({ ...model, step: "related" });
      const isKnown = model.related.selected === model.selected && !isAskingRelated(model);
      return isKnown ? receiveRelated(there, model.related.rows ?? []) : askRelated(there);
    }
    case "related":
      return quiet({ ...model, step: "package" });
    case "package":
      return model;
  }
}

function goBack(model: Model): Model {
  const hasRelated = (model.related.rows ?? []).length > 0;
  return quiet({ ...model, step: model.step === "package" && hasRelated ? "related" : "select" });
}

function stageAfterFailure(stage: Stage): Stage {
  return stage.kind === "exporting" ? { kind: "choosing" } : stage;
}

function startOver(model: Model): Model {
  return {
    ...initialModel(),
    environment: model.environment,
    changeTimes: model.changeTimes,
    tab: model.tab,
    sorts: model.sorts,
    name: model.environment?.suggestedName ?? "",
    related: forgetRelated(model.related),
  };
}

const lookingForRelated = "Looking for related resources…";

/** Why the next step can't be taken, in one sentence; undefined when it can. */
export function whyNotNext(model: Model): string | undefined {
  if (model.stage.kind !== "choosing" || !model.environment) {
    return "";
  }
  switch (model.step) {
    case "select":
      return model.selected.size === 0 ? "Select at least one resource." : undefined;
    case "related":
      return isAskingRelated(model) ? lookingForRelated : undefined;
    case "package":
      return whyNotExport(model);
  }
}

/** Why the package can't be exported, in one sentence; undefined when it can. */
export function whyNotExport(model: Model): string | undefined {
  if (model.stage.kind !== "choosing") {
    return "";
  }
  if (model.name.trim() === "") {
    return "Give the package a name.";
  }
  if (model.nameProblem !== undefined) {
    return model.nameProblem;
  }
  if (isAskingRelated(model)) {
    return lookingForRelated;
  }
  return model.selected.size === 0 ? "Nothing is selected." : undefined;
}

/** Whether choices would be lost if the wizard were closed. */
export function hasChoices({ stage, selected, missing }: Model): boolean {
  return stage.kind !== "exported" && selected.size + missing.size > 0;
}

/** Ids of the related resources that are taken along. */
export function takenAlong({
  related,
  leftOut,
  selected,
}: Pick<Model, "related" | "leftOut" | "selected">): string[] {
  return (related.rows ?? []).map(({ id }) => id).filter((id) => !leftOut.has(id) && !selected.has(id));
}

/** One row of the package, as the last step lists it. */
export interface PackageRow extends ExportRow {
  readonly isRelated: boolean;
  readonly setup: SetupOfResource;
}

/** What goes into the package, in the environment's order. */
export function packageRows(
  model: Pick<Model, "environment" | "selected" | "leftOut" | "related" | "setups">,
): PackageRow[] {
  const along = new Set(takenAlong(model));
  return (model.environment?.rows ?? [])
    .filter(({ id }) => model.selected.has(id) || along.has(id))
    .map((row) => ({
      ...row,
      isRelated: !model.selected.has(row.id),
      setup: model.setups.get(row.id) ?? defaultSetup,
    }));
}

/** What the host is asked to export. */
export function orderOf(model: Model): ExportOrder {
  const related = takenAlong(model);
  const packed = new Set([...model.selected, ...related]);
  return {
    selected: [...model.selected],
    related,
    name: model.name,
    version: model.packageVersion,
    description: model.description,
    setups: Object.fromEntries([...model.setups].filter(([id]) => packed.has(id))),
  };
}
