import {
  importDraft,
  toImportWizard,
  type fromImportWizard,
  type ImportDraft,
} from "../../src/protocol/importWizard";
import { createAnnouncer } from "../shared/announce";
import { askWhetherToDiscard } from "../shared/askWhetherToDiscard";
import { connect } from "../shared/bridge";
import { createFrame } from "../shared/frame";
import { registerControls } from "../shared/toolkit";
import { isolated } from "../shared/words";
import { acceptDrops } from "./dropPackages";
import { draftOf, initialModel, update, wouldLoseChoices, type Event, type Model } from "./model";
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
        browse: () => replacePackage(undefined, () => bridge.send("browseRequested", {})),
        details: (id) => bridge.send("detailsRequested", { id }),
        compare: (id, action) => bridge.send("compareRequested", { id, action }),
        place: (request) => bridge.send("placeRequested", request),
        step: (request) => bridge.send("stepRequested", request),
        file: (id) => bridge.send("fileRequested", { id }),
        chooseTarget: (key) => {
          send({ kind: "targetChosen", key });
          bridge.send("targetChosen", { key });
        },
        rollBack: () => bridge.send("rollBackRequested", {}),
        report: (how) => bridge.send("reportRequested", { how }),
        close: () => bridge.send("closeRequested", {}),
      };
      const view = createView(createFrame(parent), createAnnouncer(document.body), {
        send,
        ask,
        confirm: (question, allowsRemovals) => bridge.send("importConfirmed", { question, allowsRemovals }),
      });
      view.show(model);
      acceptDrops(document.body, {
        onUris: (uris) =>
          replacePackage(uris.length === 1 ? uris[0] : undefined, () =>
            bridge.send("urisDropped", { uris: [...uris] }),
          ),
        onFile: (name, bytes) => replacePackage(undefined, () => bridge.send("fileDropped", { name, bytes })),
        onUnfit: (message) =>
          // A running import goes on whatever is dropped.
          send({ kind: model.stage.kind === "importing" ? "noticed" : "failed", message }),
      });

      /** Another package takes the place of the one that is shown; asked for first where that loses choices. */
      function replacePackage(uri: string | undefined, replace: () => void): void {
        if (wouldLoseChoices(model, uri)) {
          askWhetherToDiscard({
            title: "Open another package?",
            text: `What you have chosen for ${isolated(model.package?.summary.name ?? "this one")} would be lost.`,
            verb: "Open another",
            onDiscard: replace,
          });
        } else {
          replace();
        }
      }

      function send(event: Event): void {
        const before = model;
        model = update(model, event);
        tellHost(event, before);
        if (model !== before) {
          const draft = draftOf(model);
          if (draft) {
            bridge.save(draft);
          }
          view.show(model);
        }
      }

      /** What the host has to hear of what the user did. */
      function tellHost(event: Event, before: Model): void {
        switch (event.kind) {
          case "setUp":
            bridge.send("setupChosen", { ids: [...event.ids], action: event.action });
            break;
          case "detailsClosed":
            bridge.send("detailsClosed", {});
            break;
          case "importRequested":
            if (model.stage.kind === "checking" && before.stage.kind !== "checking") {
              bridge.send("importRequested", { plan: model.planNumber });
            }
            break;
          case "notConfirmed":
            bridge.send("importDeclined", {});
            break;
          case "cancelRequested":
            bridge.send("cancelRequested", {});
            break;
          case "retryRequested":
            bridge.send("retryRequested", {});
            break;
          default:
            break;
        }
      }

      return {
        targetsKnown: (body) => send({ kind: "targetsKnown", ...body }),
        noPackage: () => send({ kind: "noPackage" }),
        packageOpened: (body) => send({ kind: "packageOpened", ...body }),
        packageRefused: (body) => send({ kind: "packageRefused", ...body }),
        noticed: (body) => send({ kind: "noticed", ...body }),
        planned: (body) => send({ kind: "planned", ...body }),
        busy: (body) => send({ kind: "busy", ...body }),
        detailsFound: (body) => send({ kind: "detailsFound", ...body }),
        setupWanted: (body) => send({ kind: "setUp", ...body }),
        detailsWanted: (body) => send({ kind: "detailsOpened", ...body }),
        targetUnusable: (body) => send({ kind: "targetUnusable", ...body }),
        targetChanged: (body) => send({ kind: "targetChanged", ...body }),
        confirmationNeeded: (body) => send({ kind: "confirmationNeeded", ...body }),
        menuChosen: ({ item }) => view.follow(item),
        importing: (progress) => send({ kind: "importing", progress }),
        imported: (result) => send({ kind: "imported", result }),
        reviewing: () => send({ kind: "reviewing" }),
        failed: (body) => send({ kind: "failed", ...body }),
        failureOver: (body) => send({ kind: "failureOver", ...body }),
      };
    },
  );
}

main(document.getElementById("wizard")!);
