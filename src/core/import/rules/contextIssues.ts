import { resourceTypeOf } from "../../resources/registry";
import type {
  Definition,
  DefinitionIssue,
  DefinitionLookup,
  ResourceRef,
} from "../../resources/resourceType";

/** What is wrong with a definition in an environment; with `using` only what that resource has to do with. */
export function issuesOf(
  ref: ResourceRef,
  definition: Definition,
  lookup: DefinitionLookup,
  using?: ResourceRef,
): Iterable<DefinitionIssue> {
  return resourceTypeOf(ref).checkInContext(definition, lookup, using);
}

/** All that is wrong with a definition in an environment, mistakes of its own included. */
export function* allIssuesOf(
  ref: ResourceRef,
  definition: Definition,
  lookup: DefinitionLookup,
): Iterable<DefinitionIssue> {
  yield* resourceTypeOf(ref).checkDetails(definition);
  yield* issuesOf(ref, definition, lookup);
}

/** The issues that weren't there before. What was wrong before is only asked when there is something to compare it with, which is rare. */
export function* newIssues(
  before: () => Iterable<DefinitionIssue>,
  after: Iterable<DefinitionIssue>,
): Iterable<DefinitionIssue> {
  let known: ReadonlySet<string> | undefined;
  for (const issue of after) {
    known ??= identitiesOf(before());
    if (!known.has(issueIdentity(issue))) {
      yield issue;
    }
  }
}

/** What tells issues whether another one is the same. */
export function identitiesOf(issues: Iterable<DefinitionIssue>): ReadonlySet<string> {
  const identities = new Set<string>();
  for (const issue of issues) {
    identities.add(issueIdentity(issue));
  }
  return identities;
}

/** The same for an issue that was there before, whatever its place and labels were. */
export function issueIdentity({ code, about, message }: DefinitionIssue): string {
  return `${code} ${about ?? message}`;
}
