import type { Reference, ResourceRef } from "../../resources/resourceType";
import { list } from "../../text";
import type { Draft } from "../draft";
import type { Step } from "../finding";
import type { Needs } from "../needs";
import type { Provider } from "../targetConditions";
import { draftName, draftPlace } from "./places";
import type { ResultingEnvironment } from "./resultingEnvironment";
import type { UntoldFinding } from "./rule";

/** Neither the package brings what a resource needs, nor the target has it. Names every place of the workspace where it can be had. */
export function dependencyMissing(
  draft: Draft,
  { to, via }: Reference,
  exports: ExportsOfMissing,
  { needs }: ResultingEnvironment,
): UntoldFinding {
  return {
    rule: "dependency-missing",
    severity: "error",
    resolvedBy: ["skip"],
    tell: () => {
      const providers = needs.providersOf(to);
      return {
        message: `${draftName(draft)} needs the ${to.type} ${to.name} for "${via}", which neither the package brings nor the target has. ${whereToGet(to, draft.resource.displayName, providers)}`,
        places: [draftPlace(draft)],
        ...(providers && {
          steps: providers.filter(isOfThatName).map((provider) => stepTo(provider, to, exports)),
        }),
      };
    },
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
  if (!providers.some(isOfThatName)) {
    const [first] = providers;
    const writtenSo = providers.filter(({ writtenAs }) => writtenAs === first?.writtenAs);
    return `It is written ${first?.writtenAs} in ${list(writtenSo.map(placeName), Infinity)}. Write it so in the source and export ${displayName} again, ${orSkip}`;
  }
  const movable = providers.filter(isMovable);
  const [found, what] = movable.length > 0 ? [movable, ""] : [providers, ` as a standard ${to.type}`];
  const names = found.map(placeName);
  const where = `${capitalized(list(names, Infinity))} ${found.length === 1 ? "has" : "have"} it${what}`;
  return movable.length > 0
    ? `${where}. Bring it into the target from there first, ${orSkip}`
    : `${where}, which comes with the platform and can't be moved. Add it to the target in the same way, ${orSkip}`;
}

function placeName(provider: Provider): string {
  return provider.kind === "environment"
    ? `the environment ${provider.displayName} (${provider.name})`
    : `the package ${provider.file}`;
}

/** Whether it has what is missing, and not only something whose name differs from it in letter case. */
function isOfThatName({ writtenAs }: Provider): boolean {
  return writtenAs === undefined;
}

function isMovable(provider: Provider): boolean {
  return provider.kind === "package" || !provider.isStandard;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function stepTo(provider: Provider, to: ResourceRef, exports: ExportsOfMissing): Step {
  if (provider.kind === "package") {
    return { kind: "import-first", file: provider.file };
  }
  return provider.isStandard
    ? { kind: "open", file: provider.file, environment: provider.name }
    : { kind: "export-from", environment: provider.name, refs: exports.from(provider.name, to) };
}

/** How many of the things that one resource misses are looked for, to be exported together. */
const mostTogether = 500;
/** Up to how many of them each finding names all. Where there are more, the first one does. */
const mostRepeated = 30;

/** Everything that one resource misses, by the environment that has it: to be exported at once. */
export class ExportsOfMissing {
  private byEnvironment: ReadonlyMap<string, readonly ResourceRef[]> | undefined;
  private readonly told = new Set<string>();

  constructor(
    private readonly missing: Iterable<ResourceRef>,
    private readonly needs: Needs,
  ) {}

  /** What is to be exported from an environment that has this one. */
  from(environment: string, ref: ResourceRef): readonly ResourceRef[] {
    this.byEnvironment ??= this.find();
    const refs = this.byEnvironment.get(environment) ?? [];
    const isAll = refs.length > 0 && (refs.length <= mostRepeated || !this.told.has(environment));
    this.told.add(environment);
    return isAll ? refs : [ref];
  }

  private find(): ReadonlyMap<string, readonly ResourceRef[]> {
    const byEnvironment = new Map<string, ResourceRef[]>();
    let left = mostTogether;
    for (const ref of this.missing) {
      for (const provider of this.needs.providersOf(ref) ?? []) {
        if (provider.kind === "environment" && !provider.isStandard && isOfThatName(provider)) {
          const refs = byEnvironment.get(provider.name) ?? [];
          refs.push(ref);
          byEnvironment.set(provider.name, refs);
        }
      }
      if (--left === 0) {
        break;
      }
    }
    return byEnvironment;
  }
}
