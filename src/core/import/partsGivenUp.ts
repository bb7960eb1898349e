import { compare, type Change } from "../compare/compare";
import { valueAt } from "../compare/valueAt";
import type { PackageResource } from "../package/package";
import { resourceTypeOf } from "../resources/registry";
import type { Definition } from "../resources/resourceType";

/** What a target has, and a package hasn't, of a resource that was imported before. */
export interface GivenUp {
  /** Whether the last import's package is known, so that the source did give up all of this, and nothing else. */
  readonly isCertain: boolean;
  /** Removals, as Overwrite would make them: a part as a whole, or a property of one that stays. */
  readonly changes: readonly Change[];
}

const nothing: GivenUp = { isCertain: true, changes: [] };

/** What is known of the last import of the resource. */
interface LastState {
  readonly definition: Definition | undefined;
  readonly packaged: Definition | undefined;
  readonly isChangedInPackage: boolean;
}

/**
 * What the target would keep although the source has removed it since the last import. Where nobody knows what that import's package
 * had, it is all that the target has beyond this one, without what is known to have come into the target since.
 */
export function partsGivenUp(
  { ref, definition: incoming }: PackageResource,
  current: Definition | undefined,
  { definition: left, packaged, isChangedInPackage }: LastState,
): GivenUp {
  if (!isChangedInPackage || !incoming || current?.kind !== incoming.kind) {
    return nothing;
  }
  const type = resourceTypeOf(ref);
  const { layout } = type;
  const removedFrom = (before: Definition): Change[] =>
    compare(layout, before, incoming).filter(({ kind }) => kind === "removed");
  const targets = current.kind === "standard" ? type.customizationsFor(incoming, current) : current;
  const beyond = removedFrom(targets);
  if (beyond.length === 0) {
    return nothing;
  }
  if (packaged) {
    const gone = new Set(removedFrom(packaged).map(pathKey));
    return { isCertain: true, changes: beyond.filter((change) => gone.has(pathKey(change))) };
  }
  return {
    isCertain: false,
    changes: left ? beyond.filter(({ path }) => valueAt(layout, left, path) !== undefined) : beyond,
  };
}

function pathKey({ path }: Change): string {
  return JSON.stringify(path);
}
