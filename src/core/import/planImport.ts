import type { Environment } from "../environment/environment";
import { findLosses } from "../environment/findLosses";
import type { Package } from "../package/package";
import type { Pacer } from "../ports";
import { refKey, resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import { foldCase } from "../text";
import { draft, type Draft } from "./draft";
import type { Finding } from "./finding";
import type { ImportPlan, PlanItem, PlannedOutcome } from "./importPlan";
import { importRules } from "./rules";
import { checkRewriting } from "./rules/rewriting";
import { checkDependent, checkResult, type ResultingEnvironment } from "./rules/context";
import type { SetupAction } from "./setupAction";

/** The action that whoever imports chose for a resource; undefined leaves it to the package. */
export type SetupChoice = (ref: ResourceRef) => SetupAction | undefined;

/**
 * Works out what importing a package would do, with every finding in one pass. Writes nothing: the same package,
 * environment and choices give the same plan. Rejects only when the pacer's job is cancelled.
 */
export async function planImport(
  pkg: Package,
  target: Environment,
  choice: SetupChoice,
  pacer: Pacer,
): Promise<ImportPlan> {
  const twins = new CaseTwins(target);
  const drafts = new Map<string, Draft>();
  for (const resource of pkg.resources) {
    const action = choice(resource.ref) ?? resource.setup;
    drafts.set(refKey(resource.ref), draft(resource, action, target, twins.of(resource.ref)));
    if (pacer.isDue()) {
      await pacer.pause();
    }
  }

  // Before the resources are looked at together: what can't be written again isn't there for those that need it.
  const rewritten = [...drafts].filter(([, item]) => item.changes.length > 0);
  const losses = await findLosses(
    target,
    rewritten.map(([, item]) => item.file),
    pacer,
  );
  for (const [key, item] of rewritten) {
    const found = checkRewriting(item, losses.get(item.file));
    if (found.length > 0) {
      drafts.set(key, { ...item, findings: [...item.findings, ...found] });
    }
  }

  const contextFindings = await new Result(target, drafts).settle(pacer);
  const items = [...drafts].map(([key, item]): PlanItem => {
    const findings = [...item.findings, ...(contextFindings.get(key) ?? [])];
    return {
      ref: item.ref,
      resource: item.resource,
      action: item.action,
      outcome: outcomeOf(item, findings),
      file: item.file,
      before: item.target?.definition,
      after: item.after,
      changes: item.changes,
      findings,
    };
  });
  return {
    package: pkg,
    environment: { name: target.name, displayName: target.displayName },
    items,
    findings: importRules.flatMap((rule) => rule.check(pkg, target)),
    preexisting: target.problems,
  };
}

function outcomeOf(item: Draft, findings: readonly Finding[]): PlannedOutcome {
  if (item.action === "skip") {
    return "skip";
  }
  if (findings.some((finding) => finding.severity === "error")) {
    return "blocked";
  }
  if (!item.target) {
    return "create";
  }
  return item.changes.length === 0 ? "unchanged" : "update";
}

/** Finds resources of the target whose name is the same but for letter case. */
class CaseTwins {
  private readonly byFoldedName = new Map<string, ResourceRef>();

  constructor(private readonly target: Environment) {
    for (const { ref } of [...target.resources, ...target.broken]) {
      this.byFoldedName.set(foldCase(refKey(ref)), ref);
    }
  }

  of(ref: ResourceRef): ResourceRef | undefined {
    if (this.target.resource(ref) || this.target.brokenResource(ref)) {
      return undefined;
    }
    return this.byFoldedName.get(foldCase(refKey(ref)));
  }
}

/** The target as the import would leave it, while it is being worked out which resources can't be imported. */
class Result implements ResultingEnvironment {
  private readonly blocked = new Set<string>();

  constructor(
    readonly target: Environment,
    private readonly drafts: ReadonlyMap<string, Draft>,
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
  async settle(pacer: Pacer): Promise<Map<string, Finding[]>> {
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
    for (const bystander of this.target.resources) {
      const own = this.draftOf(bystander.ref);
      if (own && !this.isBlocked(bystander.ref) && own.changes.length > 0) {
        continue;
      }
      const causes = new Set(
        resourceTypeOf(bystander.ref)
          .references(bystander.definition)
          .map(({ to }) => refKey(to))
          .filter((key) => this.isBringing(key)),
      );
      for (const key of causes) {
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
    return item?.after !== undefined && !this.blocked.has(key) && (!item.target || item.changes.length > 0);
  }
}
