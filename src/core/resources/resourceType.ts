import type { ObjectLayout } from "../compare/layout";
import type { FieldType } from "../model/entity";
import type { Checked, JsonPath } from "../schema/checked";

export const resourceTypeIds = ["entity", "picklist"] as const;
export type ResourceTypeId = (typeof resourceTypeIds)[number];

/** Names a resource of an environment or package. */
export interface ResourceRef {
  readonly type: ResourceTypeId;
  readonly name: string;
}

/** What every definition has, whatever its type; the rest is the type's business. */
export interface Definition {
  readonly name: string;
  readonly displayName: string;
  readonly kind: "custom" | "standard";
  readonly [property: string]: unknown;
}

/** That a definition needs another resource. */
export interface Reference {
  readonly to: ResourceRef;
  /** Name of the part that needs it: a field. */
  readonly from: string;
  /** What needs it, as people know it: the display name of a field. */
  readonly via: string;
  readonly path: JsonPath;
}

/** One thing that is wrong with a definition; `message` is a whole sentence. */
export interface DefinitionIssue {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly path: JsonPath;
  /** What it is about, the same where only labels changed: tells whether an issue was there before. */
  readonly about?: string;
  /** Another resource without which, or with another content of which, it may be none. */
  readonly needs?: ResourceRef;
  /** Of one that stands for others which aren't told one by one: how many they are. */
  readonly standsFor?: number;
}

/** Finds definitions in the environment that a definition belongs to, or will belong to. */
export interface DefinitionLookup {
  find(ref: ResourceRef): Definition | undefined;
}

/** A field of an entity, an entry of a picklist: what people see when they open a resource. */
export interface DefinitionPart {
  readonly name: string;
  readonly label: string;
  /** A field's type, or an entry's value. */
  readonly detail: string;
  readonly icon: FieldType | "entry";
  /** Only said where both can occur: in a standard resource. */
  readonly origin: "standard" | "custom" | undefined;
  readonly description: string | undefined;
  /** What else there is to know, a few words each: "required", "at most 200 characters". */
  readonly facts: readonly string[];
  readonly path: JsonPath;
}

/** The numbers people want to see of a definition, by name: `{ fields: 12, customFields: 12, keys: 1 }`. */
export type Counts = Readonly<Record<string, number>>;

/**
 * Everything that Envferry knows about one kind of resource. A new kind is one more module that implements this and a
 * line in the registry.
 */
export interface ResourceType<D extends Definition = Definition> {
  readonly id: ResourceTypeId;
  /** Name on screen, in lower case. */
  readonly singular: string;
  readonly plural: string;
  /** What one is made of, in the plural; `counts` has their number under it. */
  readonly partsPlural: string;
  /** Folder of its definition files, in an environment and in a package. */
  readonly folder: string;
  readonly shape: Checked;
  readonly layout: ObjectLayout;

  /** What is wrong with a definition that fits the schema, seen by itself: such a file counts as broken. */
  check(definition: D): DefinitionIssue[];
  /** What is a mistake in a definition that can be used nonetheless, seen by itself. */
  checkDetails(definition: D): Iterable<DefinitionIssue>;
  /**
   * What is wrong with a definition seen in its environment, beyond references that lead nowhere; with `using` only what that resource has
   * to do with, which takes no longer than the definition has uses of it. One issue depends on one other resource at most, which it names.
   */
  checkInContext(definition: D, lookup: DefinitionLookup, using?: ResourceRef): Iterable<DefinitionIssue>;
  /** What it needs, in the order of the definition; one after another, since there can be millions. */
  references(definition: D): Iterable<Reference>;
  /**
   * What of it whoever refers to it relies on, as JSON that is the same where it means the same; undefined where all that is
   * relied on is that it is there.
   */
  reliedOn(definition: D): unknown;
  /** The part that travels: a custom resource whole, the customizations of a standard one; undefined when there is none. */
  portable(definition: D): D | undefined;
  /**
   * What developers added to the target's standard definition, which may be nothing, as far as it is to be merged with
   * these incoming customizations.
   */
  customizationsFor(incoming: D, target: D): D;
  /** The target's definition with these customizations in place of its own. Only asked for standard definitions. */
  withCustomizations(target: D, customizations: D): D;
  /**
   * Names of the standard parts that incoming customizations define, or that they would change in the target. Only asked
   * for standard definitions.
   */
  standardPartsTouched(incoming: D, target: D | undefined): string[];
  counts(definition: D): Counts;
  /** In the order of the definition. */
  parts(definition: D): DefinitionPart[];
}
