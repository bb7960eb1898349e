import type { Change } from "../../compare/compare";
import { looksSame } from "../../visibleText";
import { subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** Not the label of an entry, unless it looks the same: what another one may mean is told by a rule of its own. */
const presentation: ReadonlySet<unknown> = new Set(["displayName", "pluralName", "description", "color"]);

/** Only how things look to people changes: names on screen, descriptions, translations, colours, order. */
export const presentationOnly: ResourceRule = {
  check: (subject) =>
    subject.changes.length > 0 && subject.changes.every(isPresentation)
      ? [
          {
            rule: "presentation-only",
            severity: "information",
            message: `${subjectName(subject)} changes only in labels, descriptions, translations, order or colours.`,
            places: [],
            resolvedBy: [],
          },
        ]
      : [],
};

function isPresentation({ kind, part, path, before, after }: Change): boolean {
  switch (kind) {
    case "removed":
      return false;
    case "reordered":
      return true;
    case "added":
    case "updated":
      return (
        part === "translation" ||
        (part === "property" && (presentation.has(path.at(-1)) || isSameLook(path.at(-1), before, after)))
      );
  }
}

function isSameLook(property: unknown, before: unknown, after: unknown): boolean {
  return (
    property === "label" &&
    typeof before === "string" &&
    typeof after === "string" &&
    looksSame(before, after)
  );
}
