import {
  importDraft,
  toImportWizard,
  type fromImportWizard,
  type ImportDraft,
} from "../../src/protocol/importWizard";
import { createAnnouncer } from "../shared/announce";
import { connect } from "../shared/bridge";
import { createFrame } from "../shared/frame";
import { registerControls } from "../shared/toolkit";
import { acceptDrops } from "./dropPackages";
import { draftOf, initialModel, update, type Event } from "./model";
import type { Requests } from "./page";
import { createView } from "./view";
import "./style.css";

/** Wires the import wizard: events change the model, the model is shown, and what follows from it is sent and kept. */
function main(parent: HTMLElement): void {
  registerControls();
  connect<typeof toImportWizard, typeof fromImportWizard, ImportDraft>(
    toImportWizard,
    importDraft,
    (bridge) => {
      let model = initialModel(bridge.restored);
      const ask: Requests = {
        browse: () => bridge.send("browseRequested", {}),
        details: (id) => bridge.send("detailsRequested", { id }),
        compare: (id, action) => bridge.send("compareRequested", { id, action }),
        place: (request) => bridge.send("placeRequested", request),
        file: (id) => bridge.send("fileRequested", { id }),
        chooseTarget: (key) => {
          send({ kind: "targetChosen", key });
          bridge.send("targetChosen", { key });
        },
        rollBack: () => bridge.send("rollBackRequested", {}),
        report: (how) => bridge.send("reportRequested", { how }),
        close: () => bridge.send("closeRequested", {}),
      };
      const show = createView(createFrame(parent), createAnnouncer(document.body), {
        send,
        ask,
        confirm: (allowsRemovals) => bridge.send("importConfirmed", { allowsRemovals }),
      });
      show(model);
      acceptDrops(document.body, {
        onUris: (uris) => bridge.send("urisDropped", { uris: [...uris] }),
        onFile: (name, bytes) => bridge.send("fileDropped", { name, bytes }),
        onUnfit: (message) => send({ kind: "failed", message }),
      });

      function send(event: Event): void {
        const before = model;
        model = update(model, event);
        if (event.kind === "setUp") {
          bridge.send("setupChosen", { ids: [...event.ids], action: event.action });
        } else if (event.kind === "importRequested" && model.stage.kind === "checking") {
          bridge.send("importRequested", {});
        } else if (event.kind === "cancelRequested") {
          bridge.send("cancelRequested", {});
        } else if (event.kind === "retryRequested") {
          bridge.send("retryRequested", {});
        }
        if (model !== before) {
          const draft = draftOf(model);
          if (draft) {
            bridge.save(draft);
          }
          show(model);
        }
      }

      return {
        targetsKnown: (body) => send({ kind: "targetsKnown", ...body }),
        noPackage: () => send({ kind: "noPackage" }),
        packageOpened: (body) => send({ kind: "packageOpened", ...body }),
        packageRefused: (body) => send({ kind: "packageRefused", ...body }),
        packageChanged: (body) => send({ kind: "packageChanged", ...body }),
        planned: (body) => send({ kind: "planned", ...body }),
        busy: (body) => send({ kind: "busy", ...body }),
        detailsFound: (body) => send({ kind: "detailsFound", ...body }),
        targetChanged: (body) => send({ kind: "targetChanged", ...body }),
        confirmationNeeded: (body) => send({ kind: "confirmationNeeded", ...body }),
        importing: (progress) => send({ kind: "importing", progress }),
        imported: (result) => send({ kind: "imported", result }),
        failed: (body) => send({ kind: "failed", ...body }),
      };
    },
  );
}

main(document.getElementById("wizard")!);
