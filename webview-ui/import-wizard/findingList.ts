import type { FindingInfo } from "../../src/protocol/importWizard";
import { element, icon, isolateQuoted } from "../shared/dom";
import { button } from "../shared/toolkit";
import { severityWords } from "./rowWords";

/** What the user can ask for of a finding; findings, places and steps are told by their numbers. */
export interface FindingRequests {
  readonly onPlace: (finding: number, place: number) => void;
  readonly onStep: (finding: number, step: number) => void;
}

/** Findings in words, each with its severity, its code, the places that it points to and the steps that resolve it. */
export function findingList(
  findings: readonly FindingInfo[],
  { onPlace, onStep }: FindingRequests,
): HTMLElement {
  return element(
    "ul",
    { class: "findings" },
    ...findings.map(({ severity, message, rule, places, steps }, index) => {
      const { icon: iconName, tone, word } = severityWords[severity];
      return element(
        "li",
        {},
        icon(iconName, tone),
        element(
          "div",
          {},
          element("p", {}, element("strong", {}, `${word}: `), ...isolateQuoted(message)),
          element(
            "p",
            { class: "finding-places" },
            element("code", { class: "rule" }, rule),
            ...places.map((place, number) => {
              const link = element("button", { type: "button", class: "link" }, place);
              link.addEventListener("click", () => onPlace(index, number));
              return link;
            }),
          ),
          steps.length > 0 &&
            element(
              "div",
              { class: "finding-steps" },
              ...steps.map(
                (label, number) => button({ label, onClick: () => onStep(index, number) }).element,
              ),
            ),
        ),
      );
    }),
  );
}
