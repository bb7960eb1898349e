import type {
  ActionInfo,
  EnvironmentKey,
  Progress,
  SetupActionId,
  TypeInfo,
} from "../../src/protocol/common";
import type {
  ActionOption,
  ImportDraft,
  ImportResult,
  ImportRow,
  PackageSummary,
  PlanSummary,
  TargetInfo,
} from "../../src/protocol/importWizard";
import type { Sort } from "../shared/rows";
import { isProblem, statusOf } from "./rowWords";

/** All that the import wizard shows is derived from this. Sets and maps are replaced, never changed. */
export interface Model {
  readonly types: readonly TypeInfo[];
  readonly actions: readonly ActionInfo[];
  readonly targets: readonly TargetInfo[];
  readonly target: EnvironmentKey | undefined;
  readonly isInspecting: boolean;
  /** False in a workspace that isn't trusted, where packages can only be looked at. */
  readonly canImport: boolean;
  readonly package: OpenedPackage | undefined;
  readonly refused: { readonly file: string; readonly messages: readonly string[] } | undefined;
  /** In the package's order. */
  readonly rows: readonly ImportRow[];
  /** Undefined as long as no target is chosen, or it isn't checked yet. */
  readonly summary: PlanSummary | undefined;
  /** Tells the host which of its plans is shown. */
  readonly planNumber: number;
  readonly filter: string;
  readonly status: StatusFilter;
  /** Id of a type, or empty for all. */
  readonly type: string;
  readonly sort: Sort;
  /** Rows that are selected as in lists, which says nothing of what is imported. Those that the filters hide aren't acted on. */
  readonly selected: ReadonlySet<string>;
  /** What was chosen here. */
  readonly setups: ReadonlyMap<string, SetupActionId>;
  /** What takes a while at the moment, or empty. */
  readonly busy: string;
  /** The resource whose details are open, and the action that is looked at there. */
  readonly open: { readonly id: string; readonly action: SetupActionId } | undefined;
  readonly details: Details | undefined;
  readonly stage: Stage;
  /** What went wrong last, until something else is done. */
  readonly failure: string | undefined;
  /** Why nothing can be said of the target, for as long as that is so. */
  readonly unusable: string | undefined;
  readonly notice: string | undefined;
}

export interface OpenedPackage {
  readonly summary: PackageSummary;
  readonly uri: string | undefined;
}

export interface Details {
  readonly id: string;
  readonly options: readonly ActionOption[];
  readonly isComplete: boolean;
}

export const statusFilters = [
  "all",
  "problems",
  "error",
  "removal",
  "warning",
  "create",
  "update",
  "unchanged",
  "skip",
] as const;
export type StatusFilter = (typeof statusFilters)[number];

export type Stage =
  /** Nothing is known yet. */
  | { readonly kind: "starting" }
  /** There is no package, or one that is refused. */
  | { readonly kind: "choosing" }
  | { readonly kind: "reviewing" }
  /** Import was pressed, and the host checks again. */
  | { readonly kind: "checking" }
  | {
      readonly kind: "confirming";
      readonly question: number;
      readonly summary: PlanSummary;
      readonly target: string;
    }
  | { readonly kind: "importing"; readonly progress: Progress | undefined; readonly isCancelling: boolean }
  | { readonly kind: "ended"; readonly result: ImportResult };

export type Event =
  | {
      readonly kind: "targetsKnown";
      readonly types: readonly TypeInfo[];
      readonly actions: readonly ActionInfo[];
      readonly targets: readonly TargetInfo[];
      readonly target?: EnvironmentKey;
      readonly isInspecting: boolean;
      readonly canImport: boolean;
    }
  | { readonly kind: "noPackage" }
  | {
      readonly kind: "packageOpened";
      readonly package: PackageSummary;
      readonly rows: readonly ImportRow[];
      readonly setups: Readonly<Record<string, SetupActionId>>;
      readonly uri?: string;
    }
  | { readonly kind: "packageRefused"; readonly file: string; readonly messages: readonly string[] }
  | { readonly kind: "noticed"; readonly message: string }
  | {
      readonly kind: "planned";
      readonly number: number;
      readonly rows: readonly ImportRow[];
      readonly summary: PlanSummary;
    }
  | { readonly kind: "busy"; readonly text: string }
  | ({ readonly kind: "detailsFound" } & Details)
  | { readonly kind: "targetUnusable"; readonly message: string }
  | { readonly kind: "targetChanged"; readonly message: string }
  | {
      readonly kind: "confirmationNeeded";
      readonly question: number;
      readonly summary: PlanSummary;
      readonly target: string;
    }
  | { readonly kind: "importing"; readonly progress: Progress }
  | { readonly kind: "imported"; readonly result: ImportResult }
  | { readonly kind: "reviewing" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "failureOver"; readonly message: string }
  /** The user has read what went wrong, or what was to be noticed. */
  | { readonly kind: "dismissed"; readonly what: "failure" | "notice" }
  | { readonly kind: "filtered"; readonly text: string }
  | { readonly kind: "statusChosen"; readonly status: StatusFilter }
  | { readonly kind: "typeChosen"; readonly type: string }
  | { readonly kind: "filtersCleared" }
  | { readonly kind: "sorted"; readonly sort: Sort }
  | { readonly kind: "selected"; readonly ids: readonly string[] }
  | { readonly kind: "setUp"; readonly ids: readonly string[]; readonly action: SetupActionId }
  | { readonly kind: "targetChosen"; readonly key: EnvironmentKey }
  | { readonly kind: "detailsOpened"; readonly id: string }
  /** An action is looked at in the details, and not chosen yet. */
  | { readonly kind: "actionTried"; readonly action: SetupActionId }
  | { readonly kind: "detailsClosed" }
  | { readonly kind: "importRequested" }
  | { readonly kind: "confirmed" }
  | { readonly kind: "notConfirmed" }
  | { readonly kind: "cancelRequested" }
  | { readonly kind: "retryRequested" };

/** The wizard as it is before the host has told anything; with what was kept from before it was hidden. */
export function initialModel(draft?: ImportDraft): Model {
  return {
    types: [],
    actions: [],
    targets: [],
    target: draft?.target,
    isInspecting: draft?.isInspecting ?? false,
    canImport: true,
    package: undefined,
    refused: undefined,
    rows: [],
    summary: undefined,
    planNumber: 0,
    filter: draft?.filter ?? "",
    status: statusFilters.find((status) => status === draft?.status) ?? "all",
    type: draft?.type ?? "",
    sort: draft?.sort ?? { column: "displayName", direction: "ascending" },
    selected: new Set(draft?.selected),
    setups: new Map(Object.entries(draft?.setups ?? {})),
    busy: "",
    open: draft?.details,
    details: undefined,
    stage: { kind: "starting" },
    failure: undefined,
    unusable: undefined,
    notice: undefined,
  };
}

/** Whether too little is known to show a page. What is in words, and what a package holds, come in either order. */
export function isStarting({ stage, types }: Model): boolean {
  return stage.kind === "starting" || types.length === 0;
}

/** What VS Code is to keep of a model; undefined before there is anything to show. */
export function draftOf(model: Model): ImportDraft | undefined {
  if (isStarting(model)) {
    return undefined;
  }
  return {
    version: 2,
    ...(model.package?.uri !== undefined && { uri: model.package.uri }),
    ...(model.package && model.package.uri === undefined && { dropped: model.package.summary.file }),
    ...(model.target && { target: model.target }),
    isInspecting: model.isInspecting,
    setups: Object.fromEntries(model.setups),
    filter: model.filter,
    status: model.status,
    type: model.type,
    sort: model.sort,
    selected: [...model.selected],
    ...(model.open && { details: model.open }),
  };
}

export function update(model: Model, event: Event): Model {
  switch (event.kind) {
    case "targetsKnown": {
      const { types, actions, targets, target, isInspecting, canImport } = event;
      return { ...model, types, actions, targets, target, isInspecting, canImport };
    }
    case "noPackage":
      return { ...model, stage: { kind: "choosing" } };
    case "packageOpened":
      return openPackage(model, event);
    case "packageRefused":
      return {
        ...model,
        package: undefined,
        rows: [],
        summary: undefined,
        refused: { file: event.file, messages: event.messages },
        stage: { kind: "choosing" },
      };
    case "noticed":
      return { ...model, notice: event.message };
    case "planned":
      return {
        ...model,
        rows: replaceRows(model.rows, event.rows),
        summary: event.summary,
        planNumber: event.number,
        unusable: undefined,
      };
    case "targetUnusable":
      return {
        ...model,
        summary: undefined,
        unusable: event.message,
        stage: isAboutToImport(model.stage) ? { kind: "reviewing" } : model.stage,
      };
    case "busy":
      return { ...model, busy: event.text };
    case "detailsFound": {
      const { id, options, isComplete } = event;
      return { ...model, details: { id, options, isComplete } };
    }
    case "targetChanged":
      return { ...model, stage: { kind: "reviewing" }, failure: event.message };
    case "confirmationNeeded":
      return model.stage.kind === "checking" ? { ...model, stage: confirmingStage(event) } : model;
    case "importing":
      return { ...model, stage: { ...importingStage(model.stage), progress: event.progress } };
    case "imported":
      return quiet({ ...model, stage: { kind: "ended", result: event.result } });
    case "reviewing":
      return { ...model, stage: model.package ? { kind: "reviewing" } : { kind: "choosing" } };
    case "failed":
      return { ...model, failure: event.message, stage: stageAfterFailure(model), busy: "" };
    case "failureOver":
      return model.failure === event.message ? { ...model, failure: undefined } : model;
    case "dismissed":
      return { ...model, [event.what]: undefined };
    case "filtered":
      return { ...model, filter: event.text };
    case "statusChosen":
      return { ...model, status: event.status };
    case "typeChosen":
      return { ...model, type: event.type };
    case "filtersCleared":
      return { ...model, filter: "", status: "all", type: "" };
    case "sorted":
      return { ...model, sort: event.sort };
    case "selected":
      return { ...model, selected: new Set(event.ids) };
    case "setUp":
      return setUp(model, event.ids, event.action);
    case "targetChosen":
      return quiet({
        ...model,
        target: event.key,
        summary: undefined,
        unusable: undefined,
        stage: stageAfterChoice(model.stage),
      });
    case "detailsOpened":
      return openDetails(model, event.id);
    case "actionTried":
      return model.open ? { ...model, open: { ...model.open, action: event.action } } : model;
    case "detailsClosed":
      return { ...model, open: undefined, details: undefined };
    case "importRequested":
      return whyNotImport(model) === undefined ? quiet({ ...model, stage: { kind: "checking" } }) : model;
    case "confirmed":
      return { ...model, stage: importingStage(model.stage) };
    case "notConfirmed":
      return { ...model, stage: { kind: "reviewing" } };
    case "cancelRequested":
      return model.stage.kind === "importing"
        ? { ...model, stage: { ...model.stage, isCancelling: true } }
        : model;
    case "retryRequested":
      return quiet(model);
  }
}

function quiet(model: Model): Model {
  return { ...model, failure: undefined, notice: undefined };
}

function openPackage(model: Model, event: Extract<Event, { kind: "packageOpened" }>): Model {
  const ids = new Set(event.rows.map(({ id }) => id));
  return {
    ...model,
    package: { summary: event.package, uri: event.uri },
    rows: event.rows,
    refused: undefined,
    summary: undefined,
    failure: undefined,
    selected: new Set([...model.selected].filter((id) => ids.has(id))),
    setups: new Map(Object.entries(event.setups)),
    open: model.open && ids.has(model.open.id) ? model.open : undefined,
    // A view that has just loaded hears of an import and its result before.
    stage:
      model.stage.kind === "importing" || model.stage.kind === "ended" ? model.stage : { kind: "reviewing" },
  };
}

function confirmingStage({
  question,
  summary,
  target,
}: Extract<Event, { kind: "confirmationNeeded" }>): Stage {
  return { kind: "confirming", question, summary, target };
}

function isAboutToImport({ kind }: Stage): boolean {
  return kind === "checking" || kind === "confirming";
}

/** Another choice takes back that Import was pressed. */
function stageAfterChoice(stage: Stage): Stage {
  return isAboutToImport(stage) ? { kind: "reviewing" } : stage;
}

function openDetails(model: Model, id: string): Model {
  const row = model.rows.find((candidate) => candidate.id === id);
  return row?.plan
    ? {
        ...model,
        open: { id, action: row.action },
        details: undefined,
        stage: stageAfterChoice(model.stage),
      }
    : model;
}

/** Only the rows that changed become other objects, so that only they are drawn again. */
function replaceRows(rows: readonly ImportRow[], changed: readonly ImportRow[]): readonly ImportRow[] {
  if (changed.length === 0) {
    return rows;
  }
  const byId = new Map(changed.map((row) => [row.id, row]));
  return rows.map((row) => byId.get(row.id) ?? row);
}

/** The choice shows at once; what follows from it comes from the host. */
function setUp(model: Model, ids: readonly string[], action: SetupActionId): Model {
  const chosen = new Set(ids);
  const setups = new Map(model.setups);
  ids.forEach((id) => setups.set(id, action));
  return quiet({
    ...model,
    setups,
    // Until the host has checked, what the screen says of the import doesn't hold.
    busy: model.target ? "Checking the import" : model.busy,
    stage: stageAfterChoice(model.stage),
    rows: model.rows.map((row) => (chosen.has(row.id) && row.action !== action ? { ...row, action } : row)),
  });
}

function importingStage(stage: Stage): Extract<Stage, { kind: "importing" }> {
  return stage.kind === "importing" ? stage : { kind: "importing", progress: undefined, isCancelling: false };
}

function stageAfterFailure({ stage, package: opened }: Model): Stage {
  switch (stage.kind) {
    case "importing":
    case "ended":
      // Something else failed, such as a file that was dropped; the host says when the import is over.
      return stage;
    case "starting":
    case "choosing":
    case "reviewing":
    case "checking":
    case "confirming":
      return opened ? { kind: "reviewing" } : { kind: "choosing" };
  }
}

/** Whether another package would lose what was chosen for this one; `uri` is that of the other one's file, if it has one. */
export function wouldLoseChoices(
  { stage, setups, package: opened }: Model,
  uri: string | undefined,
): boolean {
  const isSameFile = uri !== undefined && uri === opened?.uri;
  return isReviewing(stage) && setups.size > 0 && !isSameFile;
}

/** Whether the table is shown, with choices that aren't acted on yet. */
export function isReviewing({ kind }: Stage): boolean {
  return kind === "reviewing" || kind === "checking" || kind === "confirming";
}

/** How many resources the import would write, as far as that is known. */
export function importedCount({ summary }: Model): number {
  return (summary?.outcomes["create"] ?? 0) + (summary?.outcomes["update"] ?? 0);
}

/** Why Import can't be pressed, in one sentence; undefined when it can. */
export function whyNotImport(model: Model): string | undefined {
  if (model.stage.kind === "checking") {
    return "Checking the target again…";
  }
  if (!model.canImport) {
    return "Nothing is imported in a workspace that isn't trusted.";
  }
  if (!model.target) {
    return "Choose the environment to import into.";
  }
  if (model.unusable !== undefined) {
    return "The environment to import into can't be used.";
  }
  if (model.busy !== "" || !model.summary) {
    return "Checking the import…";
  }
  return model.summary.obstacle;
}

/** The rows that the filters for status and type let through; the text filter and the order come after. */
export function rowsByStatus(
  rows: readonly ImportRow[],
  status: StatusFilter,
  type: string,
): readonly ImportRow[] {
  if (status === "all" && type === "") {
    return rows;
  }
  return rows.filter((row) => (type === "" || row.type === type) && hasStatus(row, status));
}

function hasStatus(row: ImportRow, status: StatusFilter): boolean {
  switch (status) {
    case "all":
      return true;
    case "problems":
      return isProblem(row);
    case "error":
      return (row.plan?.errors ?? 0) > 0;
    case "removal":
      return row.plan?.removes !== undefined;
    case "warning":
      return (row.plan?.warnings ?? 0) > 0;
    case "create":
    case "update":
    case "unchanged":
    case "skip":
      return row.plan?.outcome === status;
  }
}

/** The next of these rows, in their order, that has something to resolve, after the one that has the focus; round and round. */
export function nextProblem(rows: readonly ImportRow[], after: string | undefined): string | undefined {
  const start = rows.findIndex(({ id }) => id === after) + 1;
  const inTurn = [...rows.slice(start), ...rows.slice(0, start)];
  const wanted = (isWanted: (row: ImportRow) => boolean): string | undefined => inTurn.find(isWanted)?.id;
  return (
    wanted((row) => statusOf(row).id === "error") ??
    wanted((row) => statusOf(row).id === "removal") ??
    wanted((row) => statusOf(row).id === "warning")
  );
}
