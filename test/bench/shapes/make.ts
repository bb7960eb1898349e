import type { Entity, Field } from "../../../src/core/model/entity";
import type { Entry, Picklist } from "../../../src/core/model/picklist";

/** What shapes are made of. */

export function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

export function text(index: number, properties: Partial<Field> = {}): Field {
  return { name: `con_F${index}`, displayName: `Field ${index}`, type: "text", ...properties };
}

export function entity(name: string, properties: Partial<Entity> = {}): Entity {
  return { name, displayName: name, kind: "custom", fields: [], ...properties };
}

export function picklist(name: string, entries: readonly Entry[]): Picklist {
  return { name, displayName: name, kind: "custom", entries: [...entries] };
}

export function entries(
  count: number,
  label: (index: number) => string = (index) => `Entry ${index}`,
): Entry[] {
  return many(count, (value) => ({ value, label: label(value) }));
}

export function choice(index: number, list: string, properties: Partial<Field> = {}): Field {
  return text(index, { type: "picklist", picklist: list, ...properties });
}

export function lookup(index: number, targets: readonly string[]): Field {
  return text(index, { type: "lookup", targets: [...targets] });
}
