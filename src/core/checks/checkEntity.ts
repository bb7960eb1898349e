import { Spellings } from "../spelling";
import { nameCase } from "./nameCase";
import {
  isStandardPart,
  textTypes,
  choiceTypes,
  numberTypes,
  type Entity,
  type Field,
} from "../model/entity";
import { perObject } from "../memoize";
import type { DefinitionIssue, DefinitionLookup, ResourceRef } from "../resources/resourceType";
import { repeatedEntries } from "../resources/picklistType";
import type { JsonPath } from "../schema/checked";
import { foldCase, printable } from "../text";
import { checkDefault, picklistOfDefault } from "./checkDefault";

/** What is wrong with an entity by itself, beyond its schema. */
export function checkEntity(entity: Entity): DefinitionIssue[] {
  const issues = [
    ...repeatedNames(entity.fields, "field", "fields"),
    ...repeatedNames(entity.keys ?? [], "key", "keys"),
  ];
  entity.fields.forEach((field, index) => checkField(field, index, issues));
  return issues;
}

function invalid(message: string, path: JsonPath): DefinitionIssue {
  return { code: "definition-invalid", severity: "error", message, path };
}

function repeatedNames(
  named: readonly { readonly name: string }[],
  what: string,
  property: string,
): DefinitionIssue[] {
  if (new Set(named.map(({ name }) => foldCase(name))).size === named.length) {
    return [];
  }
  const seen = new Map<string, string>();
  const issues: DefinitionIssue[] = [];
  for (const [index, { name }] of named.entries()) {
    const first = seen.get(foldCase(name));
    if (first === undefined) {
      seen.set(foldCase(name), name);
    } else if (first === name) {
      issues.push(invalid(`The ${what} "${name}" is defined more than once.`, [property, index, "name"]));
    } else {
      issues.push({
        code: "definition-invalid",
        about: nameCase,
        severity: "error",
        message: `The ${what}s "${first}" and "${name}" differ only in letter case; names must be unique.`,
        path: [property, index, "name"],
      });
    }
  }
  return issues;
}

function checkField(field: Field, index: number, issues: DefinitionIssue[]): void {
  const path = ["fields", index];
  if (choiceTypes.has(field.type)) {
    if (field.picklist !== undefined && field.entries !== undefined) {
      issues.push(
        invalid(`The field "${field.name}" has both a picklist and entries of its own; keep one.`, path),
      );
    } else if (field.picklist === undefined && field.entries === undefined) {
      issues.push(invalid(`The field "${field.name}" needs a picklist or entries of its own.`, path));
    }
  }
  if (field.entries) {
    for (const issue of repeatedEntries(field.entries, [...path, "entries"])) {
      issues.push(issue);
    }
  }
  if (field.type === "lookup" && field.targets === undefined) {
    issues.push(invalid(`The lookup "${field.name}" names no target entity.`, path));
  }
  if (
    numberTypes.has(field.type) &&
    field.minimum !== undefined &&
    field.maximum !== undefined &&
    field.minimum > field.maximum
  ) {
    issues.push(invalid(`The field "${field.name}" has a minimum above its maximum.`, [...path, "minimum"]));
  }
}

/**
 * What is wrong with an entity as a part of its environment: its primary field, its keys and its fields' defaults. With `using` only
 * the defaults that depend on that picklist.
 */
export function* checkEntityInContext(
  entity: Entity,
  lookup: DefinitionLookup,
  using?: ResourceRef,
): Iterable<DefinitionIssue> {
  if (using) {
    const indexes = using.type === "picklist" ? defaultsByPicklist(entity.fields).get(using.name) : undefined;
    for (const index of indexes ?? []) {
      yield* checkDefaultAt(entity.fields[index]!, index, lookup);
    }
    return;
  }
  yield* checkPrimaryField(entity);
  yield* checkKeys(entity);
  for (const [index, field] of entity.fields.entries()) {
    yield* checkDefaultAt(field, index, lookup);
  }
}

/** Indexes of the fields whose default is one of a picklist's entries, by the picklist's name. */
const defaultsByPicklist = perObject((fields: readonly Field[]): ReadonlyMap<string, readonly number[]> => {
  const byPicklist = new Map<string, number[]>();
  for (const [index, field] of fields.entries()) {
    const picklist = field.default === undefined ? undefined : picklistOfDefault(field);
    const known = picklist === undefined ? undefined : byPicklist.get(picklist);
    if (known) {
      known.push(index);
    } else if (picklist !== undefined) {
      byPicklist.set(picklist, [index]);
    }
  }
  return byPicklist;
});

function checkPrimaryField(entity: Entity): DefinitionIssue[] {
  const { primaryField, displayName, fields } = entity;
  const primary = fields.find((field) => field.name === primaryField);
  const wrong =
    primaryField === undefined
      ? undefined
      : !primary
        ? `is not among the fields of ${displayName}`
        : !textTypes.has(primary.type) && !isStandardPart(entity, primary)
          ? `of ${displayName} must be text, not ${primary.type}`
          : undefined;
  const hint = primaryField !== undefined && !primary ? namesOf(fields).hint(primaryField) : "";
  return wrong === undefined
    ? []
    : [
        {
          code: "primary-field-invalid",
          severity: "error",
          message: `The primary field "${primaryField}" ${wrong}.${hint}`,
          path: ["primaryField"],
          about: primaryField,
        },
      ];
}

function* checkKeys({ displayName, fields, keys = [] }: Entity): Iterable<DefinitionIssue> {
  const owner = printable(displayName, 200);
  const names = namesOf(keys.length === 0 ? [] : fields);
  for (const [index, key] of keys.entries()) {
    for (const [position, name] of key.fields.entries()) {
      if (!names.has(name)) {
        yield {
          code: "key-invalid",
          severity: "error",
          message: `The key "${key.name}" uses the field "${name}", which ${owner} doesn't have.${names.hint(name)}`,
          path: ["keys", index, "fields", position],
          about: `${key.name} ${name}`,
        };
      }
    }
  }
}

function namesOf(fields: readonly Field[]): Spellings {
  return new Spellings(fields.map(({ name }) => name));
}

function checkDefaultAt(field: Field, index: number, lookup: DefinitionLookup): DefinitionIssue[] {
  // Null stands for none, which is told apart.
  const reason = (field.default ?? undefined) === undefined ? undefined : checkDefault(field, lookup);
  if (reason === undefined) {
    return [];
  }
  const picklist = picklistOfDefault(field);
  return [
    {
      code: "default-invalid",
      severity: "error",
      message: `The default of "${field.displayName}" (${field.name}) ${reason}.`,
      path: ["fields", index, "default"],
      about: `${field.name} ${JSON.stringify(field.default)}`,
      ...(picklist !== undefined && { needs: { type: "picklist", name: picklist } }),
    },
  ];
}
