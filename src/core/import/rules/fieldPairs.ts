import type { Entity, Field } from "../../model/entity";
import type { ImportSubject } from "./rule";

export interface FieldPair {
  /** The target's field. */
  readonly current: Field;
  /** The package's field of the same name. */
  readonly incoming: Field;
}

/** As much of a subject as its pairs of fields are told by. */
export type PairedSubject = Pick<ImportSubject, "resource" | "incoming" | "target">;

/** The fields that both the target's and the package's entity have. None for other types of resource, and where the two are the same. */
export function fieldPairs({ resource, incoming, target }: PairedSubject): FieldPair[] {
  if (resource.ref.type !== "entity" || !incoming || !target || target.definition === incoming) {
    return [];
  }
  const current = new Map((target.definition as Entity).fields.map((field) => [field.name, field]));
  return (incoming as Entity).fields.flatMap((field) => {
    const match = current.get(field.name);
    return match ? [{ current: match, incoming: field }] : [];
  });
}
