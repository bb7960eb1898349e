/**
 * How a definition is made up, as far as comparing and merging need to know: which lists are really sets of parts with
 * an identity, which objects are maps, and what a part is called. Everything not mentioned is a plain value.
 */

/** What one change concerns, from the view of the person who reads it. */
export type PartKind = "field" | "key" | "entry" | "translation" | "property";

export type Layout = ValueLayout | ObjectLayout | ListLayout | MapLayout;

export interface ValueLayout {
  readonly kind: "value";
}

export interface ObjectLayout {
  readonly kind: "object";
  /** Properties that aren't plain values. */
  readonly properties: Readonly<Record<string, Layout>>;
  /** A unit is one thing to "Add only": where the target has it, its plain properties stay as they are. */
  readonly isUnit: boolean;
  /** What a change of one of the plain properties is filed under. */
  readonly part: PartKind;
}

/** A list whose items are told apart by one of their properties. */
export interface ListLayout {
  readonly kind: "list";
  readonly idProperty: string;
  readonly part: PartKind;
  readonly item: ObjectLayout;
}

export interface MapLayout {
  readonly kind: "map";
  readonly part: PartKind;
  readonly item: ObjectLayout;
}

export const value: ValueLayout = { kind: "value" };

export function object(
  properties: Readonly<Record<string, Layout>>,
  options: { isUnit?: boolean; part?: PartKind } = {},
): ObjectLayout {
  return { kind: "object", properties, isUnit: options.isUnit ?? false, part: options.part ?? "property" };
}

export function parts(
  part: PartKind,
  idProperty: string,
  properties: Readonly<Record<string, Layout>> = {},
): ListLayout {
  return { kind: "list", part, idProperty, item: object(properties, { isUnit: true }) };
}

export function translations(properties: Readonly<Record<string, Layout>> = {}): MapLayout {
  return { kind: "map", part: "translation", item: object(properties, { part: "translation" }) };
}

/** The layout of one property of an object. */
export function layoutOf(layout: ObjectLayout, property: string): Layout {
  return Object.hasOwn(layout.properties, property) ? layout.properties[property]! : value;
}
