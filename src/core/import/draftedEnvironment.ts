import type { Environment } from "../environment/environment";
import type { Pacer } from "../ports";
import { refKey, resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import type { Draft } from "./draft";
import type { Finding } from "./finding";
import { isBringing, type Needs } from "./needs";
import { checkDependent, checkResult } from "./rules/context";
import type { ResultingEnvironment } from "./rules/resultingEnvironment";
import type { TargetConditions } from "./targetConditions";

/** The target as the import would leave it, while it is being worked out which resources can't be imported. */
export class DraftedEnvironment implements ResultingEnvironment {
  private readonly blocked = new Set<string>();

  constructor(
    readonly target: Environment,
    private readonly drafts: ReadonlyMap<string, Draft>,
    /** Keys of what each resource of the target needs, in the target's order. */
    private readonly targetNeeds: readonly (readonly string[])[],
    readonly needs: Needs,
  ) {
    for (const [key, item] of drafts) {
      if (item.findings.some((finding) => finding.severity === "error")) {
        this.blocked.add(key);
      }
    }
  }

  find(ref: ResourceRef): Definition | undefined {
    const item = this.draftOf(ref);
    return (item && !this.isBlocked(ref) ? item.after : undefined) ?? this.target.find(ref);
  }

  draftOf(ref: ResourceRef): Draft | undefined {
    return this.drafts.get(refKey(ref));
  }

  isBlocked(ref: ResourceRef): boolean {
    return this.blocked.has(refKey(ref));
  }

  /**
   * Checks each resource against all others, in rounds. One that turns out to be blocked isn't there for those that need
   * it, so that they are looked at again in the next round. Who is blocked already isn't: of two that need each other it
   * would only name the second as the reason for the first.
   */
  async settle(_conditions: TargetConditions, pacer: Pacer): Promise<Map<string, Finding[]>> {
    const findings = new Map<string, Finding[]>();
    let neededBy: Map<string, string[]> | undefined;
    let round: Iterable<string> = this.drafts.keys();
    for (;;) {
      const newlyBlocked = await this.checkRound(round, findings, pacer);
      if (newlyBlocked.length === 0) {
        const onBystanders = await this.checkBystanders(pacer);
        newlyBlocked.push(...[...onBystanders.keys()].filter((key) => !this.blocked.has(key)));
        onBystanders.forEach((found, key) => findings.set(key, [...(findings.get(key) ?? []), ...found]));
      }
      if (newlyBlocked.length === 0) {
        return findings;
      }
      newlyBlocked.forEach((key) => this.blocked.add(key));
      neededBy ??= await this.indexNeeds(pacer);
      const dependants = newlyBlocked.flatMap((key) => neededBy?.get(key) ?? []);
      round = new Set(dependants.filter((key) => !this.blocked.has(key)));
    }
  }

  /** Notes the findings on some resources; gives those that are blocked by them and weren't before. */
  private async checkRound(
    round: Iterable<string>,
    findings: Map<string, Finding[]>,
    pacer: Pacer,
  ): Promise<string[]> {
    const newlyBlocked: string[] = [];
    for (const key of round) {
      const found = checkResult(this.drafts.get(key)!, this);
      findings.set(key, found);
      if (!this.blocked.has(key) && found.some((finding) => finding.severity === "error")) {
        newlyBlocked.push(key);
      }
      if (pacer.isDue()) {
        await pacer.pause();
      }
    }
    return newlyBlocked;
  }

  /** For each resource of the package, those of the package that need it. */
  private async indexNeeds(pacer: Pacer): Promise<Map<string, string[]>> {
    const neededBy = new Map<string, string[]>();
    for (const [key, { ref, after }] of this.drafts) {
      for (const { to } of after ? resourceTypeOf(ref).references(after) : []) {
        const needed = refKey(to);
        if (!this.drafts.has(needed)) {
          continue;
        }
        const dependants = neededBy.get(needed);
        if (dependants) {
          dependants.push(key);
        } else {
          neededBy.set(needed, [key]);
        }
      }
      if (pacer.isDue()) {
        await pacer.pause();
      }
    }
    return neededBy;
  }

  /**
   * Looks at the resources of the target that stay as they are but need one that changes. What would break in them is
   * found by the changing resource that alone would break it: there it can be resolved.
   */
  private async checkBystanders(pacer: Pacer): Promise<Map<string, Finding[]>> {
    const findings = new Map<string, Finding[]>();
    for (const [index, bystander] of this.target.resources.entries()) {
      const own = this.draftOf(bystander.ref);
      if (own && !this.isBlocked(bystander.ref) && own.changes.length > 0) {
        continue;
      }
      for (const key of this.targetNeeds[index] ?? []) {
        if (!this.isBringing(key)) {
          continue;
        }
        const broken = checkDependent(this.drafts.get(key)!, bystander, this.target);
        if (broken.length > 0) {
          findings.set(key, [...(findings.get(key) ?? []), ...broken]);
        }
      }
      if (pacer.isDue()) {
        await pacer.pause();
      }
    }
    return findings;
  }

  /** Whether a resource of the package is about to be created or changed. */
  private isBringing(key: string): boolean {
    const item = this.drafts.get(key);
    return item !== undefined && isBringing(item) && !this.blocked.has(key);
  }
}
