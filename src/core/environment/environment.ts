import { foldCase } from "../text";
import type { JsonPath } from "../schema/checked";
import type { Position } from "../json/position";
import type { EnvironmentDescription } from "../model/environmentDescription";
import type { Codec, FileSystem } from "../ports";
import type {
  Definition,
  DefinitionIssue,
  DefinitionLookup,
  ResourceRef,
  ResourceTypeId,
} from "../resources/resourceType";

/** Something wrong in a definition file, ready to be shown: the message is one or two whole sentences. */
export interface Problem extends Position {
  /** Path below the workspace folder, with `/`. */
  readonly file: string;
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
  /** Where in the file's definition, of a file that can be used. */
  readonly path?: JsonPath;
}

/** What is known of an environment before its definitions are read. */
export interface EnvironmentHeader {
  /** The name of its folder, which is its name even where `environment.json` is broken. */
  readonly name: string;
  /** Path of its folder below the workspace folder. */
  readonly folder: string;
  /** Undefined when `environment.json` is missing or broken; `problems` says why. */
  readonly description: EnvironmentDescription | undefined;
  /** The version of its format, where only a newer Envferry knows that: nothing may be written into it nor taken from it. */
  readonly newerVersion?: number;
  /** Why `environment.json` can't be read at all, or is no JSON: what it says, its version too, isn't known. */
  readonly unreadable?: Problem;
  readonly problems: readonly Problem[];
}

export interface LoadedResource {
  readonly ref: ResourceRef;
  readonly file: string;
  readonly definition: Definition;
  /** What is a mistake in it, seen by itself, although it can be used. */
  readonly issues: readonly DefinitionIssue[];
  /** Of the file's bytes, when the environment was loaded with a codec: tells later whether the file was changed. */
  readonly sha256: string | undefined;
}

/** A definition file that can't be used. Its name is taken from the file. */
export interface BrokenResource {
  readonly ref: ResourceRef;
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** All the definitions of one environment at one moment. */
export class Environment implements DefinitionLookup {
  private readonly loaded: ByRef<LoadedResource>;
  private readonly brokenByRef: ByRef<BrokenResource>;
  private byFoldedName: ByRef<LoadedResource | BrokenResource> | undefined;

  constructor(
    /** Where its files are, for who needs their bytes again. */
    readonly fs: FileSystem,
    readonly header: EnvironmentHeader,
    /** By type, then by name. */
    readonly resources: readonly LoadedResource[],
    readonly broken: readonly BrokenResource[],
    /** Everything wrong, `environment.json` and broken files included, by file and line. */
    readonly problems: readonly Problem[],
    /** What it was loaded with; undefined when nobody asked for hashes. */
    readonly codec: Codec | undefined,
  ) {
    this.loaded = byRef(resources);
    this.brokenByRef = byRef(broken);
  }

  get name(): string {
    return this.header.name;
  }

  get displayName(): string {
    return this.header.description?.displayName ?? this.header.name;
  }

  resource(ref: ResourceRef): LoadedResource | undefined {
    return this.loaded.get(ref.type)?.get(ref.name);
  }

  brokenResource(ref: ResourceRef): BrokenResource | undefined {
    return this.brokenByRef.get(ref.type)?.get(ref.name);
  }

  /** The resource, usable or not, whose name differs only in letter case; undefined where there is one of the very name. */
  twinOf(ref: ResourceRef): LoadedResource | BrokenResource | undefined {
    if (this.resource(ref) || this.brokenResource(ref)) {
      return undefined;
    }
    this.byFoldedName ??= byRef([...this.resources, ...this.broken], foldCase);
    return this.byFoldedName.get(ref.type)?.get(foldCase(ref.name));
  }

  find(ref: ResourceRef): Definition | undefined {
    return this.resource(ref)?.definition;
  }

  ofType(type: ResourceTypeId): LoadedResource[] {
    return this.resources.filter((resource) => resource.ref.type === type);
  }
}

/** By type and name rather than by one key of both: a reference is looked up without making a text first. */
type ByRef<T> = ReadonlyMap<ResourceTypeId, ReadonlyMap<string, T>>;

function byRef<T extends { readonly ref: ResourceRef }>(
  items: readonly T[],
  formOf: (name: string) => string = (name) => name,
): ByRef<T> {
  const types = new Map<ResourceTypeId, Map<string, T>>();
  for (const item of items) {
    const { type, name } = item.ref;
    const names = types.get(type) ?? new Map<string, T>();
    types.set(type, names.set(formOf(name), item));
  }
  return types;
}
