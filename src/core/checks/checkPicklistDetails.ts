import type { Picklist } from "../model/picklist";
import type { DefinitionIssue } from "../resources/resourceType";
import { checkPicklistNames } from "./checkPropertyNames";
import { checkPicklistTranslations } from "./checkTranslations";

/** What is a mistake in a picklist that can be used nonetheless, seen by itself. */
export function* checkPicklistDetails(picklist: Picklist): Iterable<DefinitionIssue> {
  yield* checkPicklistNames(picklist);
  yield* checkPicklistTranslations(picklist);
}
