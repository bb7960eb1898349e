import type { Change } from "../../compare/compare";
import { subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** Not the label of an entry: what another one may mean is told by a rule of its own. */
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

function isPresentation({ kind, part, path }: Change): boolean {
  if (kind === "removed") {
    return false;
  }
  return (
    kind === "reordered" || part === "translation" || (part === "property" && presentation.has(path.at(-1)))
  );
}
