import { checkPicklistDetails } from "../checks/checkPicklistDetails";
import {
  color,
  object,
  optionalText,
  parts,
  translations,
  type Layout,
  type MapLayout,
} from "../compare/layout";
import {
  entryShape,
  entryTranslation,
  picklistShape,
  picklistTranslation,
  type Entry,
  type Picklist,
} from "../model/picklist";
import type { JsonPath } from "../schema/checked";
import { visibleText } from "../visibleText";
import type { DefinitionIssue, ResourceType } from "./resourceType";

export const entryTranslations: MapLayout = translations(entryTranslation);
export const entryProperties: Readonly<Record<string, Layout>> = { description: optionalText, color };

/** A named list of choices. Standard picklists can't be changed, so nothing of them travels. */
export const picklistType: ResourceType<Picklist> = {
  id: "picklist",
  singular: "picklist",
  plural: "picklists",
  partsPlural: "entries",
  folder: "picklists",
  shape: picklistShape,
  layout: object(picklistShape, {
    description: optionalText,
    entries: parts("entry", "value", entryShape, entryProperties),
    translations: translations(picklistTranslation, { entries: entryTranslations }),
  }),
  check: (picklist) => repeatedEntries(picklist.entries, ["entries"]),
  checkDetails: checkPicklistDetails,
  checkInContext: () => [],
  references: () => [],
  reliedOn: ({ entries }) =>
    [...entries]
      .sort((one, other) => one.value - other.value)
      .map(({ value, label }) => ({ value, label: visibleText(label) })),
  portable: (picklist) => (picklist.kind === "custom" ? picklist : undefined),
  // All of a standard picklist is standard.
  customizationsFor: (_incoming, { name, displayName, kind }) => ({ name, displayName, kind, entries: [] }),
  withCustomizations: (target) => target,
  standardPartsTouched: (incoming) => incoming.entries.map((entry) => entry.label),
  counts: (picklist) => ({ entries: picklist.entries.length }),
  parts: (picklist) =>
    picklist.entries.map((entry, index) => ({
      name: String(entry.value),
      label: entry.label,
      detail: String(entry.value),
      icon: "entry",
      origin: undefined,
      description: entry.description,
      facts: entry.color === undefined ? [] : [entry.color],
      path: ["entries", index],
    })),
};

/** Entries are told apart by their value: two with the same one can't both be meant. */
export function repeatedEntries(entries: readonly Entry[], path: JsonPath): DefinitionIssue[] {
  const seen = new Set<number>();
  const issues: DefinitionIssue[] = [];
  entries.forEach((entry, index) => {
    if (seen.has(entry.value)) {
      issues.push({
        code: "definition-invalid",
        severity: "error",
        message: `The value ${entry.value} is used by more than one entry ("${entry.label}" is the second).`,
        path: [...path, index, "value"],
      });
    }
    seen.add(entry.value);
  });
  return issues;
}
