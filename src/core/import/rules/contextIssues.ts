import { resourceTypeOf } from "../../resources/registry";
import type {
  Definition,
  DefinitionIssue,
  DefinitionLookup,
  ResourceRef,
} from "../../resources/resourceType";

/** What is wrong with a definition in an environment. */
export function issuesOf(
  ref: ResourceRef,
  definition: Definition,
  lookup: DefinitionLookup,
): DefinitionIssue[] {
  return resourceTypeOf(ref).checkInContext(definition, lookup);
}

/** What was wrong before is only asked when there is something to compare it with, which is rare. */
export function newIssues(
  before: () => readonly DefinitionIssue[],
  after: readonly DefinitionIssue[],
): readonly DefinitionIssue[] {
  if (after.length === 0) {
    return after;
  }
  const known = new Set(before().map(issueIdentity));
  return after.filter((issue) => !known.has(issueIdentity(issue)));
}

/** The same for an issue that was there before, whatever its place and labels were. */
export function issueIdentity({ code, about, message }: DefinitionIssue): string {
  return `${code} ${about ?? message}`;
}
