import type { Announcer } from "../shared/announce";
import type { OpenDialog } from "../shared/dialog";
import { element } from "../shared/dom";
import { focusFilterByKey } from "../shared/filterField";
import type { Frame } from "../shared/frame";
import { button, progressRing } from "../shared/toolkit";
import { askWhetherToClose } from "../shared/askWhetherToClose";
import { choosePage } from "./choosePage";
import { openConfirmDialog } from "./confirmDialog";
import { importingPage } from "./importingPage";
import { isStarting, whyNotImport, type Model } from "./model";
import type { Page, PageContext } from "./page";
import { resultPage } from "./resultPage";
import { reviewPage } from "./reviewPage";

/** The confirmation's answer goes to the host, not into the model. */
export interface ViewContext extends PageContext {
  readonly confirm: (allowsRemovals: boolean) => void;
}

/** Shows a model, and whatever it becomes. */
export function createView(frame: Frame, announcer: Announcer, context: ViewContext): (model: Model) => void {
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
    if (event.key === "F8" && page?.view.goToNextProblem && !document.querySelector("dialog[open]")) {
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
    if (document.activeElement !== document.body || document.querySelector("dialog[open]")) {
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

  return (model) => {
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
    frame.setFailure(model.failure ?? model.unusable);
    frame.setNotice(model.notice);
    showPage(model);
    announce(before, model);
    const hits = page?.view.hits?.() ?? "";
    if (hits !== spokenHits) {
      spokenHits = hits;
      announcer.say(hits, "hits");
    }
    const isReviewing = ["reviewing", "checking", "confirming"].includes(model.stage.kind);
    const why = whyNotImport(model);
    frame.footer.hidden = false;
    close.element.hidden = model.stage.kind === "importing";
    cancel.element.hidden = model.stage.kind !== "importing";
    go.element.hidden = !isReviewing || (model.isInspecting && !model.target);
    go.setEnabled(why === undefined && model.stage.kind === "reviewing");
    reason.textContent = isReviewing && !(model.isInspecting && !model.target) ? (why ?? "") : "";
    if (model.stage.kind === "importing") {
      cancel.setLabel(model.stage.isCancelling ? "Cancelling…" : "Cancel");
      cancel.setEnabled(!model.stage.isCancelling);
    }
    if (model.stage.kind === "confirming" && before?.stage.kind !== "confirming") {
      const { summary, target } = model.stage;
      dialog = openConfirmDialog({
        summary,
        target,
        onConfirm: (allowsRemovals) => {
          send({ kind: "confirmed" });
          context.confirm(allowsRemovals);
        },
        onCancel: () => send({ kind: "notConfirmed" }),
      });
    } else if (model.stage.kind !== "confirming") {
      dialog?.close();
      dialog = undefined;
    }
    keepFocus(before, model);
  };
}

/** Whether closing would lose what was chosen here. */
function hasChoices({ stage, setups }: Model): boolean {
  return ["reviewing", "checking", "confirming"].includes(stage.kind) && setups.size > 0;
}

function titleOf({ package: opened, target, targets, isInspecting }: Model): string {
  const name = opened?.summary.name ?? "a package";
  const label = targets.find(({ key }) => key.folder === target?.folder && key.name === target.name)?.label;
  if (label !== undefined) {
    return `Import ${name} into ${label}`;
  }
  return isInspecting ? `Package ${opened?.summary.name ?? ""}`.trim() : `Import ${name}`;
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
