import type { Environment } from "../../../core/environment/environment";
import { findLacks } from "../../../core/export/findLacks";
import { findRelatedResources } from "../../../core/export/relatedResources";
import { portableResources } from "../../../core/export/exportPackage";
import { refKey, resourceTypeOf } from "../../../core/resources/registry";
import { isolated, printable } from "../../../core/text";
import type { ResourceRef } from "../../../core/resources/resourceType";
import type { ExportResult, ExportRow, RelatedRow } from "../../../protocol/exportWizard";

/** How many reasons a row of a related resource carries; a picklist that everything uses would have thousands. */
const shownNeeds = 5;

/** A row for each resource that can be exported, in the environment's order. */
export function exportRows(environment: Environment): ExportRow[] {
  return portableResources(environment).flatMap((ref): ExportRow[] => {
    const definition = environment.find(ref);
    const type = resourceTypeOf(ref);
    return definition
      ? [
          {
            id: refKey(ref),
            type: ref.type,
            name: ref.name,
            displayName: printable(definition.displayName),
            kind: definition.kind,
            parts: type.counts(definition)[type.partsPlural] ?? 0,
          },
        ]
      : [];
  });
}

/** What a selection needs beyond itself, with the reasons. */
export function relatedRows(environment: Environment, selected: readonly ResourceRef[]): RelatedRow[] {
  return findRelatedResources(environment, selected).map(({ ref, neededBy }) => ({
    id: refKey(ref),
    needs: neededBy
      .slice(0, shownNeeds)
      .map(({ byDisplayName, via }) => `${isolated(byDisplayName)} → ${isolated(via)}`),
    moreNeeds: Math.max(0, neededBy.length - shownNeeds),
  }));
}

/** One sentence for each file that can't be exported because it is broken. */
export function brokenSentences(environment: Environment): string[] {
  return environment.broken.map(({ file, problems }) => `${file}: ${problems[0]?.message ?? ""}`);
}

/** Finds the resources that a view names by its ids; those that aren't there any more are left out. */
export function refsOf(environment: Environment, ids: readonly string[]): ResourceRef[] {
  const refs = new Map(environment.resources.map(({ ref }) => [refKey(ref), ref]));
  return ids.flatMap((id) => refs.get(id) ?? []);
}

/** Sentences that are shown before the rest is counted. */
const shownLacks = 10;

/** What keeps exported resources from being imported as they are, since the environment lacks it too. */
export function lacksOf(
  environment: Environment,
  exported: readonly ResourceRef[],
): Pick<ExportResult, "lacks" | "moreLacks"> {
  const lacks = findLacks(environment, exported);
  return {
    lacks: lacks.slice(0, shownLacks).map(({ file, line, message }) => `${file}:${line}: ${message}`),
    moreLacks: Math.max(0, lacks.length - shownLacks),
  };
}
