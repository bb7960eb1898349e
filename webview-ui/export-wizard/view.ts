import type { Announcer } from "../shared/announce";
import { focusFilterByKey } from "../shared/filterField";
import type { Frame } from "../shared/frame";
import { element } from "../shared/dom";
import { button, progressRing } from "../shared/toolkit";
import { steps, whyNotNext, type Event, type Model, type Step } from "./model";
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

const stepViews: Readonly<Record<Step, (model: Model, send: (event: Event) => void) => StepView>> = {
  select: selectStep,
  related: relatedStep,
  package: packageStep,
};

/** What the user can ask for that isn't a change of the model. */
export interface Requests {
  readonly onReveal: () => void;
  readonly onImportInto: () => void;
  readonly onClose: () => void;
}

/** Shows a model, and whatever it becomes. */
export function createView(
  frame: Frame,
  announcer: Announcer,
  send: (event: Event) => void,
  requests: Requests,
): (model: Model) => void {
  const reason = element("p", { class: "reason" });
  const close = button({ label: "Close", onClick: requests.onClose });
  const cancel = button({ label: "Cancel", onClick: () => send({ kind: "cancelRequested" }) });
  const again = button({ label: "Export something else", onClick: () => send({ kind: "startedOver" }) });
  const back = button({ label: "Back", onClick: () => send({ kind: "back" }) });
  const next = button({
    label: "Next",
    isPrimary: true,
    onClick: () => send({ kind: shown?.step === "package" ? "exportRequested" : "next" }),
  });
  frame.footer.append(close.element, again.element, reason, cancel.element, back.element, next.element);
  let shown: Model | undefined;
  let step: StepView | undefined;
  let exporting: ExportingPage | undefined;
  focusFilterByKey(() => step?.focusFilter?.());

  const showPage = (page: HTMLElement): void => {
    step?.dispose();
    step = undefined;
    frame.content.replaceChildren(page);
    page.querySelector("h2")?.focus();
  };

  const showStage = (model: Model): void => {
    const { stage } = model;
    exporting = undefined;
    switch (stage.kind) {
      case "choosing":
        break;
      case "exporting":
        exporting = exportingPage();
        showPage(exporting.element);
        break;
      case "exported":
        showPage(exportedPage(stage.result, requests));
        announcer.say(`Exported ${stage.result.resources} resources to ${stage.result.file}.`);
        break;
      case "gone":
        showPage(gonePage(stage.message));
        announcer.alert(stage.message);
        break;
    }
  };

  const showStep = (model: Model): void => {
    step?.dispose();
    step = stepViews[model.step](model, send);
    frame.content.replaceChildren(step.element);
    step.update(model);
    step.focus();
    const index = steps.indexOf(model.step);
    announcer.say(`Step ${index + 1} of ${steps.length}: ${stepTitles[model.step]}. ${model.notice ?? ""}`);
  };

  return (model) => {
    if (!model.environment && model.stage.kind !== "gone") {
      frame.setTitle("Export resources");
      frame.content.replaceChildren(
        element("div", { class: "waiting" }, progressRing("Reading the environment")),
      );
      frame.footer.hidden = true;
      shown = model;
      return;
    }
    const before = shown;
    shown = model;
    const isChoosing = model.stage.kind === "choosing";
    const hasStageChanged = before?.stage.kind !== model.stage.kind;
    const { environment } = model;
    frame.setTitle(
      `Export from ${environment?.displayName ?? "an environment"}`,
      environment?.folderName === undefined ? undefined : `In the folder ${environment.folderName}`,
    );
    frame.setSteps(isChoosing ? steps.map((id) => stepTitles[id]) : [], steps.indexOf(model.step));
    frame.setFailure(model.failure);
    frame.setNotice(model.notice);
    if (model.failure !== undefined && model.failure !== before?.failure) {
      announcer.alert(model.failure);
    } else if (model.notice !== undefined && model.notice !== before?.notice) {
      announcer.say(model.notice);
    }
    if (!isChoosing) {
      if (hasStageChanged) {
        showStage(model);
      }
    } else if (!step || before?.step !== model.step || isOtherEnvironment(before, model)) {
      showStep(model);
    } else {
      step.update(model);
    }
    if (model.stage.kind === "exporting") {
      exporting?.update(model.stage.progress);
      cancel.setLabel(model.stage.isCancelling ? "Cancelling…" : "Cancel");
      cancel.setEnabled(!model.stage.isCancelling);
    }
    const why = whyNotNext(model);
    frame.footer.hidden = false;
    close.element.hidden = model.stage.kind === "exporting";
    again.element.hidden = model.stage.kind !== "exported";
    cancel.element.hidden = model.stage.kind !== "exporting";
    back.element.hidden = !isChoosing;
    back.setEnabled(model.step !== "select");
    next.element.hidden = !isChoosing;
    next.setEnabled(why === undefined);
    next.setLabel(model.step === "package" ? "Export" : "Next");
    reason.textContent = isChoosing ? (why ?? "") : "";
  };
}

/** Steps show the types and actions that were there when they were made. */
function isOtherEnvironment(before: Model | undefined, model: Model): boolean {
  return (
    JSON.stringify(before?.environment?.types) !== JSON.stringify(model.environment?.types) ||
    before?.environment?.broken.join() !== model.environment?.broken.join()
  );
}
