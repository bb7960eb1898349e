import type { Reference, ResourceRef } from "../../resources/resourceType";
import { list } from "../../text";
import type { Draft } from "../draft";
import type { Finding, Step } from "../finding";
import type { Needs } from "../needs";
import type { Provider } from "../targetConditions";
import { draftName, draftPlace } from "./places";
import type { ResultingEnvironment } from "./resultingEnvironment";

/**
 * Neither the package brings what a resource needs, nor the target has it. Names every place of the workspace where it can be had.
 * `missing` is all that the resource misses, to be exported at once where one environment has it.
 */
export function dependencyMissing(
  draft: Draft,
  { to, via }: Reference,
  missing: readonly Reference[],
  { needs }: ResultingEnvironment,
): Finding {
  const providers = needs.providersOf(to);
  const { displayName } = draft.resource;
  const refs = missing.map((reference) => reference.to);
  return {
    rule: "dependency-missing",
    severity: "error",
    message: `${draftName(draft)} needs the ${to.type} ${to.name} for "${via}", which neither the package brings nor the target has. ${whereToGet(to, displayName, providers)}`,
    places: [draftPlace(draft)],
    resolvedBy: ["skip"],
    ...(providers && {
      steps: providers.map((provider) => stepTo(provider, refs, needs)),
    }),
  };
}

function whereToGet(
  to: ResourceRef,
  displayName: string,
  providers: readonly Provider[] | undefined,
): string {
  const orSkip = `or skip ${displayName}.`;
  if (!providers) {
    return `Bring it into the target first, ${orSkip}`;
  }
  if (providers.length === 0) {
    return `No other environment and no package in this workspace has it. Create ${to.name} in the target, ${orSkip}`;
  }
  const movable = providers.filter(isMovable);
  const [found, what] = movable.length > 0 ? [movable, ""] : [providers, ` as a standard ${to.type}`];
  const names = found.map((provider) =>
    provider.kind === "environment"
      ? `the environment ${provider.displayName} (${provider.name})`
      : `the package ${provider.file}`,
  );
  const where = `${capitalized(list(names, Infinity))} ${found.length === 1 ? "has" : "have"} it${what}`;
  return movable.length > 0
    ? `${where}. Bring it into the target from there first, ${orSkip}`
    : `${where}, which comes with the platform and can't be moved. Add it to the target in the same way, ${orSkip}`;
}

function isMovable(provider: Provider): boolean {
  return provider.kind === "package" || !provider.isStandard;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function stepTo(provider: Provider, missing: readonly ResourceRef[], needs: Needs): Step {
  if (provider.kind === "package") {
    return { kind: "import-first", file: provider.file };
  }
  if (provider.isStandard) {
    return { kind: "open", file: provider.file, environment: provider.name };
  }
  const isHad = (ref: ResourceRef): boolean =>
    needs
      .providersOf(ref)
      ?.some((other) => other.kind === "environment" && other.name === provider.name && !other.isStandard) ??
    false;
  return { kind: "export-from", environment: provider.name, refs: missing.filter(isHad) };
}
