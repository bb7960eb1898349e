import { CancellationError, l10n } from "vscode";
import type { Finding, Place } from "../../../core/import/finding";
import type { PlanItem } from "../../../core/import/importPlan";
import type { SetupAction } from "../../../core/import/setupAction";
import { FileAccessError } from "../../../core/ports";
import { refKey } from "../../../core/resources/registry";
import type { BodyOf } from "../../../protocol/contract";
import type { ActionOption, fromImportWizard } from "../../../protocol/importWizard";
import { describeError } from "../describeError";
import type { Planned } from "./importSession";
import type { PlanDocuments } from "./planDocuments";
import { actionOption, effectsOn, packageRow, packageSummary, planRow, planSummary } from "./planRows";
import { PlanViewer } from "./planViewer";
import type { WizardLink } from "./wizardLink";

/** How many of the plans that were sent are kept: a view is at most a few behind. */
const keptPlans = 5;

/** Names a finding as the view does: by the number under which it was sent. */
type FindingRequest = Pick<BodyOf<typeof fromImportWizard, "stepRequested">, "id" | "action" | "finding">;

/** Keeps a wizard's view informed of its package and of what importing it would do. */
export class ShownPlan {
  private readonly viewer: PlanViewer;
  /** The last that was sent of each row: only others are sent again. */
  private sentRows = new Map<string, string>();
  /** The resource whose details are shown. */
  private detailsOf: string | undefined;
  /** Why the target can't be planned for. */
  private unusable: string | undefined;
  /** Of the plan that was sent last: the view tells by it which one it shows when it asks for the import. */
  private number = 0;
  private readonly sentPlans = new Map<number, Planned>();
  private latest: Promise<unknown> = Promise.resolve();
  /** Called with each plan that was shown. */
  onShown: (planned: Planned) => void = () => undefined;

  constructor(
    private readonly link: WizardLink,
    documents: PlanDocuments,
  ) {
    this.viewer = new PlanViewer(crypto.randomUUID(), documents, link.session, (id, action) =>
      this.findItem(id, action),
    );
  }

  /** Tells a view that knows nothing of the package all about it. */
  sendAll(): void {
    const { opened, choices } = this.link.session;
    // The rows without a plan take the place of those that were sent before.
    this.sentRows.clear();
    if (!opened) {
      return;
    }
    this.link.post("packageOpened", {
      package: packageSummary(opened.package, opened.source.name),
      rows: opened.package.resources.map((resource) =>
        packageRow(resource, this.link.session.actionOf(resource.ref) ?? resource.setup),
      ),
      setups: Object.fromEntries(choices),
      ...(opened.source.uri && { uri: opened.source.uri.toString() }),
    });
    if (this.unusable === undefined) {
      this.sendPlan();
    } else {
      this.link.post("targetUnusable", { message: this.unusable });
    }
  }

  /** Plans anew and shows what became of it. False when there is no plan, or newer choices made this one useless. */
  refresh(options: { readonly afresh?: boolean } = {}): Promise<boolean> {
    const refreshed = this.planAndShow(options);
    this.latest = refreshed.catch(() => undefined);
    return refreshed;
  }

  /** The plan that was sent under a number, as far as it was one of the last. */
  sentPlan(number: number): Planned | undefined {
    return this.sentPlans.get(number);
  }

  /** Settles when no plan is being made any more. */
  async settled(): Promise<void> {
    let awaited;
    do {
      awaited = this.latest;
      await awaited;
    } while (awaited !== this.latest);
  }

  /** Forgets the plan of another package or target, and shows that there is none. */
  reset(): void {
    this.link.session.planned = undefined;
    this.unusable = undefined;
    this.sendAll();
  }

  async showDetails(id: string): Promise<void> {
    this.detailsOf = id;
    await this.sendDetails();
  }

  closeDetails(): void {
    this.detailsOf = undefined;
  }

  compare(id: string, action: SetupAction): Promise<void> {
    return this.viewer.compare(id, action);
  }

  compareWithLastImport(id: string, action: SetupAction): Promise<void> {
    return this.viewer.compareWithLastImport(id, action);
  }

  async openPlace(request: BodyOf<typeof fromImportWizard, "placeRequested">): Promise<void> {
    const place = (await this.findFinding(request))?.places[request.place];
    if (place) {
      await this.showPlace(place);
    }
  }

  showPlace(place: Place): Promise<void> {
    return this.viewer.openPlace(place);
  }

  /** A finding that the view speaks of: on a resource with an action, or on the whole import. */
  async findFinding({ id, action, finding }: FindingRequest): Promise<Finding | undefined> {
    const findings =
      id === undefined || action === undefined
        ? this.link.session.planned?.plan.findings
        : (await this.findItem(id, action))?.findings.filter(({ rule }) => rule !== "unchanged");
    return findings?.[finding];
  }

  async openFile(id: string): Promise<void> {
    const item = this.link.session.planned?.plan.items.find(({ ref }) => refKey(ref) === id);
    if (item) {
      await this.viewer.openFile(item.file);
    }
  }

  dispose(): void {
    this.viewer.dispose();
  }

  private async planAndShow(options: { readonly afresh?: boolean }): Promise<boolean> {
    const { session } = this.link;
    if (!session.opened || !session.target) {
      return false;
    }
    this.link.setBusy(l10n.t("Checking the import"));
    try {
      const planned = await session.replan(options);
      this.unusable =
        planned === undefined
          ? l10n.t(
              'The environment "{0}" isn\'t there any more. Bring it back, or choose another one.',
              session.target.name,
            )
          : undefined;
    } catch (error) {
      if (error instanceof CancellationError) {
        // What made this plan useless plans too, and says when it is done.
        return false;
      }
      this.link.setBusy("");
      if (!(error instanceof FileAccessError)) {
        throw error;
      }
      session.planned = undefined;
      this.unusable = describeError(error);
    }
    if (this.unusable === undefined) {
      this.sendPlan();
      this.viewer.refresh();
    } else {
      this.sendAll();
    }
    this.link.setBusy("");
    if (this.detailsOf !== undefined) {
      this.link.inBackground(this.sendDetails());
    }
    return this.unusable === undefined;
  }

  private sendPlan(): void {
    const { planned } = this.link.session;
    if (!planned) {
      return;
    }
    const rows = planned.plan.items.map(planRow).filter((row) => {
      const text = JSON.stringify(row);
      const isKnown = this.sentRows.get(row.id) === text;
      this.sentRows.set(row.id, text);
      return !isKnown;
    });
    this.number++;
    this.sentPlans.set(this.number, planned);
    this.sentPlans.delete(this.number - keptPlans);
    this.link.post("planned", { number: this.number, rows, summary: planSummary(planned.plan) });
    this.onShown(planned);
  }

  /** Sends what the chosen action does at once, and what the others would do when all are worked out. */
  private async sendDetails(): Promise<void> {
    const id = this.detailsOf;
    const base = this.link.session.planned?.plan;
    if (id === undefined || !base) {
      return;
    }
    const options: ActionOption[] = [];
    try {
      for await (const explored of this.link.session.explore(id)) {
        options.push(actionOption(explored.item, effectsOn(base, explored.plan, explored.item.ref)));
        if (options.length === 1) {
          this.link.post("detailsFound", { id, options, isComplete: false });
        }
      }
      this.link.post("detailsFound", { id, options, isComplete: true });
    } catch (error) {
      // A newer plan has details of its own.
      if (!(error instanceof CancellationError)) {
        throw error;
      }
    }
  }

  /** From the plan that is shown, or planned for just that. */
  private async findItem(id: string, action: SetupAction): Promise<PlanItem | undefined> {
    const planned = this.link.session.planned?.plan.items.find(({ ref }) => refKey(ref) === id);
    return planned?.action === action ? planned : this.link.session.itemWith(id, action);
  }
}
