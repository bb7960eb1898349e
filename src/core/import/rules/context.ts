import { propertyOfOtherType } from "../../checks/checkTypeProperties";
import { idsOfPath } from "../../compare/partPaths";
import { perObject } from "../../memoize";
import { resourceTypeOf } from "../../resources/registry";
import { printable } from "../../text";
import type {
  Definition,
  DefinitionIssue,
  DefinitionLookup,
  ResourceRef,
} from "../../resources/resourceType";
import type { Draft } from "../draft";
import type { Place } from "../finding";
import { checkChoices, losesChoices } from "./choicesChanged";
import { allIssuesOf, issuesOf, newIssues } from "./contextIssues";
import { checkDependencies, lacksDependency } from "./dependencies";
import { onBothSides } from "./places";
import { Remedies, replacing } from "./remedies";
import { fieldNameAt } from "./resultInvalid";
import type { ResultingEnvironment } from "./resultingEnvironment";
import type { Found, UntoldFinding } from "./rule";
import { fieldsOfChangedType } from "./typeChanged";

/** A resource of the target. */
interface InTarget {
  readonly ref: ResourceRef;
  readonly file: string;
  readonly definition: Definition;
}

/**
 * What an import would break between resources: references of one resource that lead nowhere afterwards, and defaults, keys and
 * primary fields that don't fit any more. What was wrong in the target before is left out.
 */
export function* checkResult(draft: Draft, result: ResultingEnvironment): Iterable<Found> {
  const { after } = draft;
  if (!after || staysAsItIs(draft)) {
    return;
  }
  yield* checkDependencies(draft, after, result);
  yield* checkChoices(draft, result);
  const remedies = new Remedies(draft, after, result);
  for (const issue of contextIssues(draft, after, result)) {
    yield isLeftByBlockedType(draft, issue) ? undefined : judge(draft, after, issue, remedies);
  }
}

/** What a blocked change of type would leave of the former one: nothing comes of it. */
function isLeftByBlockedType(draft: Draft, { code, path }: DefinitionIssue): boolean {
  return (
    code === propertyOfOtherType &&
    draft.action === "merge" &&
    fieldsOfBlockedType(draft).has(fieldNameAt(draft.after, path))
  );
}

const fieldsOfBlockedType = perObject(({ resource, target }: Draft) =>
  fieldsOfChangedType({ resource, target, incoming: resource.definition }),
);

/**
 * Whether there is an error among what {@link checkResult} finds; with `using` only among what that resource has to do with, which
 * takes no longer than there are uses of it.
 */
export function isBroken(draft: Draft, result: ResultingEnvironment, using?: ResourceRef): boolean {
  const { after } = draft;
  if (!after || staysAsItIs(draft)) {
    return false;
  }
  if (lacksDependency(draft, result, using)) {
    return true;
  }
  if (using?.type !== "entity" && losesChoices(draft, result, using?.name)) {
    return true;
  }
  for (const issue of contextIssues(draft, after, result, using)) {
    if (issue.severity === "error") {
      return true;
    }
  }
  return false;
}

/** Nothing comes of one that stays as it is; what others would break in it is theirs to answer for. */
function staysAsItIs({ target, changes }: Draft): boolean {
  return target !== undefined && changes.length === 0;
}

function contextIssues(
  { ref, target }: Draft,
  after: Definition,
  result: ResultingEnvironment,
  using?: ResourceRef,
): Iterable<DefinitionIssue> {
  const all = (definition: Definition, lookup: DefinitionLookup): Iterable<DefinitionIssue> =>
    using ? issuesOf(ref, definition, lookup, using) : allIssuesOf(ref, definition, lookup);
  const before = (): Iterable<DefinitionIssue> => (target ? all(target.definition, result.target) : []);
  return newIssues(before, all(after, result));
}

/** An issue of what comes of a resource is its own, or that of what this import removes. */
function judge(draft: Draft, after: Definition, issue: DefinitionIssue, remedies: Remedies): UntoldFinding {
  const resolvedBy = remedies.choicesForItself(issue);
  const { steps, remover } = remedies.choicesForOthers(issue);
  const name = nameOf(draft);
  const places = (): Place[] =>
    onBothSides(draft, idsOfPath(resourceTypeOf(draft.ref).layout, after, issue.path));
  const finding = (rule: string, beginning: string): UntoldFinding => ({
    rule,
    severity: issue.severity,
    resolvedBy,
    tell: () => ({
      message: `${beginning}: ${issue.message}`,
      places: places(),
      ...(steps.length > 0 && { steps }),
    }),
  });
  // Merging keeps what only the target has, and is otherwise the same as overwriting.
  if (issue.severity === "warning") {
    return finding(issue.code, `${name} can be imported, with a mistake in it`);
  }
  if (draft.action === "overwrite" && resolvedBy.includes("merge")) {
    return finding("still-referenced", `Overwriting ${name} would remove what it still uses`);
  }
  if (remover) {
    return finding("still-referenced", `${name} uses what overwriting ${nameOf(remover)} would remove`);
  }
  return finding(issue.code, `${name} would not be valid in the target`);
}

/** What is wrong with a resource of the target that isn't changed, and the resource of the package that brings it about. */
export interface BrokenBystander {
  readonly cause: Draft;
  readonly found: UntoldFinding;
}

/**
 * What an import would break in a resource of the target that it doesn't change itself. A finding of the resource that causes it,
 * since that is where it can be resolved.
 */
export function* checkBystander(
  bystander: InTarget,
  result: ResultingEnvironment,
): Iterable<BrokenBystander> {
  const { ref, definition } = bystander;
  const before = (): Iterable<DefinitionIssue> => issuesOf(ref, definition, result.target);
  for (const issue of newIssues(before, issuesOf(ref, definition, result))) {
    // The definition is the same as before, so that it is another resource that makes the difference.
    const cause = issue.needs && result.draftOf(issue.needs);
    if (cause) {
      yield { cause, found: blame(cause, bystander, issue) };
    }
  }
}

function blame(cause: Draft, { ref, file, definition }: InTarget, issue: DefinitionIssue): UntoldFinding {
  const tell = (beginning: string): ReturnType<UntoldFinding["tell"]> => ({
    message: `${beginning}: ${issue.message}`,
    places: [{ side: "target", file, path: issue.path }],
    steps: [{ kind: "open", file, path: issue.path }],
  });
  const other = `${printable(definition.displayName, 200)} (${ref.name}) in the target`;
  // Only taking something away breaks what others do with a resource that they have; a new one comes whole under every action.
  return cause.target
    ? {
        rule: "still-referenced",
        severity: issue.severity,
        resolvedBy: ["merge", "add", "skip"],
        tell: () => tell(`Overwriting ${nameOf(cause)} would remove what ${other} still uses`),
      }
    : {
        rule: issue.code,
        severity: issue.severity,
        resolvedBy: ["skip"],
        tell: () => tell(`Importing ${nameOf(cause)} would break ${other}`),
      };
}

/** What is wrong with a definition of the target as soon as another one is what it is to become, and wasn't before. */
export function issuesBrought(
  cause: { readonly ref: ResourceRef; readonly after: Definition | undefined },
  { ref, definition }: { readonly ref: ResourceRef; readonly definition: Definition },
  target: DefinitionLookup,
): Iterable<DefinitionIssue> {
  const before = (): Iterable<DefinitionIssue> => issuesOf(ref, definition, target, cause.ref);
  return newIssues(before, issuesOf(ref, definition, replacing(target, cause.ref, cause.after), cause.ref));
}

function nameOf({ ref, resource }: Draft): string {
  return `${resource.displayName} (${ref.name})`;
}
