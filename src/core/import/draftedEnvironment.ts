import type { Environment, LoadedResource } from "../environment/environment";
import { giveWay, type Pacer } from "../ports";
import { refKey, resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import { foldCase } from "../text";
import type { Draft } from "./draft";
import type { Finding } from "./finding";
import { isBringing, type Needs } from "./needs";
import { checkBystander, checkResult, isBroken } from "./rules/context";
import { resultOf } from "./resultOf";
import type { ResultingEnvironment } from "./rules/resultingEnvironment";
import type { SetupAction } from "./setupAction";
import { ToldFindings } from "./tellFindings";

/** A draft to be looked at: whole, or only what it has to do with one resource that isn't there as it was to be. */
interface Due {
  readonly draft: Draft;
  readonly using?: ResourceRef;
}

/** The target as the import would leave it, while it is being worked out which resources can't be imported. */
export class DraftedEnvironment implements ResultingEnvironment {
  /** In which round each resource turned out to be blocked; 0 for those that are by themselves. */
  private readonly blockedIn = new Map<string, number>();
  private foldedDrafts: ReadonlyMap<string, Draft> | undefined;
  private readonly tried = new Map<string, Definition | undefined>();

  constructor(
    readonly target: Environment,
    private readonly drafts: ReadonlyMap<string, Draft>,
    /** Keys of what each resource of the target needs of the package, in the target's order. */
    private readonly targetNeeds: readonly (readonly string[])[],
    readonly needs: Needs,
    /** How many findings of one kind are told of each resource. */
    private readonly mostTold: number,
  ) {
    for (const [key, item] of drafts) {
      if (item.findings.some((finding) => finding.severity === "error")) {
        this.blockedIn.set(key, 0);
      }
    }
  }

  find(ref: ResourceRef): Definition | undefined {
    return this.findWhere(ref, this.isBlocked(ref));
  }

  twinOf(ref: ResourceRef): ReturnType<ResultingEnvironment["twinOf"]> {
    const inTarget = this.target.twinOf(ref);
    if (inTarget) {
      return { ref: inTarget.ref, side: "target" };
    }
    this.foldedDrafts ??= new Map([...this.drafts].map(([key, draft]) => [foldCase(key), draft]));
    const inPackage = this.foldedDrafts.get(foldCase(refKey(ref)));
    return inPackage && inPackage.ref.name !== ref.name ? { ref: inPackage.ref, side: "package" } : undefined;
  }

  draftOf(ref: ResourceRef): Draft | undefined {
    return this.drafts.get(refKey(ref));
  }

  isBlocked(ref: ResourceRef): boolean {
    return this.blockedIn.has(refKey(ref));
  }

  resultWith({ ref, resource, target }: Draft, action: SetupAction): Definition | undefined {
    if (action === "skip") {
      return target?.definition;
    }
    const key = `${action} ${refKey(ref)}`;
    if (!this.tried.has(key)) {
      this.tried.set(key, resultOf(resource, target, action));
    }
    return this.tried.get(key);
  }

  /**
   * Checks each resource against all others: first which of them are blocked, then what there is to say of each. One that turns out to be
   * blocked isn't there for those that need it, so that they are looked at again, but only what they have to do with it. Who is blocked
   * already isn't: of two that need each other it would only name the second as the reason for the first.
   */
  async settle(pacer: Pacer): Promise<Map<string, Finding[]>> {
    const onBystanders = await this.findBlocked(pacer);
    const findings = new Map<string, Finding[]>();
    for (const [key, draft] of this.drafts) {
      const told = this.toldOf(draft);
      await told.take(checkResult(draft, this.asSeenBy(key)), pacer);
      findings.set(key, [...told.all(), ...(onBystanders.get(key)?.all() ?? [])]);
    }
    return findings;
  }

  /** Works out which resources are blocked. Gives what those that are changed would break in others of the target. */
  private async findBlocked(pacer: Pacer): Promise<ReadonlyMap<string, ToldFindings>> {
    const onBystanders = new Map<string, ToldFindings>();
    let neededBy: ReadonlyMap<string, readonly Draft[]> | undefined;
    let due: Iterable<Due> = [...this.drafts.values()].map((draft) => ({ draft }));
    let bystanders: Iterable<LoadedResource> | undefined = this.bystanders();
    /** Resources of the target that aren't changed after all. */
    let staying: LoadedResource[] = [];
    for (let round = 1; ; round++) {
      const newlyBlocked = await this.checkRound(due, pacer);
      if (newlyBlocked.size === 0) {
        await this.checkBystanders(bystanders ?? staying, onBystanders, newlyBlocked, pacer);
        bystanders = undefined;
        staying = [];
      }
      if (newlyBlocked.size === 0) {
        return onBystanders;
      }
      neededBy ??= await this.indexNeeds(pacer);
      const next: Due[] = [];
      for (const draft of newlyBlocked) {
        this.blockedIn.set(refKey(draft.ref), round);
        for (const user of neededBy.get(refKey(draft.ref)) ?? []) {
          next.push({ draft: user, using: draft.ref });
        }
        if (!bystanders && draft.target) {
          staying.push(draft.target);
        }
      }
      due = next;
    }
  }

  /** Those of some drafts that aren't blocked and have to be. */
  private async checkRound(round: Iterable<Due>, pacer: Pacer): Promise<Set<Draft>> {
    const newlyBlocked = new Set<Draft>();
    for (const { draft, using } of round) {
      if (!this.isBlocked(draft.ref) && !newlyBlocked.has(draft) && isBroken(draft, this, using)) {
        newlyBlocked.add(draft);
      }
      await giveWay(pacer);
    }
    return newlyBlocked;
  }

  /** For each resource of the package, those of the package that need it. */
  private async indexNeeds(pacer: Pacer): Promise<ReadonlyMap<string, readonly Draft[]>> {
    const neededBy = new Map<string, Draft[]>();
    for (const draft of this.drafts.values()) {
      const { ref, after } = draft;
      for (const { to } of after ? resourceTypeOf(ref).references(after) : []) {
        const needed = refKey(to);
        const users = neededBy.get(needed);
        if (users?.at(-1) !== draft && this.drafts.has(needed)) {
          neededBy.set(needed, users ?? []);
          neededBy.get(needed)?.push(draft);
        }
        if (pacer.isDue()) {
          await pacer.pause();
        }
      }
    }
    return neededBy;
  }

  /** The resources of the target that stay as they are and need one that may change. */
  private *bystanders(): Iterable<LoadedResource> {
    for (const [index, resource] of this.target.resources.entries()) {
      const own = this.draftOf(resource.ref);
      const isChanged = own && !this.isBlocked(resource.ref) && own.changes.length > 0;
      if (!isChanged && this.targetNeeds[index]?.some((key) => this.isBringing(key))) {
        yield resource;
      }
    }
  }

  /** What would break in a bystander is found by the changing resource that alone would break it: there it can be resolved. */
  private async checkBystanders(
    bystanders: Iterable<LoadedResource>,
    findings: Map<string, ToldFindings>,
    newlyBlocked: Set<Draft>,
    pacer: Pacer,
  ): Promise<void> {
    for (const bystander of bystanders) {
      for (const { cause, found } of checkBystander(bystander, this)) {
        const key = refKey(cause.ref);
        const told = findings.get(key) ?? this.toldOf(cause);
        findings.set(key, told);
        told.add(found);
        if (found.severity === "error") {
          newlyBlocked.add(cause);
        }
        if (pacer.isDue()) {
          await pacer.pause();
        }
      }
      await giveWay(pacer);
    }
  }

  /** Whether a resource of the package is about to be created or changed. */
  private isBringing(key: string): boolean {
    const item = this.drafts.get(key);
    return item !== undefined && isBringing(item) && !this.blockedIn.has(key);
  }

  private findWhere(ref: ResourceRef, isBlocked: boolean): Definition | undefined {
    return (isBlocked ? undefined : this.draftOf(ref)?.after) ?? this.target.find(ref);
  }

  private toldOf({ ref, resource }: Draft): ToldFindings {
    return new ToldFindings(`${resource.displayName} (${ref.name})`, this.mostTold);
  }

  /** The result as it was when a resource turned out to be blocked: what came to be blocked later has no part in that. */
  private asSeenBy(key: string): ResultingEnvironment {
    const round = this.blockedIn.get(key);
    if (round === undefined) {
      return this;
    }
    const isBlocked = (ref: ResourceRef): boolean =>
      (this.blockedIn.get(refKey(ref)) ?? Infinity) < Math.max(1, round);
    return {
      target: this.target,
      needs: this.needs,
      twinOf: (ref) => this.twinOf(ref),
      draftOf: (ref) => this.draftOf(ref),
      resultWith: (draft, action) => this.resultWith(draft, action),
      isBlocked,
      find: (ref) => this.findWhere(ref, isBlocked(ref)),
    };
  }
}
