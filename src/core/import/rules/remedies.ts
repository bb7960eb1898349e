import { refKey } from "../../resources/registry";
import type {
  Definition,
  DefinitionIssue,
  DefinitionLookup,
  ResourceRef,
} from "../../resources/resourceType";
import type { Draft } from "../draft";
import type { Step } from "../finding";
import { byStrength, setupActions, type SetupAction } from "../setupAction";
import { allIssuesOf, identitiesOf, issueIdentity, issuesOf, newIssues } from "./contextIssues";
import type { ResultingEnvironment } from "./resultingEnvironment";

export interface ChoicesForOthers {
  /** What to choose for other resources of the package, or to look at in them, so that an issue isn't one. */
  readonly steps: Step[];
  /** The resource that would lose, by being overwritten, what the issue is about. */
  readonly remover: Draft | undefined;
}

/**
 * Finds what would resolve the issues of what comes of one resource, by trying it. Each choice is tried once, for all issues together: a
 * definition can have as many of them as it has parts.
 */
export class Remedies {
  /** What would be wrong under each action, by its identity; undefined for an action under which there can't be anything. */
  private readonly own = new Map<SetupAction, ReadonlySet<string> | undefined>();
  /** What would be wrong where another resource is chosen for otherwise, by that and the choice. */
  private readonly others = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly draft: Draft,
    private readonly after: Definition,
    private readonly result: ResultingEnvironment,
  ) {}

  /** The actions for the resource itself under which an issue isn't one of the import. */
  choicesForItself(issue: DefinitionIssue): SetupAction[] {
    if (!this.draft.target) {
      // A new resource comes whole under every action.
      return ["skip"];
    }
    const identity = issueIdentity(issue);
    return byStrength.filter(
      (action) => action === "skip" || this.issuesUnder(action)?.has(identity) === false,
    );
  }

  /** The other actions for the one resource of the package on which an issue depends, if there is one. */
  choicesForOthers(issue: DefinitionIssue): ChoicesForOthers {
    const other = issue.needs && this.result.draftOf(issue.needs);
    if (!other || other === this.draft) {
      return { steps: [], remover: undefined };
    }
    const { ref, action } = other;
    const identity = issueIdentity(issue);
    const isResolvedWith = (name: string, definition: Definition | undefined): boolean =>
      definition !== undefined && !this.issuesWith(name, ref, definition).has(identity);
    if (this.result.isBlocked(ref)) {
      const steps: Step[] = isResolvedWith("as it is", other.after) ? [{ kind: "show", ref }] : [];
      return { steps, remover: undefined };
    }
    const choices = setupActions.filter(
      (choice) => choice !== action && isResolvedWith(choice, this.result.resultWith(other, choice)),
    );
    return {
      steps: choices.map((choice) => ({ kind: "choose", ref, action: choice })),
      remover: action === "overwrite" && choices.includes("merge") ? other : undefined,
    };
  }

  private issuesUnder(action: SetupAction): ReadonlySet<string> | undefined {
    if (!this.own.has(action)) {
      this.own.set(action, this.tryAction(action));
    }
    return this.own.get(action);
  }

  private tryAction(action: SetupAction): ReadonlySet<string> | undefined {
    const { ref, target } = this.draft;
    const after = this.result.resultWith(this.draft, action);
    const before = (): Iterable<DefinitionIssue> =>
      target ? allIssuesOf(ref, target.definition, this.result.target) : [];
    return after && identitiesOf(newIssues(before, allIssuesOf(ref, after, this.result)));
  }

  /** What has to do with another resource and would be wrong if that became a certain definition. */
  private issuesWith(name: string, ref: ResourceRef, definition: Definition): ReadonlySet<string> {
    const key = `${name} ${refKey(ref)}`;
    const known = this.others.get(key);
    if (known) {
      return known;
    }
    const lookup = replacing(this.result, ref, definition);
    const issues = identitiesOf(issuesOf(this.draft.ref, this.after, lookup, ref));
    this.others.set(key, issues);
    return issues;
  }
}

/** An environment in which one resource is another one. */
export function replacing(
  lookup: DefinitionLookup,
  ref: ResourceRef,
  definition: Definition | undefined,
): DefinitionLookup {
  return {
    find: (wanted) =>
      wanted.name === ref.name && wanted.type === ref.type ? definition : lookup.find(wanted),
  };
}
