import { l10n, ProgressLocation, window, workspace, type WebviewPanel } from "vscode";
import type { ImportRefused } from "../../../core/apply/performImport";
import type { Recovered } from "../../../core/apply/recover";
import type { Undone } from "../../../core/apply/undo";
import type { ImportRecord } from "../../../core/history/importRecord";
import { decide } from "../../../core/import/importPlan";
import { isolated, list } from "../../../core/text";
import type { Progress } from "../../../protocol/common";
import type { ImportResult } from "../../../protocol/importWizard";
import { refusedMessage, whyNotTakenBack } from "../../imports/importWords";
import { undoWithConsent } from "../../imports/undoing";
import { reportEvery } from "../reportEvery";
import type { Planned } from "./importSession";
import { planSummary } from "./planRows";
import { copyReport, openReport, saveReport } from "./report";
import { whatMoved } from "./reviewedGround";
import { followedResult, movedItems, resultOf, rolledBackResult } from "./resultRows";
import type { ShownPlan } from "./shownPlan";
import type { WizardLink } from "./wizardLink";

type State =
  | { readonly kind: "idle" }
  /** Import was pressed, and the target is looked at again. */
  | { readonly kind: "checking" }
  /** The user is asked, by the question of this number, to confirm this very plan. */
  | { readonly kind: "asked"; readonly planned: Planned; readonly question: number }
  | { readonly kind: "applying"; progress: Progress }
  | {
      readonly kind: "ended";
      readonly planned: Planned;
      /** What it wrote, the parts of the same import that were written before among them. */
      readonly parts: readonly ImportRecord[];
      /** ISO text in UTC. */
      readonly at: string;
      result: ImportResult;
      isRollingBack: boolean;
    };

type Ended = Extract<State, { readonly kind: "ended" }>;

const idle: State = { kind: "idle" };

/** What the review finds, too, of what an import was refused for, as long as it is so. */
const refusedRules: Readonly<Record<ImportRefused["outcome"], string | undefined>> = {
  running: "import-running",
  interrupted: "import-interrupted",
  "not-started": undefined,
};

/** The import itself: checked again, confirmed, applied, reported, and what can be done after it. */
export class ImportProcess {
  private state: State = idle;
  /** Whether the target changed while it was being checked. */
  private isStale = false;
  /** What was said last of a plan that didn't hold. */
  private withdrawal: string | undefined;
  /** Of the question that was asked last. */
  private question = 0;
  /** What the wizard says went wrong with the last import, and whether that is so still. */
  private complaint: { readonly message: string; readonly holds: (planned: Planned) => boolean } | undefined;
  private isClosed = false;
  /** Set where the progress shows when the panel is closed. */
  private onProgress: ((progress: Progress) => void) | undefined;
  private running: Promise<void> = Promise.resolve();
  /** What was imported already of the import of which the rest is tried again. */
  private earlier: Pick<Ended, "planned" | "parts"> | undefined;

  constructor(
    private readonly panel: Pick<WebviewPanel, "visible" | "reveal">,
    private readonly link: WizardLink,
    private readonly plan: ShownPlan,
  ) {
    plan.onShown = (planned) => this.settleComplaint(planned);
  }

  get isApplying(): boolean {
    return this.state.kind === "applying";
  }

  /** Whether files are being written, by the import or by taking it back: nothing may change under it. */
  get isWriting(): boolean {
    return this.isApplying || (this.state.kind === "ended" && this.state.isRollingBack);
  }

  /** Why another package can't take the place of this one; undefined when it can. */
  whyKeepPackage(): string | undefined {
    if (this.isWriting) {
      return l10n.t("Files are being written for this import. Open another package when that is done.");
    }
    // With the result the way to the rest would be gone.
    return this.state.kind === "ended" && this.state.result.canRetry && this.state.result.canRollBack
      ? l10n.t(
          "This import can still be rolled back. Retry or roll it back first, or open the package in another wizard.",
        )
      : undefined;
  }

  get hasEnded(): boolean {
    return this.state.kind === "ended";
  }

  /** Tells a view that has just loaded how far the import is. A question that stood there isn't asked again by itself. */
  sendStage(): void {
    switch (this.state.kind) {
      case "idle":
        break;
      case "checking":
      case "asked":
        this.state = idle;
        break;
      case "applying":
        this.link.post("importing", this.state.progress);
        break;
      case "ended":
        this.link.post("imported", this.state.result);
        break;
    }
  }

  /** Ends a check or a question whose ground is about to change, and a result that is done with. */
  interrupt(): void {
    if (this.state.kind === "ended") {
      this.link.post("reviewing", {});
    }
    if (!this.isWriting) {
      this.state = idle;
    }
  }

  /** Follows files of the target. What is being checked is looked at once more after that. */
  async follow(): Promise<void> {
    const { state } = this;
    if (state.kind === "applying") {
      return;
    }
    if (state.kind === "ended") {
      await this.followEnded(state);
      return;
    }
    if (state.kind === "checking") {
      this.isStale = true;
      return;
    }
    const isShown = await this.plan.refresh();
    const { planned } = this.link.session;
    if (state.kind !== "asked" || this.state !== state || (planned && !isShown)) {
      return;
    }
    this.state = planned && this.isSame(state.planned, planned) ? { ...state, planned } : idle;
  }

  /** The Import button: looks at the files as they are, and only asks when that gives what the user has seen. */
  async check(shownPlan: number): Promise<void> {
    if (this.state.kind !== "idle" && this.state.kind !== "asked") {
      return;
    }
    if (!this.mayWrite()) {
      return;
    }
    await this.plan.settled();
    const { kind } = this.current();
    if (kind !== "idle" && kind !== "asked") {
      return;
    }
    const before = this.plan.sentPlan(shownPlan);
    if (!before) {
      this.link.post("targetChanged", {
        message: l10n.t("The import was checked anew just now. Look at what was found, then import."),
      });
      return;
    }
    const checking: State = { kind: "checking" };
    this.state = checking;
    this.isStale = false;
    try {
      const isShown = await this.plan.refresh({ afresh: true });
      const { planned } = this.link.session;
      if (this.current() === checking) {
        this.state = planned && isShown ? this.ask(before, planned) : idle;
        if (this.state === idle) {
          this.link.post("reviewing", {});
        }
      }
    } catch (error) {
      this.state = this.current() === checking ? idle : this.state;
      this.link.post("reviewing", {});
      throw error;
    }
    if (this.isStale) {
      this.isStale = false;
      await this.follow();
    }
  }

  decline(): void {
    if (this.state.kind === "asked") {
      this.state = idle;
    }
  }

  /** The user has confirmed: writes the plan that was asked about, where it was reviewed, and no other. */
  async confirm(question: number, allowsRemovals: boolean): Promise<void> {
    await this.plan.settled();
    const { state } = this;
    if (state.kind === "applying" || state.kind === "ended") {
      return;
    }
    if (!this.mayWrite()) {
      this.link.post("reviewing", {});
      return;
    }
    if (
      state.kind !== "asked" ||
      state.question !== question ||
      state.planned !== this.link.session.planned
    ) {
      this.state = idle;
      const message = l10n.t(
        "What was confirmed doesn't hold any more, so nothing was written. Look again, then import.",
      );
      this.link.post("targetChanged", { message: this.withdrawal ?? message });
      return;
    }
    this.state = idle;
    const moved = whatMoved(state.planned.ground, this.link.session.ground());
    if (moved.length > 0) {
      // Nothing is ever written where it wasn't reviewed, whatever has been noticed of the move so far.
      this.sayMoved(state.planned, moved);
      return;
    }
    if (decide(state.planned.plan, { removals: allowsRemovals }) !== "go") {
      // The view asks for this consent; a message without it comes from somewhere else.
      this.link.post("reviewing", {});
      throw new Error(
        l10n.t("The import removes something, and that wasn't agreed to. Nothing was written."),
      );
    }
    const applying = this.apply(state.planned);
    this.running = applying.catch(() => undefined);
    await applying;
  }

  cancel(): void {
    if (this.state.kind === "asked") {
      // Confirmed, but nothing is written yet.
      this.state = idle;
    }
    this.link.session.cancelApplying();
  }

  /** Plans what is left after an import that wasn't complete. */
  async reviewAgain(): Promise<void> {
    if (this.state.kind !== "ended" || this.state.isRollingBack) {
      return;
    }
    const { planned, parts, result } = this.state;
    this.interrupt();
    this.earlier = result.outcome === "undone" ? undefined : { planned, parts };
    this.plan.reset();
    await this.plan.refresh({ afresh: true });
  }

  /** Takes the import back: one that was imported in part as far as that can be done, a complete one only as a whole. */
  async rollBack(): Promise<void> {
    const { state } = this;
    if (state.kind !== "ended" || state.isRollingBack || !state.result.canRollBack || !this.mayWrite()) {
      return;
    }
    state.isRollingBack = true;
    this.link.setBusy(l10n.t("Rolling back"));
    let takenBack: Undone | Recovered | undefined;
    try {
      takenBack = await this.takeBack(state);
    } finally {
      state.isRollingBack = false;
      this.link.setBusy("");
    }
    if (takenBack) {
      state.result = rolledBackResult(state.result, takenBack);
      this.link.post("imported", state.result);
      this.notifyIfUnseen(state);
    }
  }

  async report(how: "copy" | "save"): Promise<void> {
    if (this.state.kind !== "ended") {
      return;
    }
    const { planned, result, at } = this.state;
    const act = how === "copy" ? copyReport : saveReport;
    const message = await act(planned.plan, result, at);
    if (message !== undefined) {
      this.link.post("noticed", { message });
    }
  }

  /**
   * The panel is closed. An import that runs goes on to its end, which a notification tells; from there it can be cancelled too.
   */
  async close(): Promise<void> {
    this.isClosed = true;
    if (this.state.kind !== "applying") {
      return;
    }
    await window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: l10n.t("Importing into {0}", this.link.targetName()),
        cancellable: true,
      },
      async (notification, token) => {
        token.onCancellationRequested(() => this.cancel());
        this.onProgress = ({ text, done, total }) =>
          notification.report({ message: l10n.t("{0}, {1} of {2}", text, done + 1, total) });
        await this.running;
      },
    );
  }

  /** The parts of the same import that were imported before; of another package, target or time it is one of its own. */
  private partsBefore(
    { plan, environment, folder }: Planned,
    record: ImportRecord | undefined,
  ): readonly ImportRecord[] {
    const { planned, parts = [] } = this.earlier ?? {};
    const isSame =
      planned?.plan.package === plan.package &&
      planned.folder === folder &&
      planned.environment.header.folder === environment.header.folder;
    const isRest = !record || parts.some(({ id }) => id === record.continues);
    return isSame && isRest ? parts : [];
  }

  /** The history may tell that the import was taken back: from the tree, the palette or the command line. */
  private async followEnded(ended: Ended): Promise<void> {
    const { planned, parts, result } = ended;
    if (ended.isRollingBack || !result.canRollBack || parts.length === 0) {
      return;
    }
    const { states } = this.link.services.imports;
    const { header } = planned.environment;
    // What is known may be from before the import was told of.
    states.forget(planned.folder, header.name);
    const { history } = await states.of(planned.folder, header);
    const followed = followedResult(result, parts, history);
    if (followed && this.state === ended && !ended.isRollingBack && ended.result === result) {
      ended.result = followed;
      this.link.post("imported", followed);
    }
  }

  /** Gives undefined when nothing was taken back; why is said. */
  private async takeBack({ planned, parts, result }: Ended): Promise<Undone | Recovered | undefined> {
    const record = parts.at(-1);
    if (!record) {
      return undefined;
    }
    if (result.outcome === "imported") {
      const place = { folder: planned.folder, header: planned.environment.header };
      return undoWithConsent(this.link.services.imports, place, record.id);
    }
    const takenBack = await this.link.session.rollBack(planned, record);
    if ("items" in takenBack) {
      return takenBack;
    }
    this.link.post("failed", { message: whyNotTakenBack(this.link.targetName(), takenBack) });
    return undefined;
  }

  private async apply(planned: Planned): Promise<void> {
    const applying: State = {
      kind: "applying",
      progress: { text: l10n.t("Preparing the import"), done: 0, total: 0 },
    };
    this.state = applying;
    this.link.post("importing", applying.progress);
    const report = reportEvery(100, (progress: Progress) => {
      applying.progress = progress;
      this.link.post("importing", progress);
      this.onProgress?.(progress);
    });
    let ended: Ended;
    try {
      const applied = await this.link.session.apply(planned, ({ done, total, next }) =>
        report({ text: l10n.t("Importing {0}", isolated(next.resource.displayName)), done, total }),
      );
      if (applied.outcome === "target-changed") {
        this.state = idle;
        this.link.post("reviewing", {});
        await this.plan.refresh({ afresh: true });
        // What was reviewed is gone: there is no going back to it.
        this.sayChanged(applied.files, () => true);
        if (this.isClosed && this.withdrawal !== undefined) {
          void window.showErrorMessage(this.withdrawal);
        }
        return;
      }
      if (!("items" in applied)) {
        this.state = idle;
        this.link.post("reviewing", {});
        // What stands in the way is among the findings then, with what can be done about it.
        await this.plan.refresh({ afresh: true });
        this.sayRefused(applied);
        return;
      }
      await this.rememberTarget();
      const { record } = applied;
      const earlier = this.partsBefore(planned, record);
      ended = {
        kind: "ended",
        planned,
        parts: record ? [...earlier, record] : earlier,
        at: record?.at ?? new Date().toISOString(),
        result: resultOf(planned.plan, applied, earlier, this.link.targetName()),
        isRollingBack: false,
      };
      this.earlier = undefined;
      this.state = ended;
    } catch (error) {
      this.state = idle;
      this.link.post("reviewing", {});
      throw error;
    }
    this.link.post("imported", ended.result);
    this.notifyIfUnseen(ended);
  }

  private async rememberTarget(): Promise<void> {
    const { target } = this.link.session;
    if (target) {
      await this.link.services.lastTarget.set(target);
    }
  }

  /** Asks whether to import, when what holds now is what was seen before; says what moved otherwise. */
  private ask(before: Planned, planned: Planned): State {
    if (!this.isSame(before, planned)) {
      return idle;
    }
    const summary = planSummary(planned.plan);
    if (summary.obstacle !== undefined) {
      return idle;
    }
    this.withdrawal = undefined;
    this.question++;
    this.link.post("confirmationNeeded", {
      question: this.question,
      summary,
      target: this.link.targetName(),
    });
    return { kind: "asked", planned, question: this.question };
  }

  /** Whether an import would do what the user has seen of it, and where. What moved is said. */
  private isSame(before: Planned, now: Planned): boolean {
    const ground = whatMoved(before.ground, now.ground);
    const moved = movedItems(before.plan, now.plan);
    if (ground.length > 0) {
      this.sayMoved(before, ground);
    } else if (moved.length > 0) {
      this.sayChanged(moved, (planned) => movedItems(before.plan, planned.plan).length > 0);
    }
    return ground.length + moved.length === 0;
  }

  private sayMoved(before: Planned, moved: readonly string[]): void {
    const message = l10n.t(
      "What was reviewed isn't what would be imported now, so nothing was written: {0}. Look again, then import.",
      list(moved),
    );
    this.sayWithdrawn(message, ({ ground }) => whatMoved(before.ground, ground).length > 0);
  }

  /** Takes back what was said to be wrong when it isn't any more. */
  private settleComplaint(planned: Planned): void {
    const { complaint } = this;
    if (complaint && !complaint.holds(planned)) {
      this.complaint = undefined;
      this.link.post("failureOver", { message: complaint.message });
    }
  }

  private sayChanged(what: readonly string[], holds: (planned: Planned) => boolean): void {
    const message = l10n.t(
      "{0} was changed since the import was checked, so nothing was written. It was checked again: look at {1}, then import.",
      this.link.targetName(),
      list(what, 8),
    );
    this.sayWithdrawn(message, holds);
  }

  private sayWithdrawn(message: string, holds: (planned: Planned) => boolean): void {
    this.withdrawal = message;
    this.complaint = { message, holds };
    this.link.post("targetChanged", { message });
  }

  private sayRefused(refused: ImportRefused): void {
    const message = refusedMessage(this.link.targetName(), refused);
    this.link.post("failed", { message });
    const rule = refusedRules[refused.outcome];
    const planned = this.link.session.planned;
    if (rule !== undefined && planned) {
      const holds = ({ plan }: Planned): boolean => plan.findings.some((finding) => finding.rule === rule);
      this.complaint = { message, holds };
    }
    if (this.isClosed) {
      void window.showErrorMessage(message);
    }
  }

  private mayWrite(): boolean {
    if (!workspace.isTrusted) {
      this.link.post("failed", {
        message: l10n.t("Envferry changes no file in a workspace that isn't trusted."),
      });
    }
    return workspace.isTrusted;
  }

  /** Who looks elsewhere, or has closed the wizard, hears how it ended. */
  private notifyIfUnseen(ended: Ended): void {
    if (!this.isClosed && this.panel.visible) {
      return;
    }
    const { outcome, message, canRollBack } = ended.result;
    const showResult = l10n.t("Show Result");
    const showReport = l10n.t("Show Report");
    const rollBack = l10n.t("Roll Back");
    // A complete import is undone from the Environments view as well.
    const offersRollBack = canRollBack && outcome !== "imported";
    const actions = this.isClosed ? [showReport, ...(offersRollBack ? [rollBack] : [])] : [showResult];
    const shown =
      outcome === "imported" || outcome === "undone"
        ? window.showInformationMessage(message, ...actions)
        : window.showErrorMessage(message, ...actions);
    const follow = async (): Promise<void> => {
      const answer = await shown;
      if (answer === showResult && !this.isClosed) {
        this.panel.reveal();
      } else if (answer === rollBack) {
        await this.rollBack();
      } else if (answer !== undefined) {
        await openReport(ended.planned.plan, ended.result, ended.at);
      }
    };
    this.link.inBackground(follow());
  }

  /** The state as it is after something was waited for. */
  private current(): State {
    return this.state;
  }
}
