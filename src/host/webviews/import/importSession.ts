import { CancellationError, CancellationTokenSource, type Disposable } from "vscode";
import type { Environment } from "../../../core/environment/environment";
import type { ApplyProgress } from "../../../core/apply/applyPlan";
import type { TargetChanged } from "../../../core/apply/applyResult";
import { performImport, type Imported, type ImportRefused } from "../../../core/apply/performImport";
import { recover, type Recovery } from "../../../core/apply/recover";
import { undoImport, type Undoing } from "../../../core/apply/undo";
import type { ImportRecord } from "../../../core/history/importRecord";
import type { ImportPlan, PlanItem } from "../../../core/import/importPlan";
import { ImportPlanner } from "../../../core/import/importPlanner";
import { setupActions, type SetupAction } from "../../../core/import/setupAction";
import { refKey } from "../../../core/resources/registry";
import type { ResourceRef } from "../../../core/resources/resourceType";
import type { EnvironmentKey } from "../../../protocol/common";
import { createHostPacer } from "../../hostPacer";
import { importHost, type ImportServices } from "../../imports/importServices";
import type { FolderEnvironments } from "../../workspace/folderEnvironments";
import type { WorkspaceEnvironments } from "../../workspace/workspaceEnvironments";
import type { OpenedPackage } from "./openedPackage";
import type { Ground } from "./reviewedGround";
import { ConditionsSource } from "./targetConditions";

/** What each action would do to one resource: the plan in which it is chosen, and the resource's item in it. */
export interface PlannedAction {
  readonly action: SetupAction;
  readonly plan: ImportPlan;
  readonly item: PlanItem;
}

/** A plan together with the state of the target that it was made from. */
export interface Planned {
  readonly plan: ImportPlan;
  readonly environment: Environment;
  readonly folder: FolderEnvironments;
  /** What it was planned on. */
  readonly ground: Ground;
}

/**
 * One import in preparation: a package, a target, and the actions chosen so far. Knows nothing of panels; work that
 * newer choices make useless ends with a CancellationError.
 */
export class ImportSession implements Disposable {
  opened: OpenedPackage | undefined;
  target: EnvironmentKey | undefined;
  planned: Planned | undefined;
  /** Only what was chosen here; the rest is as the package says. */
  private chosen = new Map<string, SetupAction>();
  /** Remembers what doesn't depend on choices, as long as package and target are the same. */
  private planner:
    | { readonly environment: Environment; readonly opened: OpenedPackage; readonly planner: ImportPlanner }
    | undefined;
  private readonly conditions: ConditionsSource;
  private planning: CancellationTokenSource | undefined;
  private exploring: CancellationTokenSource | undefined;
  private applying: CancellationTokenSource | undefined;

  constructor(
    private readonly environments: WorkspaceEnvironments,
    private readonly imports: ImportServices,
  ) {
    this.conditions = new ConditionsSource(imports);
  }

  get choices(): ReadonlyMap<string, SetupAction> {
    return this.chosen;
  }

  /** Takes another package. Without `choices`, those made before hold on for the resources that it has too. */
  use(opened: OpenedPackage, choices?: Iterable<readonly [string, SetupAction]>): void {
    const ids = new Set(opened.package.resources.map(({ ref }) => refKey(ref)));
    this.opened = opened;
    this.planned = undefined;
    this.chosen = new Map([...(choices ?? this.chosen)].filter(([id]) => ids.has(id)));
  }

  choose(ids: readonly string[], action: SetupAction): void {
    const known = new Set(this.opened?.package.resources.map(({ ref }) => refKey(ref)));
    ids.filter((id) => known.has(id)).forEach((id) => this.chosen.set(id, action));
  }

  actionOf(ref: ResourceRef): SetupAction | undefined {
    return this.chosen.get(refKey(ref));
  }

  /** The folder of the target's workspace folder; undefined when it isn't open or nothing is chosen. */
  folder(): FolderEnvironments | undefined {
    return this.target && this.environments.folderAt(this.target.folder);
  }

  /** What an import would stand on at this moment; undefined while package or target are missing. */
  ground(): Ground | undefined {
    const folder = this.folder();
    return (
      folder &&
      this.target &&
      this.opened && {
        workspaceFolder: folder.folder.uri.toString(),
        environmentsFolder: folder.environmentsFolder,
        environment: this.target.name,
        packageHash: this.opened.sha256,
        choices: new Map(this.chosen),
      }
    );
  }

  /**
   * Plans the import into the target as it is known, or, `afresh`, as its files are at this moment. Gives undefined when there is
   * nothing to plan, because the package or the target is missing.
   */
  async replan({ afresh = false } = {}): Promise<Planned | undefined> {
    this.planning?.cancel();
    this.exploring?.cancel();
    const planning = new CancellationTokenSource();
    this.planning = planning;
    try {
      const folder = this.folder();
      const environment = await this.load(folder, afresh);
      if (planning.token.isCancellationRequested) {
        throw new CancellationError();
      }
      const ground = this.ground();
      if (!ground || !folder || !environment) {
        this.planned = undefined;
        return undefined;
      }
      const plan = await this.planWith(environment, new Map(), planning);
      if (planning.token.isCancellationRequested) {
        throw new CancellationError();
      }
      this.planned = { plan, environment, folder, ground };
      return this.planned;
    } finally {
      planning.dispose();
      if (this.planning === planning) {
        this.planning = undefined;
      }
    }
  }

  /** Works out what each action would do to a resource, the chosen one first; one after the other, since each is a plan. */
  async *explore(id: string): AsyncGenerator<PlannedAction> {
    const { planned } = this;
    const current = planned?.plan.items.find(({ ref }) => refKey(ref) === id);
    if (!planned || !current) {
      return;
    }
    this.exploring?.cancel();
    const exploring = new CancellationTokenSource();
    this.exploring = exploring;
    try {
      yield { action: current.action, plan: planned.plan, item: current };
      for (const action of setupActions) {
        if (action === current.action) {
          continue;
        }
        const plan = await this.planWith(planned.environment, new Map([[id, action]]), exploring);
        const item = plan.items.find(({ ref }) => refKey(ref) === id);
        if (item) {
          yield { action, plan, item };
        }
      }
    } finally {
      exploring.dispose();
      if (this.exploring === exploring) {
        this.exploring = undefined;
      }
    }
  }

  /** Writes a plan. Only one import runs at a time. */
  async apply(
    planned: Planned,
    onProgress: (progress: ApplyProgress) => void,
  ): Promise<ImportRefused | TargetChanged | Imported> {
    if (this.applying) {
      throw new Error("An import runs already.");
    }
    const applying = new CancellationTokenSource();
    this.applying = applying;
    try {
      const host = importHost(this.imports, createHostPacer(applying.token));
      return await performImport(planned.folder.fs, planned.environment, planned.plan, host, { onProgress });
    } finally {
      this.applying = undefined;
      applying.dispose();
    }
  }

  cancelApplying(): void {
    this.applying?.cancel();
  }

  /**
   * Puts back what an import wrote, in the folder that it was made in; what was changed since stays as it is. What couldn't be put back
   * is tried again the next time.
   */
  async rollBack({ folder, environment }: Planned, { id }: ImportRecord): Promise<Undoing | Recovery> {
    const host = importHost(this.imports);
    const current = (await folder.loadAfresh(environment.name)) ?? environment;
    const undone = await undoImport(folder.fs, current, host, {
      id,
      whenChanged: "leave",
      unsavedFiles: folder.unsavedFiles,
    });
    return undone.outcome === "interrupted"
      ? recover(folder.fs, environment.header.folder, "roll-back", host)
      : undone;
  }

  /** What an action would do to one resource, planned for just that; undefined when there is no such resource or target. */
  async itemWith(id: string, action: SetupAction): Promise<PlanItem | undefined> {
    const { planned } = this;
    if (!planned) {
      return undefined;
    }
    const asked = new CancellationTokenSource();
    try {
      const plan = await this.planWith(planned.environment, new Map([[id, action]]), asked);
      return plan.items.find(({ ref }) => refKey(ref) === id);
    } finally {
      asked.dispose();
    }
  }

  dispose(): void {
    this.planning?.cancel();
    this.exploring?.cancel();
    this.applying?.cancel();
    this.conditions.dispose();
  }

  private async load(
    folder: FolderEnvironments | undefined,
    afresh: boolean,
  ): Promise<Environment | undefined> {
    if (!folder || !this.target) {
      return undefined;
    }
    if (afresh) {
      this.imports.states.forget(folder, this.target.name);
      return folder.loadAfresh(this.target.name);
    }
    const header = await folder.find(this.target.name);
    return header && folder.load(header);
  }

  private async planWith(
    environment: Environment,
    instead: ReadonlyMap<string, SetupAction>,
    { token }: CancellationTokenSource,
  ): Promise<ImportPlan> {
    if (!this.opened) {
      throw new Error("There is no package to plan the import of.");
    }
    if (this.planner?.environment !== environment || this.planner.opened !== this.opened) {
      const planner = new ImportPlanner(this.opened.package, environment);
      this.planner = { environment, opened: this.opened, planner };
    }
    const choice = (ref: ResourceRef): SetupAction | undefined =>
      instead.get(refKey(ref)) ?? this.actionOf(ref);
    const pacer = createHostPacer(token);
    const folder = this.folder();
    return this.planner.planner.plan(
      choice,
      pacer,
      folder && (await this.conditions.of(folder, environment.header, pacer)),
    );
  }
}
