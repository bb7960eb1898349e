import type { Announcer } from "../shared/announce";
import type { RowMenuItem } from "../../src/protocol/importWizard";
import { isDialogOpen, type OpenDialog } from "../shared/dialog";
import { element } from "../shared/dom";
import { focusFilterByKey } from "../shared/filterField";
import type { Frame } from "../shared/frame";
import { button, progressRing } from "../shared/toolkit";
import { count, isolated } from "../shared/words";
import { askWhetherToClose } from "../shared/askWhetherToDiscard";
import { choosePage } from "./choosePage";
import { openConfirmDialog } from "./confirmDialog";
import { importingPage } from "./importingPage";
import { importedCount, isReviewing, isStarting, whyNotImport, type Model } from "./model";
import type { Page, PageContext } from "./page";
import { resultPage } from "./resultPage";
import { reviewPage } from "./reviewPage";

/** The confirmation's answer goes to the host, not into the model. */
export interface ViewContext extends PageContext {
  readonly confirm: (question: number, allowsRemovals: boolean) => void;
}

/** What is on screen. */
export interface View {
  /** Shows a model, and whatever it becomes. */
  show(model: Model): void;
  /** An item of the rows' menu was chosen. */
  follow(item: RowMenuItem): void;
}

export function createView(frame: Frame, announcer: Announcer, context: ViewContext): View {
  const { send, ask } = context;
  const reason = element("p", { class: "reason", id: "import-reason" });
  const close = button({
    label: "Close",
    onClick: () => (shown && hasChoices(shown) ? askWhetherToClose(() => ask.close()) : ask.close()),
  });
  const cancel = button({ label: "Cancel", onClick: () => send({ kind: "cancelRequested" }) });
  const go = button({ label: "Import", isPrimary: true, onClick: () => send({ kind: "importRequested" }) });
  frame.footer.append(close.element, reason, cancel.element, go.element);
  let shown: Model | undefined;
  let page: { readonly key: string; readonly view: Page } | undefined;
  let dialog: OpenDialog | undefined;
  let spokenHits = "";
  focusFilterByKey(() => page?.view.focusFilter?.());
  document.addEventListener("keydown", (event) => {
    if (event.key === "F8" && page?.view.goToNextProblem && !isDialogOpen()) {
      // Editors have the key for the same.
      event.preventDefault();
      event.stopPropagation();
      page.view.goToNextProblem();
    }
  });

  const showPage = (model: Model): void => {
    const key = pageKey(model);
    if (page?.key !== key) {
      page?.view.dispose?.();
      page = { key, view: makePage(model, context) };
      frame.content.replaceChildren(page.view.element);
      page.view.update(model);
      page.view.focus();
    } else {
      page.view.update(model);
    }
  };

  const announce = (before: Model | undefined, model: Model): void => {
    const failure = model.failure ?? model.unusable;
    if (failure !== undefined && failure !== (before?.failure ?? before?.unusable)) {
      announcer.alert(failure);
    } else if (model.notice !== undefined && model.notice !== before?.notice) {
      announcer.say(model.notice);
    } else if (model.stage.kind === "importing" && before?.stage.kind !== "importing") {
      announcer.say("Importing");
    } else if (model.stage.kind === "ended" && before?.stage !== model.stage) {
      const { outcome, message } = model.stage.result;
      if (outcome === "imported") {
        announcer.say(message);
      } else {
        announcer.alert(message);
      }
    }
  };

  /** What had the focus may be disabled or gone now; the page's body is nowhere to go on from. */
  const keepFocus = (before: Model | undefined, model: Model): void => {
    if (document.activeElement !== document.body || isDialogOpen()) {
      return;
    }
    const wasAsked = before?.stage.kind === "checking" || before?.stage.kind === "confirming";
    if (model.stage.kind === "reviewing" && wasAsked) {
      if (whyNotImport(model) === undefined) {
        // It can take the focus only when it has been drawn enabled again.
        requestAnimationFrame(() => go.element.focus());
      } else {
        page?.view.focus();
      }
    } else if (model.stage.kind === "ended" && before?.stage !== model.stage) {
      page?.view.focus();
    }
  };

  const show = (model: Model): void => {
    const before = shown;
    shown = model;
    if (isStarting(model)) {
      frame.setTitle("Import resources");
      frame.content.replaceChildren(
        element("div", { class: "waiting" }, progressRing("Opening the package")),
      );
      frame.footer.hidden = true;
      return;
    }
    frame.setTitle(titleOf(model));
    // What holds for as long as it is so can't be put aside.
    frame.setFailure(
      model.failure ?? model.unusable,
      model.failure === undefined ? undefined : () => send({ kind: "dismissed", what: "failure" }),
    );
    frame.setNotice(model.notice, () => send({ kind: "dismissed", what: "notice" }));
    showPage(model);
    announce(before, model);
    const hits = page?.view.hits?.() ?? "";
    if (hits !== spokenHits) {
      spokenHits = hits;
      announcer.say(hits, "hits");
    }
    const isTableShown = isReviewing(model.stage);
    const why = whyNotImport(model);
    frame.footer.hidden = false;
    close.element.hidden = model.stage.kind === "importing";
    cancel.element.hidden = model.stage.kind !== "importing";
    go.element.hidden = !isTableShown || (model.isInspecting && !model.target);
    const amount = importedCount(model);
    go.setLabel(amount > 0 ? `Import ${count(amount, "resource")}` : "Import");
    go.setEnabled(why === undefined && model.stage.kind === "reviewing");
    reason.textContent = isTableShown && !(model.isInspecting && !model.target) ? (why ?? "") : "";
    if (model.stage.kind === "importing") {
      cancel.setLabel(model.stage.isCancelling ? "Cancelling…" : "Cancel");
      cancel.setEnabled(!model.stage.isCancelling);
    }
    if (model.stage.kind === "confirming" && before?.stage.kind !== "confirming") {
      const { question, summary, target } = model.stage;
      dialog = openConfirmDialog({
        summary,
        target,
        onConfirm: (allowsRemovals) => {
          send({ kind: "confirmed" });
          context.confirm(question, allowsRemovals);
        },
        onCancel: () => send({ kind: "notConfirmed" }),
      });
    } else if (model.stage.kind !== "confirming") {
      dialog?.close();
      dialog = undefined;
    }
    keepFocus(before, model);
  };
  return {
    show,
    follow: (item) => {
      if (!isDialogOpen()) {
        page?.view.follow?.(item);
      }
    },
  };
}

/** Whether closing would lose what was chosen here. */
function hasChoices({ stage, setups }: Model): boolean {
  return isReviewing(stage) && setups.size > 0;
}

function titleOf({ package: opened, target, targets, isInspecting }: Model): string {
  const name = opened ? isolated(opened.summary.name) : "a package";
  const label = targets.find(({ key }) => key.folder === target?.folder && key.name === target.name)?.label;
  if (label !== undefined) {
    return `Import ${name} into ${label}`;
  }
  return isInspecting && opened ? `Package ${name}` : `Import ${name}`;
}

/** A page is made anew when its key changes. */
function pageKey({ stage, target }: Model): string {
  switch (stage.kind) {
    case "starting":
    case "choosing":
    case "importing":
    case "ended":
      return stage.kind;
    case "reviewing":
    case "checking":
    case "confirming":
      // Without a target the table has other columns.
      return target ? "reviewing-import" : "reviewing-package";
  }
}

function makePage(model: Model, context: PageContext): Page {
  switch (model.stage.kind) {
    case "starting":
    case "choosing":
      return choosePage(context);
    case "reviewing":
    case "checking":
    case "confirming":
      return reviewPage(model, context);
    case "importing":
      return importingPage();
    case "ended":
      return resultPage(model, context);
  }
}
