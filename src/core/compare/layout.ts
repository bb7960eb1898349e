/**
 * How a definition is made up, as far as comparing and merging need to know: which lists are really sets of parts with
 * an identity, which objects are maps, and what a part is called. What else a schema knows is a plain value, and what none
 * knows is open.
 */

/** What one change concerns, from the view of the person who reads it. */
export type PartKind = "field" | "key" | "entry" | "translation" | "property";

export type Layout = ValueLayout | SetLayout | OpenLayout | ObjectLayout | ListLayout | MapLayout;

/** One thing, whatever it is made of: it changes as a whole. */
export interface ValueLayout {
  readonly kind: "value";
  /** What a value means, `undefined` for none: two with the same meaning are no difference. What isn't said here means itself. */
  readonly meaning: (value: unknown) => unknown;
}

/** A list of plain values of which each counts once, in whatever order. What isn't such a list is a plain value. */
export interface SetLayout {
  readonly kind: "set";
}

/** What no schema knows: it may hold parts, so that each thing in it comes and goes by itself. */
export interface OpenLayout {
  readonly kind: "open";
}

export interface ObjectLayout {
  readonly kind: "object";
  /** All properties that the schema knows. */
  readonly known: ReadonlyMap<string, unknown>;
  /** Those of them that aren't plain values. */
  readonly properties: Readonly<Record<string, Layout>>;
  /** A unit is one thing to "Add only": where the target has it, its plain properties stay as they are. */
  readonly isUnit: boolean;
  /** What a change of one of the plain properties is filed under. */
  readonly part: PartKind;
  /** Properties of which it has one: another one comes in its place. */
  readonly alternatives: readonly string[];
}

/** A list whose items are told apart by one of their properties. */
export interface ListLayout {
  readonly kind: "list";
  readonly idProperty: string;
  readonly part: PartKind;
  readonly item: ObjectLayout;
  /** Whether a list without items says something that no list doesn't. */
  readonly isEmptySaid: boolean;
}

export interface MapLayout {
  readonly kind: "map";
  readonly part: PartKind;
  readonly item: ObjectLayout;
}

const value: ValueLayout = { kind: "value", meaning: (known) => known };
const open: OpenLayout = { kind: "open" };

/** A list of plain values whose order shows, but means nothing. */
export const set: SetLayout = { kind: "set" };

/** True or false; false where nothing is said. */
export const flag: ValueLayout = { kind: "value", meaning: (known = false) => known };

/** Text that is as good as none when it is empty. */
export const optionalText: ValueLayout = { kind: "value", meaning: (known = "") => known };

/** `#0078d4`, in either letter case, or short: `#07d`. */
export const color: ValueLayout = {
  kind: "value",
  meaning: (known) =>
    typeof known === "string"
      ? known.toLowerCase().replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/, "#$1$1$2$2$3$3")
      : known,
};

/** As much of a schema as its layout needs. */
interface Known {
  readonly properties: ReadonlyMap<string, unknown>;
}

export function object(
  known: Known,
  properties: Readonly<Record<string, Layout>>,
  {
    isUnit = false,
    part = "property",
    alternatives = [],
  }: Partial<Omit<ObjectLayout, "kind" | "known" | "properties">> = {},
): ObjectLayout {
  return { kind: "object", known: known.properties, properties, isUnit, part, alternatives };
}

export function parts(
  part: PartKind,
  idProperty: string,
  known: Known,
  properties: Readonly<Record<string, Layout>> = {},
  {
    isEmptySaid = false,
    alternatives = [],
  }: { isEmptySaid?: boolean; alternatives?: readonly string[] } = {},
): ListLayout {
  const item = object(known, properties, { isUnit: true, alternatives });
  return { kind: "list", part, idProperty, item, isEmptySaid };
}

export function translations(known: Known, properties: Readonly<Record<string, Layout>> = {}): MapLayout {
  return { kind: "map", part: "translation", item: object(known, properties, { part: "translation" }) };
}

/** The layout of one property of an object. */
export function layoutOf(layout: ObjectLayout, property: string): Layout {
  if (!layout.known.has(property)) {
    return open;
  }
  return Object.hasOwn(layout.properties, property) ? layout.properties[property]! : value;
}
