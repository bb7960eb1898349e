import { refKey, resourceTypeOf } from "../../resources/registry";
import type { Definition, Reference, ResourceRef } from "../../resources/resourceType";
import type { Draft } from "../draft";
import type { Finding } from "../finding";
import type { ResultingEnvironment } from "./resultingEnvironment";

/** What one resource needs and will not find in the target. References that it had before are left out. */
export function checkDependencies(draft: Draft, after: Definition, result: ResultingEnvironment): Finding[] {
  if (after === draft.target?.definition) {
    return [];
  }
  const type = resourceTypeOf(draft.ref);
  const identity = ({ to, from }: Reference): string => `${from} ${refKey(to)}`;
  const before = new Set(draft.target ? type.references(draft.target.definition).map(identity) : []);
  const findings: Finding[] = [];
  const seen = new Set([refKey(draft.ref)]);
  for (const reference of type.references(after)) {
    const key = refKey(reference.to);
    if (seen.has(key) || before.has(identity(reference)) || isAvailable(reference.to, result)) {
      continue;
    }
    seen.add(key);
    findings.push(missing(draft, reference, result));
  }
  return findings;
}

function isAvailable(ref: ResourceRef, result: ResultingEnvironment): boolean {
  return result.find(ref) !== undefined || result.target.brokenResource(ref) !== undefined;
}

function missing(draft: Draft, { to, via }: Reference, result: ResultingEnvironment): Finding {
  const name = `${draft.resource.displayName} (${draft.ref.name})`;
  const needed = `the ${to.type} ${to.name}`;
  const provider = result.draftOf(to);
  const common = {
    severity: "error" as const,
    places: [{ side: "package" as const, entry: draft.resource.path, path: [] }],
    resolvedBy: ["skip" as const],
  };
  if (!provider) {
    return {
      ...common,
      rule: "dependency-missing",
      message: `${name} needs ${needed} for "${via}", which neither the package brings nor the target has. Bring it into the target first, or skip ${draft.resource.displayName}.`,
    };
  }
  const [why, step] =
    provider.action === "skip"
      ? ["is set to Skip", "Choose another action for it"]
      : ["can't be imported itself", "Resolve its errors first"];
  return {
    ...common,
    rule: "dependency-skipped",
    message: `${name} needs ${needed} for "${via}", which ${why} and isn't in the target. ${step}, or skip ${draft.resource.displayName} too.`,
  };
}
