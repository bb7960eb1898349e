import { canonicalHash, reliedOnHash } from "../../../../src/core/environment/canonicalHash";
import { defaultSetupAction, type SetupAction } from "../../../../src/core/import/setupAction";
import { buildPackage, type PackageItem } from "../../../../src/core/package/buildPackage";
import type { Requirement } from "../../../../src/core/package/manifest";
import { openPackage } from "../../../../src/core/package/openPackage";
import type { Package } from "../../../../src/core/package/package";
import { allResourceTypes, refKey, resourceTypeOf } from "../../../../src/core/resources/registry";
import type { Definition, ResourceRef } from "../../../../src/core/resources/resourceType";
import type { Result } from "../../../../src/core/result";
import { testPlatform } from "../../../support/testPlatform";

/** What goes into a package, as fixtures and generators say it. */
export interface PackageContents {
  /** Definition files by path, `entities/con_Project.json`. */
  readonly definitions: Readonly<Record<string, string>>;
  /** Name of the environment that the package comes from. */
  readonly source?: string;
  readonly version?: string;
  /** The default actions that whoever exported it chose, by `type:name`. */
  readonly setup?: Readonly<Record<string, SetupAction>>;
  /** Definitions by `type:name` that stay behind: what needs them lists them with their hash. */
  readonly leftOut?: readonly string[];
  /** Whether it is of a version that said less of what is left out. */
  readonly isOlder?: boolean;
}

type Hashes = Pick<Requirement, "sha256" | "reliedOnSha256">;

/** Builds a package and opens it again, as export and import do. */
export async function packageOf({
  definitions,
  source = "source",
  version,
  setup = {},
  leftOut = [],
  isOlder = false,
}: PackageContents): Promise<Package> {
  const all = Object.entries(definitions).map(([path, text]) => ({
    ref: refOf(path),
    definition: JSON.parse(text) as Definition,
  }));
  const hashes = new Map<string, Hashes>();
  for (const { ref, definition } of all) {
    if (leftOut.includes(refKey(ref))) {
      const { codec } = testPlatform;
      const reliedOnSha256 = isOlder ? undefined : await reliedOnHash(codec, ref.type, definition);
      hashes.set(refKey(ref), {
        sha256: await canonicalHash(codec, ref.type, definition),
        ...(reliedOnSha256 !== undefined && { reliedOnSha256 }),
      });
    }
  }
  const items = all
    .filter(({ ref }) => !hashes.has(refKey(ref)))
    .map(({ ref, definition }): PackageItem => ({
      ref,
      definition,
      setup: setup[refKey(ref)] ?? defaultSetupAction,
      related: false,
      requires: requirements(ref, definition, hashes),
    }));
  const header = {
    name: "Case",
    ...(version !== undefined && { version }),
    createdAt: new Date(Date.UTC(2026, 0, 31)),
    generator: "envferry/0.0.0",
    source: { name: source, displayName: source },
  };
  const built = unwrap(await buildPackage(header, items, testPlatform));
  return unwrap(await openPackage(built.bytes, testPlatform));
}

/** The value of a result that can't be a failure unless a test is wrong. */
export function unwrap<T>(result: Result<T, { readonly message: string }>): T {
  if (!result.ok) {
    throw new Error(result.problems.map((problem) => problem.message).join("\n"));
  }
  return result.value;
}

/** What a definition file of a package or environment holds: `entities/con_Project.json`. */
export function refOf(path: string): ResourceRef {
  const [folder, file = ""] = path.split("/");
  const type = allResourceTypes.find((one) => one.folder === folder);
  if (!type) {
    throw new Error(`${path} is in no folder of a resource type`);
  }
  return { type: type.id, name: file.replace(/\.json$/, "") };
}

function requirements(
  ref: ResourceRef,
  definition: Definition,
  hashes: ReadonlyMap<string, Hashes>,
): Requirement[] {
  const needed = new Map([...resourceTypeOf(ref).references(definition)].map(({ to }) => [refKey(to), to]));
  return [...needed.values()].map((to) => ({ ...to, ...hashes.get(refKey(to)) }));
}
