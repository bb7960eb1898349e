import { idsOfPath } from "../../compare/partPaths";
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
import { issuesOf, newIssues } from "./contextIssues";
import { checkDependencies } from "./dependencies";
import { onBothSides } from "./places";
import { choicesForOthers, choicesForItself } from "./remedies";
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
  return newIssues(before, issuesOf(ref, after, result)).map((issue) => judge(draft, after, issue, result));
}

/** An issue of what comes of a resource is its own, or that of what this import removes. */
function judge(
  draft: Draft,
  after: Definition,
  issue: DefinitionIssue,
  result: ResultingEnvironment,
): Finding {
  const resolvedBy = choicesForItself(draft, issue, result);
  const { steps, remover } = choicesForOthers(draft, after, issue, result);
  const common = {
    severity: issue.severity,
    places: onBothSides(draft, idsOfPath(resourceTypeOf(draft.ref).layout, after, issue.path)),
    resolvedBy,
    ...(steps.length > 0 && { steps }),
  };
  const name = nameOf(draft);
  // Merging keeps what only the target has, and is otherwise the same as overwriting.
  if (draft.action === "overwrite" && resolvedBy.includes("merge")) {
    const message = `Overwriting ${name} would remove what it still uses: ${issue.message}`;
    return { ...common, rule: "still-referenced", message };
  }
  if (remover) {
    const message = `${name} uses what overwriting ${nameOf(remover)} would remove: ${issue.message}`;
    return { ...common, rule: "still-referenced", message };
  }
  return {
    ...common,
    rule: issue.code,
    message: `${name} would not be valid in the target: ${issue.message}`,
  };
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
  const other = `${definition.displayName} (${ref.name}) in the target`;
  return issuesBrought(cause, dependent, target).map((issue): Finding => {
    const common = {
      severity: issue.severity,
      places: [{ side: "target", file, path: issue.path }],
      steps: [{ kind: "open", file, path: issue.path }],
    } satisfies Partial<Finding>;
    // Only taking something away breaks what others do with a resource that they have; a new one comes whole under every action.
    return cause.target
      ? {
          ...common,
          rule: "still-referenced",
          message: `Overwriting ${nameOf(cause)} would remove what ${other} still uses: ${issue.message}`,
          resolvedBy: ["merge", "add", "skip"],
        }
      : {
          ...common,
          rule: issue.code,
          message: `Importing ${nameOf(cause)} would break ${other}: ${issue.message}`,
          resolvedBy: ["skip"],
        };
  });
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

function nameOf({ ref, resource }: Draft): string {
  return `${resource.displayName} (${ref.name})`;
}
