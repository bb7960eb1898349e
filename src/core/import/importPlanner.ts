import type { Environment } from "../environment/environment";
import { findLosses } from "../environment/findLosses";
import type { ImportHistory } from "../history/importHistory";
import type { Package, PackageResource } from "../package/package";
import { giveWay, type Pacer } from "../ports";
import { refKey, resourceTypeOf } from "../resources/registry";
import type { ResourceRef } from "../resources/resourceType";
import { printable } from "../text";
import { findBases } from "./base";
import { draft, type Draft, type Past } from "./draft";
import { DraftedEnvironment } from "./draftedEnvironment";
import type { Finding } from "./finding";
import type { ImportPlan, PlanItem, PlannedOutcome } from "./importPlan";
import { PlaceLocator } from "./locatePlaces";
import { NeedFinder } from "./needs";
import { findMended } from "./preexisting";
import { findRenames } from "./resourcesGivenUp";
import { importRules } from "./rules";
import { checkRewriting } from "./rules/rewriting";
import { checkUnsaved } from "./rules/unsavedChanges";
import type { SetupAction } from "./setupAction";
import { noConditions, type TargetConditions } from "./targetConditions";
import { mostToldOf } from "./tellFindings";
import { WriteObstacles } from "./writeObstacles";

/** The action that whoever imports chose for a resource; undefined leaves it to the package. */
export type SetupChoice = (ref: ResourceRef) => SetupAction | undefined;

/** What doesn't depend on the choices, but on what is known of earlier imports. */
interface Prepared {
  readonly history: ImportHistory;
  readonly pasts: Promise<(ref: ResourceRef) => Past>;
  /** Drafts by key and action. */
  readonly drafts: Map<string, Draft>;
}

/**
 * Plans the import of one package into one state of an environment, for one set of choices after another. What doesn't depend on
 * the choices is worked out once, so that the next plan costs a fraction of the first.
 */
export class ImportPlanner {
  private readonly resources: readonly PackageResource[];
  private prepared: Prepared | undefined;
  /** What files would lose by being written again, as far as that was looked at; undefined where that is nothing. */
  private readonly losses = new Map<string, string | undefined>();
  private readonly obstacles = new WriteObstacles();
  private readonly needs: NeedFinder;
  private readonly places: PlaceLocator;
  private readonly mostTold: number;
  private targetNeeds: (readonly string[])[] | undefined;
  /** Items of drafts on which the other resources have no influence. */
  private readonly settled = new WeakMap<Draft, PlanItem>();

  constructor(
    private readonly pkg: Package,
    private readonly target: Environment,
  ) {
    this.resources = pkg.resources.map(withShortName);
    this.needs = new NeedFinder(target);
    this.places = new PlaceLocator(target.fs);
    this.mostTold = mostToldOf(pkg.resources.length);
  }

  /** As `planImport`. Two plans share the items that are the same in both. */
  async plan(
    choice: SetupChoice,
    pacer: Pacer,
    knownConditions: Partial<TargetConditions> = noConditions,
  ): Promise<ImportPlan> {
    const conditions: TargetConditions = { ...noConditions, ...knownConditions };
    const { pastOf, drafts: knownDrafts } = await this.prepare(conditions, pacer);
    const drafts = new Map<string, Draft>();
    for (const resource of this.resources) {
      const action = choice(resource.ref) ?? resource.setup;
      const key = refKey(resource.ref);
      drafts.set(key, await this.draftOf(resource, action, pastOf(resource.ref), knownDrafts, pacer));
    }
    await this.checkWriting(drafts, conditions, pacer);
    this.targetNeeds ??= await this.findTargetNeeds(drafts, pacer);
    const needs = await this.needs.find(drafts, conditions, pacer);
    const result = new DraftedEnvironment(this.target, drafts, this.targetNeeds, needs, this.mostTold);
    const contextFindings = await result.settle(pacer);
    const items: PlanItem[] = [];
    for (const [key, item] of drafts) {
      items.push(this.itemOf(item, contextFindings.get(key) ?? []));
      await giveWay(pacer);
    }
    const { staying, mended } = await findMended(this.target, result, pacer);
    return {
      package: this.pkg,
      environment: { name: this.target.name, displayName: this.target.displayName },
      items: await this.places.locate(items, pacer),
      findings: importRules.flatMap((rule) => rule.check(this.pkg, this.target, conditions)).map(shown),
      preexisting: staying,
      mended,
    };
  }

  /** What another plan was about to work out when it was cancelled is begun anew. */
  private async prepare(
    conditions: TargetConditions,
    pacer: Pacer,
  ): Promise<{ readonly pastOf: (ref: ResourceRef) => Past; readonly drafts: Map<string, Draft> }> {
    for (;;) {
      const known = this.prepared;
      const prepared = this.preparedFor(conditions, pacer);
      try {
        return { pastOf: await prepared.pasts, drafts: prepared.drafts };
      } catch (error) {
        if (prepared !== known || pacer.isCancelled()) {
          throw error;
        }
      }
    }
  }

  private preparedFor(conditions: TargetConditions, pacer: Pacer): Prepared {
    if (this.prepared?.history === conditions.history) {
      return this.prepared;
    }
    const pasts = this.findPasts(conditions, pacer);
    const prepared: Prepared = { history: conditions.history, pasts, drafts: new Map() };
    this.prepared = prepared;
    pasts.catch(() => {
      // The plan that waits for them fails; the next one asks again.
      if (this.prepared === prepared) {
        this.prepared = undefined;
      }
    });
    return prepared;
  }

  private async findPasts(conditions: TargetConditions, pacer: Pacer): Promise<(ref: ResourceRef) => Past> {
    const bases = await findBases(this.pkg, this.target, conditions, pacer);
    const renames = findRenames(this.pkg, this.target, conditions.history);
    return (ref) => ({ base: bases.get(refKey(ref)), renamedFrom: renames.get(refKey(ref)) });
  }

  private async draftOf(
    resource: PackageResource,
    action: SetupAction,
    past: Past,
    drafts: Map<string, Draft>,
    pacer: Pacer,
  ): Promise<Draft> {
    const key = `${action} ${refKey(resource.ref)}`;
    const known = drafts.get(key);
    if (known) {
      return known;
    }
    const made = await draft(resource, action, this.target, past, {
      mostTold: this.mostTold,
      pacer,
    });
    drafts.set(key, made);
    return made;
  }

  /** Before the resources are looked at together: what can't be written isn't there for those that need it. */
  private async checkWriting(
    drafts: Map<string, Draft>,
    conditions: TargetConditions,
    pacer: Pacer,
  ): Promise<void> {
    const unknown = [...drafts.values()]
      .filter(({ file, changes }) => changes.length > 0 && !this.losses.has(file))
      .map(({ file }) => file);
    const found = await findLosses(this.target, unknown, pacer);
    unknown.forEach((file) => this.losses.set(file, found.get(file)));
    const isWritten = ({ after, target, changes }: Draft): boolean =>
      after !== undefined && (!target || changes.length > 0);
    await this.obstacles.lookAt([...drafts.values()].filter(isWritten), conditions);
    for (const [key, item] of drafts) {
      const findings = isWritten(item)
        ? [
            ...checkRewriting(item, this.losses.get(item.file)),
            ...this.obstacles.check(item),
            ...checkUnsaved(item, conditions.unsavedFiles),
          ]
        : [];
      if (findings.length > 0) {
        drafts.set(key, { ...item, findings: [...item.findings, ...findings] });
      }
    }
  }

  /** Keys of what each resource of the target needs of the package, in the target's order. */
  private async findTargetNeeds(
    packed: ReadonlyMap<string, unknown>,
    pacer: Pacer,
  ): Promise<(readonly string[])[]> {
    const needs: (readonly string[])[] = [];
    for (const { ref, definition } of this.target.resources) {
      const keys = new Set<string>();
      for (const { to } of resourceTypeOf(ref).references(definition)) {
        const key = refKey(to);
        if (packed.has(key)) {
          keys.add(key);
        }
        if (pacer.isDue()) {
          await pacer.pause();
        }
      }
      needs.push([...keys]);
    }
    return needs;
  }

  private itemOf(item: Draft, contextFindings: readonly Finding[]): PlanItem {
    const known = contextFindings.length === 0 ? this.settled.get(item) : undefined;
    if (known) {
      return known;
    }
    const findings = [...item.findings, ...contextFindings].map(shown);
    const made: PlanItem = {
      ref: item.ref,
      resource: item.resource,
      action: item.action,
      outcome: outcomeOf(item, findings),
      file: item.file,
      before: item.target?.definition,
      after: item.after,
      changes: item.changes,
      base: item.base,
      findings,
    };
    if (contextFindings.length === 0) {
      this.settled.set(item, made);
    }
    return made;
  }
}

/** How much of a display name is told: it stands in every sentence about its resource, and in those about what needs that. */
const longestName = 200;

function withShortName(resource: PackageResource): PackageResource {
  const displayName = printable(resource.displayName, longestName);
  return displayName.length === resource.displayName.length ? resource : { ...resource, displayName };
}

/** Display names and values can be of any length and hold anything; a message is one line that can be read. */
function shown(finding: Finding): Finding {
  const message = printable(finding.message);
  return message === finding.message ? finding : { ...finding, message };
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
