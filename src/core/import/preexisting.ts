import { checkReferences, type Referable } from "../checks/checkReferences";
import type { Environment, Problem } from "../environment/environment";
import { giveWay, type Pacer } from "../ports";
import { resourceTypeOf } from "../resources/registry";
import type {
  Definition,
  DefinitionIssue,
  DefinitionLookup,
  ResourceRef,
  ResourceType,
} from "../resources/resourceType";
import { groupBy } from "./groupBy";
import { identitiesOf, issueIdentity } from "./rules/contextIssues";

/** What was wrong in a target before an import. */
export interface Preexisting {
  /** What stays as it is. */
  readonly staying: readonly Problem[];
  /** What isn't wrong any more afterwards. */
  readonly mended: readonly Problem[];
}

/**
 * Tells apart which problems of a target an import mends: those of usable definitions that aren't found any more in what it makes of them.
 * Files that can't be used stay as they are, since nothing is imported into them.
 */
export async function findMended(
  target: Environment,
  result: DefinitionLookup,
  pacer: Pacer,
): Promise<Preexisting> {
  const byFile = groupBy(target.problems, ({ file }) => file);
  const mended = new Set<Problem>();
  for (const { ref, file, definition } of byFile.size > 0 ? target.resources : []) {
    const problems = byFile.get(file);
    const after = problems && result.find(ref);
    if (!after) {
      continue;
    }
    const left = identitiesOf(issuesBetween(ref, after, result, target));
    const known = new Map<string, string>();
    for (const issue of issuesBetween(ref, definition, target, target)) {
      known.set(placeOf(issue), issueIdentity(issue));
      await giveWay(pacer);
    }
    for (const problem of problems) {
      const identity = known.get(placeOf(problem));
      // One that only counts others isn't among them, nor what is wrong with the file's name.
      const isRest = identity === undefined && !ofFiles.has(problem.code);
      if (isRest ? left.size === 0 : identity !== undefined && !left.has(identity)) {
        mended.add(problem);
      }
    }
    await giveWay(pacer);
  }
  return {
    staying: target.problems.filter((problem) => !mended.has(problem)),
    mended: [...mended],
  };
}

/** Codes of what is told from a file itself. */
const ofFiles: ReadonlySet<string> = new Set(["name-reserved", "text-direction"]);

/** What is wrong and where in the definition: two issues of one kind aren't in one place. */
function placeOf({ code, path }: Pick<Problem, "code" | "path">): string {
  return `${code} ${JSON.stringify(path)}`;
}

/** What is wrong with a definition in an environment, or in what an import makes of it. */
function* issuesBetween(
  ref: ResourceRef,
  definition: Definition,
  lookup: DefinitionLookup,
  target: Environment,
): Iterable<DefinitionIssue> {
  const type: ResourceType = resourceTypeOf(ref);
  const known: Referable = {
    isThere: (to) => lookup.find(to) !== undefined || target.brokenResource(to) !== undefined,
    inOtherCase: (to) => target.twinOf(to)?.ref.name,
    hint: () => "",
  };
  yield* type.checkDetails(definition);
  yield* checkReferences(type.references(definition), known, "this environment doesn't have");
  yield* type.checkInContext(definition, lookup);
}
