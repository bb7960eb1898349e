import { refKey, resourceTypeOf } from "../../resources/registry";
import type {
  Definition,
  DefinitionIssue,
  DefinitionLookup,
  ResourceRef,
} from "../../resources/resourceType";
import { resultOf, type Draft } from "../draft";
import type { Step } from "../finding";
import { byStrength, setupActions, type SetupAction } from "../setupAction";
import { issueIdentity, issuesOf, newIssues } from "./contextIssues";
import type { ResultingEnvironment } from "./resultingEnvironment";

/** The actions for a resource under which an issue of what comes of it isn't one of the import: it is tried. */
export function choicesForItself(
  { ref, resource, target }: Draft,
  issue: DefinitionIssue,
  result: ResultingEnvironment,
): SetupAction[] {
  if (!target) {
    // A new resource comes whole under every action.
    return ["skip"];
  }
  const before = (): DefinitionIssue[] => issuesOf(ref, target.definition, result.target);
  return byStrength.filter((other) => {
    const after = other === "skip" ? undefined : resultOf(resource, target, other);
    return (
      other === "skip" ||
      (after !== undefined && !isAmong(newIssues(before, issuesOf(ref, after, result)), issue))
    );
  });
}

export interface ChoicesForOthers {
  /** What to choose for other resources of the package, or to look at in them, so that an issue isn't one. */
  readonly steps: Step[];
  /** The resource that would lose, by being overwritten, what the issue is about. */
  readonly remover: Draft | undefined;
}

/** Tries the other actions for the resources of the package that a definition needs. */
export function choicesForOthers(
  draft: Draft,
  after: Definition,
  issue: DefinitionIssue,
  result: ResultingEnvironment,
): ChoicesForOthers {
  const steps: Step[] = [];
  let remover: Draft | undefined;
  const isResolvedWith = (to: ResourceRef, definition: Definition | undefined): boolean =>
    definition !== undefined &&
    !isAmong(issuesOf(draft.ref, after, replacing(result, to, definition)), issue);
  for (const other of neededDrafts(draft, after, result)) {
    const { ref, action, resource, target } = other;
    if (result.isBlocked(ref)) {
      if (isResolvedWith(ref, other.after)) {
        steps.push({ kind: "show", ref });
      }
      continue;
    }
    for (const choice of setupActions.filter((one) => one !== action)) {
      const definition = choice === "skip" ? target?.definition : resultOf(resource, target, choice);
      if (isResolvedWith(ref, definition)) {
        steps.push({ kind: "choose", ref, action: choice });
        remover ??= action === "overwrite" && choice === "merge" ? other : undefined;
      }
    }
  }
  return { steps, remover };
}

/** The drafts of what a definition needs, each once. */
function neededDrafts(draft: Draft, after: Definition, result: ResultingEnvironment): Draft[] {
  const needed = new Map<string, Draft>();
  for (const { to } of resourceTypeOf(draft.ref).references(after)) {
    const other = result.draftOf(to);
    if (other && other !== draft) {
      needed.set(refKey(to), other);
    }
  }
  return [...needed.values()];
}

function replacing(lookup: DefinitionLookup, ref: ResourceRef, definition: Definition): DefinitionLookup {
  return { find: (wanted) => (refKey(wanted) === refKey(ref) ? definition : lookup.find(wanted)) };
}

function isAmong(issues: readonly DefinitionIssue[], issue: DefinitionIssue): boolean {
  const identity = issueIdentity(issue);
  return issues.some((one) => issueIdentity(one) === identity);
}
