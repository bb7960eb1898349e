import type { Environment } from "../../environment/environment";
import { refKey, resourceTypeOf } from "../../resources/registry";
import type {
  Definition,
  DefinitionIssue,
  DefinitionLookup,
  ResourceRef,
} from "../../resources/resourceType";
import type { Draft } from "../draft";
import type { Finding } from "../finding";
import { checkDependencies } from "./dependencies";
import type { ResultingEnvironment } from "./resultingEnvironment";

/**
 * What an import would break between resources: references of one resource that lead nowhere afterwards, and defaults, keys and
 * primary fields that don't fit any more. What was wrong in the target before is left out.
 */
export function checkResult(draft: Draft, result: ResultingEnvironment): Finding[] {
  if (!draft.after || (draft.target && draft.changes.length === 0)) {
    // Nothing comes of one that stays as it is; what others would break in it is theirs to answer for.
    return [];
  }
  return [...checkDependencies(draft, draft.after, result), ...checkContext(draft, draft.after, result)];
}

function checkContext(draft: Draft, after: Definition, result: ResultingEnvironment): Finding[] {
  const { ref, target } = draft;
  const before = (): DefinitionIssue[] => (target ? issuesOf(ref, target.definition, result.target) : []);
  return newIssues(before, issuesOf(ref, after, result)).map((issue) => ({
    rule: issue.code,
    severity: issue.severity,
    message: `${draft.resource.displayName} (${draft.ref.name}) would not be valid in the target: ${issue.message}`,
    places: [{ side: "package", entry: draft.resource.path, path: [] }],
    resolvedBy: ["skip"],
  }));
}

/**
 * What changing one resource would break in another one of the target that isn't changed itself. A finding of the
 * resource that causes it, since that is where it can be resolved.
 */
export function checkDependent(
  cause: Draft,
  dependent: { readonly ref: ResourceRef; readonly file: string; readonly definition: Definition },
  target: Environment,
): Finding[] {
  const { ref, file, definition } = dependent;
  return issuesBrought(cause, dependent, target).map((issue) => ({
    rule: issue.code,
    severity: issue.severity,
    message: `Importing ${cause.resource.displayName} (${cause.ref.name}) would break ${definition.displayName} (${ref.name}) in the target: ${issue.message}`,
    places: [{ side: "target", file }],
    // Only Overwrite takes away what something needs; a new resource comes whole under every action.
    resolvedBy: cause.target ? ["merge", "add", "skip"] : ["skip"],
  }));
}

/** What is wrong with a definition of the target as soon as another one is what it is to become, and wasn't before. */
export function issuesBrought(
  cause: { readonly ref: ResourceRef; readonly after: Definition | undefined },
  { ref, definition }: { readonly ref: ResourceRef; readonly definition: Definition },
  target: DefinitionLookup,
): readonly DefinitionIssue[] {
  const withCause: DefinitionLookup = {
    find: (wanted) => (refKey(wanted) === refKey(cause.ref) ? cause.after : target.find(wanted)),
  };
  const before = (): DefinitionIssue[] => issuesOf(ref, definition, target);
  return newIssues(before, issuesOf(ref, definition, withCause));
}

function issuesOf(ref: ResourceRef, definition: Definition, lookup: DefinitionLookup): DefinitionIssue[] {
  return resourceTypeOf(ref).checkInContext(definition, lookup);
}

/** What was wrong before is only asked when there is something to compare it with, which is rare. */
function newIssues(
  before: () => readonly DefinitionIssue[],
  after: readonly DefinitionIssue[],
): readonly DefinitionIssue[] {
  if (after.length === 0) {
    return after;
  }
  const identity = ({ code, about, message }: DefinitionIssue): string => `${code} ${about ?? message}`;
  const known = new Set(before().map(identity));
  return after.filter((issue) => !known.has(identity(issue)));
}
