import fc from "fast-check";
import { findEnvironments } from "../../../../../src/core/environment/findEnvironments";
import type { Environment } from "../../../../../src/core/environment/environment";
import { loadEnvironment } from "../../../../../src/core/environment/loadEnvironment";
import { exportPackage, portableResources } from "../../../../../src/core/export/exportPackage";
import { setupActions, type SetupAction } from "../../../../../src/core/import/setupAction";
import { openPackage } from "../../../../../src/core/package/openPackage";
import type { Manifest } from "../../../../../src/core/package/manifest";
import type { Package, PackageResource } from "../../../../../src/core/package/package";
import { definitionPath, resourceTypeOf } from "../../../../../src/core/resources/registry";
import { MemoryFileSystem } from "../../../../support/memoryFileSystem";
import { steadyPacer, testPlatform } from "../../../../support/testPlatform";
import type { Definition } from "../../../../../src/core/resources/resourceType";
import { unwrap } from "../packageOf";
import {
  customEntity,
  entityNames,
  picklist,
  picklistNames,
  rarely,
  standardEntity,
  standardNames,
  type AnyDefinition,
} from "./definitions";

export type Actions = Readonly<Record<string, SetupAction>>;

/** Two environments, what travels from one to the other, and what is to happen to it. */
export interface World {
  readonly source: readonly AnyDefinition[];
  readonly target: readonly AnyDefinition[];
  readonly actions: Actions;
  /** Whether the package says more of standard entities than an export does: all their translations and properties. */
  readonly isHandmade: boolean;
}

const definition = fc.oneof(
  { weight: 4, arbitrary: customEntity(entityNames) },
  { weight: 3, arbitrary: standardEntity(standardNames) },
  { weight: 3, arbitrary: picklist(picklistNames) },
);
/** Names in other letter case, kinds the other way round, and what counts as broken since it has no label. */
const oddDefinition = fc.oneof(
  definition.map((one) => ({ ...one, displayName: "" })),
  customEntity(["e", "Account"]),
  standardEntity(["E"]),
  picklist(["p"]),
  picklist(["P"], "standard"),
);

const environment = (odd: number): fc.Arbitrary<AnyDefinition[]> =>
  unique(fc.oneof({ weight: 20, arbitrary: definition }, { weight: odd, arbitrary: oddDefinition }), 5);

function unique(definitions: fc.Arbitrary<AnyDefinition>, maxLength: number): fc.Arbitrary<AnyDefinition[]> {
  return fc.uniqueArray(definitions, { selector: (one) => fileOf(one).toLowerCase(), maxLength });
}

const keys = [
  ...[...entityNames, ...standardNames].map((name) => `entity:${name}`),
  ...picklistNames.map((name) => `picklist:${name}`),
];

/** Any action for each resource, or one for all when it is given. */
export function worlds(action?: SetupAction): fc.Arbitrary<World> {
  const actions: fc.Arbitrary<Actions> = action
    ? fc.constant({ "*": action })
    : fc
        .tuple(...keys.map(() => fc.constantFrom(...setupActions, "overwrite" as const)))
        .map((chosen) => Object.fromEntries(chosen.map((one, index) => [keys[index]!, one])));
  return fc
    .tuple(environment(0), environment(3), fc.array(fc.nat(), { maxLength: 3 }), actions, rarely(4))
    .map(([source, own, shared, chosen, isHandmade]) => {
      // Some of what the package brings is in the target already, exactly so.
      const same = source.length === 0 ? [] : shared.map((index) => source[index % source.length]!);
      const target = new Map([...own, ...same].map((one) => [fileOf(one).toLowerCase(), one]));
      return { source, target: [...target.values()], actions: chosen, isHandmade };
    });
}

export function fileOf(one: AnyDefinition): string {
  return `${"entries" in one ? "picklists" : "entities"}/${one.name}.json`;
}

/** The files of an environment; as a careless editor left them rather than as Envferry writes them. */
export function filesOf(definitions: readonly AnyDefinition[], name = "target"): MemoryFileSystem {
  const header = { formatVersion: 1, name, displayName: name };
  return new MemoryFileSystem(
    Object.fromEntries([
      [`environments/${name}/environment.json`, JSON.stringify(header)],
      ...definitions.map((one) => [`environments/${name}/${fileOf(one)}`, JSON.stringify(one)] as const),
    ]),
  );
}

export async function load(fs: MemoryFileSystem, name = "target"): Promise<Environment> {
  const header = (await findEnvironments(fs, "environments")).find((one) => one.name === name)!;
  return loadEnvironment(fs, header, steadyPacer, { codec: testPlatform.codec });
}

/** The package of all that can travel, exported and opened; undefined when there is nothing. */
export async function exportAll(environment: Environment): Promise<Package | undefined> {
  const selected = portableResources(environment);
  if (selected.length === 0) {
    return undefined;
  }
  const origin = { createdAt: new Date(0), generator: "envferry/0.0.0" };
  const request = { selected, related: [], name: "All" };
  const exported = unwrap(await exportPackage(environment, request, origin, testPlatform));
  return unwrap(await openPackage(exported.bytes, testPlatform));
}

/**
 * The package of all that can travel from a world's source; undefined when there is nothing. Made in memory: zipping
 * and unzipping it would take most of a property's time, and is tried by the properties that are about that.
 */
export async function packageOfWorld({ source, isHandmade }: World): Promise<Package | undefined> {
  const environment = await load(filesOf(source, "source"), "source");
  const resources = portableResources(environment).map((ref): PackageResource => {
    const type = resourceTypeOf(ref);
    const whole = environment.find(ref)!;
    const portable = type.portable(whole)!;
    const definition = isHandmade ? handmade(whole, portable) : portable;
    const { displayName, kind } = definition;
    return {
      ...{ ref, displayName, kind, path: definitionPath(ref), sha256: "0".repeat(64), setup: "merge" },
      ...{ note: undefined, related: false, requires: [], definition, issues: type.check(definition) },
    };
  });
  const manifest: Manifest = {
    formatVersion: 1,
    name: "All",
    createdAt: "2026-01-31T12:00:00Z",
    generator: "envferry/0.0.0",
    source: { name: "source", displayName: "source" },
    resources: resources.map(({ ref, displayName, kind, path, sha256, setup }) => ({
      ...{ ...ref, displayName, kind, path, sha256, setup, related: false, requires: [] },
    })),
  };
  return resources.length > 0 ? { manifest, resources } : undefined;
}

/** What travels, with everything around it that isn't a standard part. */
function handmade(whole: Definition, portable: Definition): Definition {
  const around = Object.entries(whole).filter(([property]) => property !== "fields" && property !== "keys");
  return Object.assign(Object.fromEntries(around) as Definition, {
    ...portable,
    ...(whole["translations"] !== undefined && { translations: whole["translations"] }),
  });
}
