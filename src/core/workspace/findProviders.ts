import type { EnvironmentHeader } from "../environment/environment";
import { readResource } from "../environment/loadEnvironment";
import type { Provider } from "../import/targetConditions";
import { FileAccessError, giveWay, type FileSystem, type Pacer } from "../ports";
import { allResourceTypes, definitionPath, refKey } from "../resources/registry";
import type { Definition, ResourceRef, ResourceType } from "../resources/resourceType";
import { foldCase } from "../text";
import type { FoundPackage } from "./findPackages";

/** Where missing resources are looked for. */
export interface ProviderPlaces {
  readonly fs: FileSystem;
  /** The environments of the workspace folder, but for the target. */
  readonly environments: readonly EnvironmentHeader[];
  readonly packages: readonly FoundPackage[];
}

/**
 * The environments and packages of a workspace folder that have each of some resources, by `refKey`; environments first, each in the
 * order given. Only sound definitions count, and a package never has standard ones that a target lacks. Only the
 * files of these resources are read, not whole environments. Where none has one of the very name, those that have it in other letter case
 * are told. Rejects only when the pacer's job is cancelled.
 */
export async function findProviders(
  refs: readonly ResourceRef[],
  { fs, environments, packages }: ProviderPlaces,
  pacer: Pacer,
): Promise<Map<string, Provider[]>> {
  const providers = new Map<string, Provider[]>(refs.map((ref) => [refKey(ref), []]));
  for (const header of environments) {
    const { name } = header;
    const displayName = header.description?.displayName ?? name;
    for (const { key, writtenAs, file, isStandard } of await findIn(header, refs, fs, pacer)) {
      providers.get(key)?.push({ kind: "environment", name, displayName, file, isStandard, ...writtenAs });
    }
  }
  for (const { name, file, holds } of packages) {
    const spellings = new Map([...holds].map((key) => [foldCase(key), key]));
    for (const [key, found] of providers) {
      const spelling = holds.has(key) ? key : spellings.get(foldCase(key));
      if (spelling !== undefined) {
        const writtenAs = spelling === key ? {} : { writtenAs: spelling.slice(spelling.indexOf(":") + 1) };
        found.push({ kind: "package", name, file, ...writtenAs });
      }
    }
    await giveWay(pacer);
  }
  for (const [key, found] of providers) {
    const exact = found.filter(({ writtenAs }) => writtenAs === undefined);
    if (exact.length > 0) {
      providers.set(key, exact);
    }
  }
  return providers;
}

/** A sound definition of one of the resources that are looked for. */
interface FoundDefinition {
  /** Of what was looked for. */
  readonly key: string;
  readonly writtenAs: Pick<Provider, "writtenAs">;
  readonly file: string;
  readonly isStandard: boolean;
}

/** What is looked for, all that differs in letter case only, and what it is called in the place where it is looked for. */
interface Wanted {
  readonly refs: ResourceRef[];
  readonly there: ResourceRef;
}

/** The resources that an environment has a sound definition of. */
async function findIn(
  { folder }: EnvironmentHeader,
  refs: readonly ResourceRef[],
  fs: FileSystem,
  pacer: Pacer,
): Promise<FoundDefinition[]> {
  const found: FoundDefinition[] = [];
  for (const type of allResourceTypes) {
    const wanted = refs.filter((ref) => ref.type === type.id);
    const names = wanted.length > 0 ? await listNames(`${folder}/${type.folder}`, fs) : new Set<string>();
    const spellings = new Map([...names].map((name) => [foldCase(name), name.replace(/\.json$/, "")]));
    const byPath = new Map<string, Wanted>();
    for (const ref of wanted) {
      const file = `${ref.name}.json`;
      const name = names.has(file) ? ref.name : spellings.get(foldCase(file));
      if (name !== undefined) {
        const there = { type: ref.type, name };
        const path = `${folder}/${definitionPath(there)}`;
        const refsThere = byPath.get(path)?.refs ?? [];
        refsThere.push(ref);
        byPath.set(path, { refs: refsThere, there });
      }
    }
    for await (const batch of fs.readFiles([...byPath.keys()])) {
      for (const { path, bytes } of batch) {
        const one = byPath.get(path);
        const kind = one && bytes && (await kindOf(type, one.there, path, bytes));
        if (kind) {
          const { refs: meant, there } = one;
          for (const ref of meant) {
            const writtenAs = there.name === ref.name ? {} : { writtenAs: there.name };
            found.push({ key: refKey(ref), writtenAs, file: path, isStandard: kind === "standard" });
          }
        }
        await giveWay(pacer);
      }
    }
  }
  return found;
}

/** Names of what is in a folder; nothing for one that isn't there or can't be listed. */
async function listNames(folder: string, fs: FileSystem): Promise<ReadonlySet<string>> {
  try {
    return new Set((await fs.readDirectory(folder)).map(({ name }) => name));
  } catch (error) {
    if (error instanceof FileAccessError) {
      return new Set();
    }
    throw error;
  }
}

/** Undefined where the file holds no sound definition. */
async function kindOf(
  type: ResourceType,
  ref: ResourceRef,
  file: string,
  bytes: Uint8Array,
): Promise<Definition["kind"] | undefined> {
  const read = await readResource(type, ref, file, bytes, {});
  return "definition" in read ? read.definition.kind : undefined;
}
