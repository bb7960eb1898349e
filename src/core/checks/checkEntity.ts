import { isStandardPart, textTypes, choiceTypes, type Entity, type Field } from "../model/entity";
import type { DefinitionIssue, DefinitionLookup } from "../resources/resourceType";
import { repeatedEntries } from "../resources/picklistType";
import type { JsonPath } from "../schema/checked";
import { foldCase } from "../text";
import { checkDefault } from "./checkDefault";

/** What an issue is about that two names differ only in letter case. */
export const nameCase = "name-case";

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
    issues.push(...repeatedEntries(field.entries, [...path, "entries"]));
  }
  if (field.type === "lookup" && field.targets === undefined) {
    issues.push(invalid(`The lookup "${field.name}" names no target entity.`, path));
  }
  if (field.minimum !== undefined && field.maximum !== undefined && field.minimum > field.maximum) {
    issues.push(invalid(`The field "${field.name}" has a minimum above its maximum.`, [...path, "minimum"]));
  }
}

/** What is wrong with an entity as a part of its environment: its primary field, its keys and its fields' defaults. */
export function checkEntityInContext(entity: Entity, lookup: DefinitionLookup): DefinitionIssue[] {
  const issues: DefinitionIssue[] = [];
  if (entity.primaryField !== undefined) {
    const primary = entity.fields.find((field) => field.name === entity.primaryField);
    if (!primary) {
      issues.push({
        code: "primary-field-invalid",
        severity: "error",
        message: `The primary field "${entity.primaryField}" is not among the fields of ${entity.displayName}.`,
        path: ["primaryField"],
        about: entity.primaryField,
      });
    } else if (!textTypes.has(primary.type) && !isStandardPart(entity, primary)) {
      issues.push({
        code: "primary-field-invalid",
        severity: "error",
        message: `The primary field "${entity.primaryField}" of ${entity.displayName} must be text, not ${primary.type}.`,
        path: ["primaryField"],
        about: entity.primaryField,
      });
    }
  }
  for (const [index, key] of (entity.keys ?? []).entries()) {
    key.fields.forEach((name, position) => {
      if (!entity.fields.some((field) => field.name === name)) {
        issues.push({
          code: "key-invalid",
          severity: "error",
          message: `The key "${key.name}" uses the field "${name}", which ${entity.displayName} doesn't have.`,
          path: ["keys", index, "fields", position],
          about: `${key.name} ${name}`,
        });
      }
    });
  }
  entity.fields.forEach((field, index) => {
    const reason = field.default === undefined ? undefined : checkDefault(field, lookup);
    if (reason !== undefined) {
      issues.push({
        code: "default-invalid",
        severity: "error",
        message: `The default of "${field.displayName}" (${field.name}) ${reason}.`,
        path: ["fields", index, "default"],
        about: `${field.name} ${JSON.stringify(field.default)}`,
      });
    }
  });
  return issues;
}
