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
  const names = providers.map((provider) =>
    provider.kind === "environment"
      ? `the environment ${provider.displayName} (${provider.name})`
      : `the package ${provider.file}`,
  );
  const verb = providers.length === 1 ? "has" : "have";
  return `${capitalized(list(names, Infinity))} ${verb} it. Bring it into the target from there first, ${orSkip}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function stepTo(provider: Provider, missing: readonly ResourceRef[], needs: Needs): Step {
  if (provider.kind === "package") {
    return { kind: "import-first", file: provider.file };
  }
  const isHad = (ref: ResourceRef): boolean =>
    needs.providersOf(ref)?.some(({ kind, name }) => kind === "environment" && name === provider.name) ??
    false;
  return { kind: "export-from", environment: provider.name, refs: missing.filter(isHad) };
}
