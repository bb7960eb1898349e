import { canonicalHash } from "../environment/canonicalHash";
import type { Environment } from "../environment/environment";
import { giveWay, type Pacer } from "../ports";
import { refKey, resourceTypeOf } from "../resources/registry";
import type { Reference, ResourceRef } from "../resources/resourceType";
import type { Draft } from "./draft";
import type { Provider, TargetConditions } from "./targetConditions";

/** What the resources of one plan need of others, as far as it doesn't depend on which of them are blocked. */
export interface Needs {
  /** What a resource needs that it didn't need before and that the target lacks; a reference for each of them. */
  unmet(draft: Draft): readonly Reference[];
  /** Who in the workspace has a resource that is in neither package nor target; undefined when that wasn't looked up. */
  providersOf(ref: ResourceRef): readonly Provider[] | undefined;
  /** The canonical hash of a resource of the target that something in the package requires with one; undefined where it isn't known. */
  hashInTarget(ref: ResourceRef): string | undefined;
}

/** Whether a resource would be created or changed, unless something blocks it. */
export function isBringing({ after, target, changes }: Draft): boolean {
  return after !== undefined && (!target || changes.length > 0);
}

/** Finds what drafts need. Remembers between plans what depends on nothing else than one draft and the target. */
export class NeedFinder {
  private readonly unmet = new WeakMap<Draft, readonly Reference[]>();
  private readonly hashes = new Map<string, string>();

  constructor(private readonly target: Environment) {}

  /** Asks for providers once, and only when there is something that neither the drafts nor the target have. */
  async find(
    drafts: ReadonlyMap<string, Draft>,
    conditions: Pick<TargetConditions, "findProviders">,
    pacer: Pacer,
  ): Promise<Needs> {
    const missing = new Map<string, ResourceRef>();
    for (const draft of drafts.values()) {
      if (isBringing(draft)) {
        for (const { to } of this.unmetOf(draft)) {
          if (!drafts.has(refKey(to))) {
            missing.set(refKey(to), to);
          }
        }
        await this.hashRequired(draft);
      }
      await giveWay(pacer);
    }
    const providers = missing.size > 0 ? await conditions.findProviders([...missing.values()]) : undefined;
    return {
      unmet: (draft) => this.unmetOf(draft),
      providersOf: (ref) => providers?.get(refKey(ref)),
      hashInTarget: (ref) => this.hashes.get(refKey(ref)),
    };
  }

  private unmetOf(draft: Draft): readonly Reference[] {
    const known = this.unmet.get(draft);
    if (known) {
      return known;
    }
    const found = this.findUnmet(draft);
    this.unmet.set(draft, found);
    return found;
  }

  private findUnmet({ ref, after, target }: Draft): readonly Reference[] {
    if (!after || after === target?.definition) {
      return [];
    }
    const type = resourceTypeOf(ref);
    const identity = ({ to, from }: Reference): string => `${from} ${refKey(to)}`;
    const before = new Set(target ? type.references(target.definition).map(identity) : []);
    const unmet = new Map<string, Reference>();
    for (const reference of type.references(after)) {
      const { to } = reference;
      const isSelf = to.type === ref.type && to.name === ref.name;
      if (isSelf || this.target.resource(to) || this.target.brokenResource(to)) {
        continue;
      }
      if (!unmet.has(refKey(to)) && !before.has(identity(reference))) {
        unmet.set(refKey(to), reference);
      }
    }
    return [...unmet.values()];
  }

  private async hashRequired({ resource }: Draft): Promise<void> {
    const { codec } = this.target;
    for (const required of resource.requires) {
      const { type, sha256 } = required;
      const needed = this.target.resource(required);
      if (sha256 === undefined || !needed || !codec || this.hashes.has(refKey(required))) {
        continue;
      }
      // A file that is what was required byte for byte is canonical.
      const isSame = needed.sha256 === sha256;
      this.hashes.set(
        refKey(required),
        isSame ? sha256 : await canonicalHash(codec, type, needed.definition),
      );
    }
  }
}
