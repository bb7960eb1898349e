import { isStandardPart, type Entity, type Field } from "../model/entity";
import { count, list } from "../text";
import type { DefinitionPart } from "./resourceType";

/** The fields of an entity as people see them. */
export function fieldParts(entity: Entity): DefinitionPart[] {
  return entity.fields.map((field, index) => ({
    name: field.name,
    label: field.displayName,
    detail: field.type,
    icon: field.type,
    origin: entity.kind === "custom" ? undefined : isStandardPart(entity, field) ? "standard" : "custom",
    description: field.description,
    facts: factsOf(entity, field),
    path: ["fields", index],
  }));
}

function factsOf(entity: Entity, field: Field): string[] {
  const { minimum, maximum, maxLength, picklist, entries, targets } = field;
  const facts = [
    field.name === entity.primaryField && "primary field",
    field.required && "required",
    field.unique && "unique",
    field.searchable && "searchable",
    maxLength !== undefined && `at most ${count(maxLength, "character")}`,
    minimum !== undefined && `from ${minimum}`,
    maximum !== undefined && `up to ${maximum}`,
    picklist !== undefined && `picklist ${picklist}`,
    entries !== undefined && `${count(entries.length, "entry", "entries")} of its own`,
    targets !== undefined && `points to ${list(targets)}`,
    field.default !== undefined && `default ${JSON.stringify(field.default)}`,
  ];
  return facts.filter((fact) => typeof fact === "string");
}
