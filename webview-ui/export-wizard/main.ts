import {
  exportDraft,
  toExportWizard,
  type ExportDraft,
  type fromExportWizard,
} from "../../src/protocol/exportWizard";
import { createAnnouncer } from "../shared/announce";
import { connect } from "../shared/bridge";
import { createFrame } from "../shared/frame";
import { registerControls } from "../shared/toolkit";
import { draftOf, initialModel, isAskingRelated, orderOf, update, type Event } from "./model";
import { createView } from "./view";
import "./style.css";

/** Wires the export wizard: events change the model, the model is shown, and what follows from it is sent and kept. */
function main(parent: HTMLElement): void {
  registerControls();
  connect<typeof toExportWizard, typeof fromExportWizard, ExportDraft>(
    toExportWizard,
    exportDraft,
    (bridge) => {
      let model = initialModel(bridge.restored);
      const view = createView(createFrame(parent), createAnnouncer(document.body), send, {
        onReveal: () => bridge.send("revealRequested", {}),
        onImportInto: () => bridge.send("importIntoRequested", {}),
        onOpen: (id) => bridge.send("openRequested", { id }),
        onClose: () => bridge.send("closeRequested", {}),
      });
      view.show(model);

      function send(event: Event): void {
        const before = model;
        model = update(model, event);
        if (model === before) {
          return;
        }
        if (model.related.request !== before.related.request && isAskingRelated(model)) {
          const { request } = model.related;
          bridge.send("relatedRequested", { request, selected: [...model.selected] });
        }
        if (model.name !== before.name || event.kind === "loaded") {
          bridge.send("nameEntered", { name: model.name });
        }
        if (event.kind === "exportRequested") {
          bridge.send("exportRequested", orderOf(model));
        }
        if (event.kind === "cancelRequested" || event.kind === "startedOver") {
          bridge.send(event.kind, {});
        }
        keep();
        view.show(model);
      }

      function keep(): void {
        const draft = draftOf(model);
        if (draft) {
          bridge.save(draft);
        }
      }

      return {
        loaded: (environment) => send({ kind: "loaded", environment }),
        changeTimesKnown: ({ times }) => send({ kind: "changeTimesKnown", times }),
        relatedFound: ({ request, rows }) => send({ kind: "relatedFound", request, rows }),
        nameChecked: ({ name, problem }) => send({ kind: "nameChecked", name, problem }),
        exporting: (progress) => send({ kind: "exporting", progress }),
        exported: (result) => send({ kind: "exported", result }),
        exportFailed: ({ message }) => send({ kind: "exportFailed", message }),
        exportCancelled: () => send({ kind: "exportCancelled" }),
        setupWanted: () => view.setUpSelected(),
        environmentGone: ({ message }) => send({ kind: "environmentGone", message }),
      };
    },
  );
}

main(document.getElementById("wizard")!);
