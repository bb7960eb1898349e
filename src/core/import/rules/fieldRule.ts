import type { Entity, Field } from "../../model/entity";
import { asTyped } from "../../model/fieldProperties";
import type { JsonPath } from "../../schema/checked";
import type { Finding } from "../finding";
import { onBothSides } from "./places";
import type { Found, ImportSubject, ResourceRule, UntoldFinding } from "./rule";
import { fieldsOfChangedType } from "./typeChanged";

/** A field that the target has and that stays, but not as it is. */
export interface ChangedField {
  readonly before: Field;
  readonly after: Field;
  /** "The field Stage (con_Stage) of Project" */
  readonly title: string;
  /** Where one of its properties is; the field itself without one. */
  readonly places: (property?: keyof Field) => Finding["places"];
}

/** A field that comes new into an entity that the target has. */
export interface NewField extends Omit<ChangedField, "before"> {
  readonly before?: undefined;
}

/** A rule on one field of an entity that the target has. */
export interface FieldRule {
  check(field: ChangedField | NewField): Iterable<Found>;
}

/**
 * Applies rules to each field that an import changes or adds. Where a change of type is a finding already, values are lost or it
 * isn't allowed; what else would happen to them needn't be said.
 */
export function eachField(rules: readonly FieldRule[]): ResourceRule {
  return {
    *check(subject) {
      for (const field of fieldsTouched(subject)) {
        for (const rule of rules) {
          yield* rule.check(field);
        }
        yield undefined;
      }
    },
  };
}

function* fieldsTouched(subject: ImportSubject): Iterable<ChangedField | NewField> {
  const { resource, target, after, changes } = subject;
  if (resource.ref.type !== "entity" || !target || !after || changes.length === 0) {
    return;
  }
  const names = new Set(changes.filter(({ path }) => path[0] === "fields").map(({ path }) => path[1]));
  if (names.size === 0) {
    return;
  }
  const changedType = fieldsOfChangedType(subject);
  const current = new Map((target.definition as Entity).fields.map((field) => [field.name, field]));
  for (const field of (after as Entity).fields) {
    if (!names.has(field.name) || changedType.has(field.name)) {
      continue;
    }
    const known = current.get(field.name);
    const before = known && asTyped(known);
    const common = {
      after: asTyped(field),
      title: fieldTitle(subject, field),
      places: (property?: string) => onBothSides(subject, fieldIds(field, property)),
    };
    yield before ? { ...common, before } : common;
  }
}

function fieldIds({ name }: Field, property?: string): JsonPath {
  return property === undefined ? ["fields", name] : ["fields", name, property];
}

/** "The field Stage (con_Stage) of Project" */
export function fieldTitle({ resource }: Pick<ImportSubject, "resource">, field: Field): string {
  return `The field ${field.displayName} (${field.name}) of ${resource.displayName}`;
}

/** What would be stricter than before; keeping the target's field avoids it. */
export function stricter(rule: string, tell: UntoldFinding["tell"]): Found[] {
  return [{ rule, severity: "warning", resolvedBy: ["add", "skip"], tell }];
}
