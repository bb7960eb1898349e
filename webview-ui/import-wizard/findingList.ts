import type { FindingInfo } from "../../src/protocol/importWizard";
import { element, icon } from "../shared/dom";
import { severityWords } from "./rowWords";

/** Findings in words, each with its severity, its code, and the places that it points to. */
export function findingList(
  findings: readonly FindingInfo[],
  onPlace: (finding: number, place: number) => void,
): HTMLElement {
  return element(
    "ul",
    { class: "findings" },
    ...findings.map(({ severity, message, rule, places }, index) => {
      const { icon: iconName, tone, word } = severityWords[severity];
      return element(
        "li",
        {},
        icon(iconName, tone),
        element(
          "div",
          {},
          element("p", {}, element("strong", {}, `${word}: `), message),
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
        ),
      );
    }),
  );
}
