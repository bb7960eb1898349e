import { canonicalHash, reliedOnHash } from "../environment/canonicalHash";
import type { Environment } from "../environment/environment";
import type { Requirement } from "../package/manifest";
import { giveWay, type Pacer } from "../ports";
import { refKey, resourceTypeOf } from "../resources/registry";
import { RefSet } from "../resources/refSet";
import type { Definition, Reference, ResourceRef } from "../resources/resourceType";
import type { Draft } from "./draft";
import type { Provider, TargetConditions } from "./targetConditions";

/** What the resources of one plan need of others, as far as it doesn't depend on which of them are blocked. */
export interface Needs {
  /** What a resource needs that it didn't need before and that the target lacks; a reference for each of them. */
  unmet(draft: Draft): UnmetNeeds;
  /** Who in the workspace has a resource that is in neither package nor target; undefined when that wasn't looked up. */
  providersOf(ref: ResourceRef): readonly Provider[] | undefined;
  /** How what a resource of the package requires, and the package leaves out, compares with what the target has of it. */
  likenessInTarget(required: Requirement): Likeness;
}

/**
 * - *same*: what is relied on in it is what the source had, or there is nothing to compare;
 * - *differs*: it isn't;
 * - *unknown*: the definitions differ, and the package doesn't say in what.
 */
export type Likeness = "same" | "differs" | "unknown";

/** Whether a resource would be created or changed, unless something blocks it. */
export function isBringing({ after, target, changes }: Draft): boolean {
  return after !== undefined && (!target || changes.length > 0);
}

/**
 * What a resource needs that it didn't need before and that the target lacks. Only the names are held, since there can be millions; the
 * references are found again by whoever asks for them, one for each name.
 */
export class UnmetNeeds implements Iterable<Reference> {
  private readonly refs = new RefSet();
  private readonly definition: Definition | undefined;
  private readonly references: (definition: Definition) => Iterable<Reference>;

  constructor({ ref, after, target }: Draft, environment: Environment) {
    const type = resourceTypeOf(ref);
    this.references = (definition) => type.references(definition);
    this.definition = after === target?.definition ? undefined : after;
    const isMet = (to: ResourceRef): boolean =>
      (to.type === ref.type && to.name === ref.name) ||
      environment.resource(to) !== undefined ||
      environment.brokenResource(to) !== undefined;
    const before = new Set<string>();
    for (const reference of this.definition && target ? type.references(target.definition) : []) {
      if (!isMet(reference.to)) {
        before.add(useOf(reference));
      }
    }
    for (const reference of this.definition ? type.references(this.definition) : []) {
      if (!isMet(reference.to) && !(before.size > 0 && before.has(useOf(reference)))) {
        this.refs.add(reference.to);
      }
    }
  }

  has(ref: ResourceRef): boolean {
    return this.refs.has(ref);
  }

  *[Symbol.iterator](): Iterator<Reference> {
    if (!this.definition || this.refs.size === 0) {
      return;
    }
    const given = new RefSet();
    for (const reference of this.references(this.definition)) {
      if (this.refs.has(reference.to) && given.add(reference.to)) {
        yield reference;
      }
    }
  }
}

function useOf({ to, from }: Reference): string {
  return `${from} ${refKey(to)}`;
}

/** Finds what drafts need. Remembers between plans what depends on nothing else than one draft and the target. */
export class NeedFinder {
  private readonly unmet = new WeakMap<Draft, UnmetNeeds>();
  private readonly likeness = new Map<string, Likeness>();

  constructor(private readonly target: Environment) {}

  /** Asks for providers once, and only when there is something that neither the drafts nor the target have. */
  async find(
    drafts: ReadonlyMap<string, Draft>,
    conditions: Pick<TargetConditions, "findProviders">,
    pacer: Pacer,
  ): Promise<Needs> {
    const missing = new RefSet();
    for (const draft of drafts.values()) {
      if (isBringing(draft)) {
        for (const { to } of this.unmetOf(draft)) {
          if (!drafts.has(refKey(to))) {
            missing.add(to);
          }
          if (pacer.isDue()) {
            await pacer.pause();
          }
        }
        await this.compareRequired(draft);
      }
      await giveWay(pacer);
    }
    const providers = missing.size > 0 ? await conditions.findProviders([...missing]) : undefined;
    return {
      unmet: (draft) => this.unmetOf(draft),
      providersOf: (ref) => providers?.get(refKey(ref)),
      likenessInTarget: (required) => this.likeness.get(likenessKey(required)) ?? "same",
    };
  }

  private unmetOf(draft: Draft): UnmetNeeds {
    const known = this.unmet.get(draft);
    if (known) {
      return known;
    }
    const found = new UnmetNeeds(draft, this.target);
    this.unmet.set(draft, found);
    return found;
  }

  private async compareRequired({ resource }: Draft): Promise<void> {
    for (const required of resource.requires) {
      const key = likenessKey(required);
      if (!this.likeness.has(key)) {
        this.likeness.set(key, await this.compare(required));
      }
    }
  }

  private async compare(required: Requirement): Promise<Likeness> {
    const { type, sha256, reliedOnSha256 } = required;
    const needed = this.target.resource(required);
    const { codec } = this.target;
    // A file that is what was required byte for byte is canonical.
    if (sha256 === undefined || !needed || !codec || needed.sha256 === sha256) {
      return "same";
    }
    const reliedOn = await reliedOnHash(codec, type, needed.definition);
    if (reliedOn === undefined) {
      return "same";
    }
    if (reliedOnSha256 !== undefined) {
      return reliedOn === reliedOnSha256 ? "same" : "differs";
    }
    return (await canonicalHash(codec, type, needed.definition)) === sha256 ? "same" : "unknown";
  }
}

function likenessKey(required: Requirement): string {
  return `${refKey(required)} ${required.sha256} ${required.reliedOnSha256}`;
}
