import type { Announcer } from "../shared/announce";
import { askWhetherToClose } from "../shared/askWhetherToDiscard";
import { isDialogOpen } from "../shared/dialog";
import { focusFilterByKey } from "../shared/filterField";
import type { Frame } from "../shared/frame";
import { element } from "../shared/dom";
import { button, progressRing } from "../shared/toolkit";
import { count } from "../shared/words";
import { hasChoices, steps, whyNotNext, type Event, type Model, type Stage, type Step } from "./model";
import { packageStep } from "./packageStep";
import { relatedStep } from "./relatedStep";
import { selectStep } from "./selectStep";
import { exportedPage, exportingPage, gonePage, type ExportingPage } from "./stagePages";
import type { StepView } from "./stepView";

const stepTitles: Readonly<Record<Step, string>> = {
  select: "Select resources",
  related: "Related resources",
  package: "Package",
};

const stepViews: Readonly<
  Record<Step, (model: Model, send: (event: Event) => void, onOpen: (id: string) => void) => StepView>
> = {
  select: selectStep,
  related: relatedStep,
  package: packageStep,
};

/** What the user can ask for that isn't a change of the model. */
export interface Requests {
  readonly onReveal: () => void;
  readonly onImportInto: () => void;
  /** To read the definition of a resource. */
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

function noticeOf({ notice, added }: Model): string | undefined {
  return [notice, added?.message].filter((text) => text !== undefined).join(" ") || undefined;
}

/** What is on screen. */
export interface View {
  /** Shows a model, and whatever it becomes. */
  show(model: Model): void;
  /** The rows' menu asks to set up those that are selected. */
  setUpSelected(): void;
}

export function createView(
  frame: Frame,
  announcer: Announcer,
  send: (event: Event) => void,
  requests: Requests,
): View {
  const reason = element("p", { class: "reason" });
  const close = button({
    label: "Close",
    onClick: () => (shown && hasChoices(shown) ? askWhetherToClose(requests.onClose) : requests.onClose()),
  });
  const cancel = button({ label: "Cancel", onClick: () => send({ kind: "cancelRequested" }) });
  const again = button({ label: "Export something else", onClick: () => send({ kind: "startedOver" }) });
  const back = button({ label: "Back", onClick: () => send({ kind: "back" }) });
  const next = button({
    label: "Next",
    isPrimary: true,
    onClick: () => send({ kind: shown?.step === "package" ? "exportRequested" : "next" }),
  });
  frame.footer.append(
    close.element,
    again.element,
    reason,
    element("div", { class: "footer-end" }, cancel.element, back.element, next.element),
  );
  let shown: Model | undefined;
  /** What takes up the content: a step, a page in its place, or nothing yet. */
  let place: Step | Exclude<Stage["kind"], "choosing"> | undefined;
  let step: StepView | undefined;
  let exporting: ExportingPage | undefined;
  let status = "";
  focusFilterByKey(() => step?.focusFilter?.());

  const showPage = (page: HTMLElement): void => {
    step?.dispose();
    step = undefined;
    frame.content.replaceChildren(page);
    page.querySelector("h2")?.focus();
  };

  const showStage = (stage: Exclude<Stage, { kind: "choosing" }>): void => {
    switch (stage.kind) {
      case "exporting":
        exporting = exportingPage();
        showPage(exporting.element);
        return;
      case "exported":
        showPage(exportedPage(stage.result, requests));
        announcer.say(`Exported ${count(stage.result.resources, "resource")} to ${stage.result.file}.`);
        return;
      case "gone":
        showPage(gonePage(stage.message));
        announcer.alert(stage.message);
        return;
    }
  };

  const showStep = (model: Model): void => {
    step?.dispose();
    step = stepViews[model.step](model, send, requests.onOpen);
    frame.content.replaceChildren(step.element);
    step.update(model);
    step.focus();
    status = step.status();
    const number = steps.indexOf(model.step) + 1;
    announcer.say(`Step ${number} of ${steps.length}: ${stepTitles[model.step]}.`, "step");
    announcer.say(status, "status");
  };

  const updateStep = (model: Model): void => {
    step?.update(model);
    const next = step?.status() ?? "";
    if (next !== status) {
      status = next;
      announcer.say(next, "status");
    }
  };

  const sayMessages = (model: Model, before: Model | undefined): void => {
    if (model.failure !== undefined && model.failure !== before?.failure) {
      announcer.alert(model.failure);
    }
    const notice = noticeOf(model);
    if (notice !== undefined && notice !== (before && noticeOf(before))) {
      announcer.say(notice, "notice");
    }
  };

  const show = (model: Model): void => {
    const { environment, stage } = model;
    if (!environment && stage.kind !== "gone") {
      frame.setTitle("Export resources");
      frame.content.replaceChildren(
        element("div", { class: "waiting" }, progressRing("Reading the environment")),
      );
      frame.footer.hidden = true;
      return;
    }
    const before = shown;
    shown = model;
    const isChoosing = stage.kind === "choosing";
    frame.setTitle(
      `Export from ${environment?.displayName ?? "an environment"}`,
      environment?.folderName === undefined ? undefined : `In the folder ${environment.folderName}`,
    );
    frame.setSteps(isChoosing ? steps.map((id) => stepTitles[id]) : [], steps.indexOf(model.step));
    frame.setFailure(model.failure, () => send({ kind: "dismissed", what: "failure" }));
    frame.setNotice(noticeOf(model), () => send({ kind: "dismissed", what: "notice" }), onlyAdded(model));
    const nextPlace = isChoosing ? model.step : stage.kind;
    if (nextPlace === place) {
      updateStep(model);
      sayMessages(model, before);
    } else if (isChoosing) {
      place = nextPlace;
      sayMessages(model, before);
      showStep(model);
    } else {
      place = nextPlace;
      showStage(stage);
    }
    if (stage.kind === "exporting") {
      exporting?.update(stage.progress);
      if (stage.progress && before?.stage !== stage) {
        announcer.say(stage.progress.text, "progress");
      }
      cancel.setLabel(stage.isCancelling ? "Cancelling…" : "Cancel");
      cancel.setEnabled(!stage.isCancelling);
    }
    const why = whyNotNext(model);
    frame.footer.hidden = false;
    close.element.hidden = stage.kind === "exporting";
    again.element.hidden = stage.kind !== "exported";
    cancel.element.hidden = stage.kind !== "exporting";
    back.element.hidden = !isChoosing;
    back.setEnabled(model.step !== "select");
    next.element.hidden = !isChoosing;
    next.setEnabled(why === undefined);
    next.setLabel(model.step === "package" ? "Export" : "Next");
    reason.textContent = isChoosing ? (why ?? "") : "";
  };
  const onlyAdded = ({ added }: Model): { label: string; onClick: () => void } | undefined =>
    added && {
      label: added.ids.length === 1 ? "Only this one" : "Only these",
      onClick: () => send({ kind: "onlyAdded" }),
    };
  return {
    show,
    setUpSelected: () => {
      if (!isDialogOpen()) {
        step?.setUpSelected?.();
      }
    },
  };
}
