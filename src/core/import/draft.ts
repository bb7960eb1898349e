import { compareSteps } from "../compare/compare";
import type { Environment, LoadedResource } from "../environment/environment";
import type { PackageResource } from "../package/package";
import type { Pacer } from "../ports";
import { definitionPath, resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import type { Base } from "./base";
import type { Finding } from "./finding";
import { resultSteps } from "./resultOf";
import type { Found, ImportSubject } from "./rules/rule";
import { resourceRules } from "./rules";
import { doPaced } from "../steps";
import type { SetupAction } from "./setupAction";
import { ToldFindings } from "./tellFindings";

/** One resource of a plan in the making: what can be told of it without looking at the others. */
export interface Draft {
  readonly ref: ResourceRef;
  readonly resource: PackageResource;
  readonly action: SetupAction;
  readonly file: string;
  readonly target: LoadedResource | undefined;
  readonly after: Definition | undefined;
  readonly changes: ImportSubject["changes"];
  readonly base: Base | undefined;
  readonly findings: readonly Finding[];
}

/** What is known of earlier imports of a resource. */
export type Past = Pick<ImportSubject, "base" | "renamedFrom">;

/** Works out what becomes of one resource. Gives way while it does: a single one can have hundreds of thousands of parts. */
export async function draft(
  resource: PackageResource,
  action: SetupAction,
  target: Environment,
  { base, renamedFrom }: Past,
  { mostTold, pacer }: { readonly mostTold: number; readonly pacer: Pacer },
): Promise<Draft> {
  const { ref } = resource;
  const current = target.resource(ref);
  const file = current?.file ?? `${target.header.folder}/${definitionPath(ref)}`;
  const common = { ref, resource, action, file, target: current, base };
  if (action === "skip") {
    return { ...common, after: undefined, changes: [], findings: [] };
  }
  const brokenTarget = target.brokenResource(ref);
  const caseTwin = target.twinOf(ref);
  const after =
    brokenTarget || caseTwin ? undefined : await doPaced(resultSteps(resource, current, action), pacer);
  const before = current?.definition;
  const changes =
    before && after && before !== after
      ? await doPaced(compareSteps(resourceTypeOf(ref).layout, before, after), pacer)
      : [];
  const subject: ImportSubject = {
    resource,
    action,
    incoming: resource.definition,
    target: current,
    brokenTarget,
    caseTwin,
    after,
    changes,
    base,
    renamedFrom,
  };
  const findings = new ToldFindings(`${resource.displayName} (${ref.name})`, mostTold);
  await findings.take(foundOf(subject), pacer);
  return { ...common, after, changes, findings: findings.all() };
}

function* foundOf(subject: ImportSubject): Iterable<Found> {
  for (const rule of resourceRules) {
    yield* rule.check(subject);
  }
}
