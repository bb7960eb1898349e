import {
  entityShape,
  fieldShape,
  fieldTranslation,
  keyShape,
  entityTranslation,
  type Entity,
} from "../model/entity";
import { entryShape, picklistShape, picklistTranslation, type Entry, type Picklist } from "../model/picklist";
import type { DefinitionIssue } from "../resources/resourceType";
import type { JsonPath } from "../schema/checked";
import { closestTo } from "../spelling";

interface Known {
  readonly properties: ReadonlyMap<string, unknown>;
}

/** Properties of an entity that no schema knows but nearly: they are kept, and say nothing. */
export function* checkEntityNames(entity: Entity): Iterable<DefinitionIssue> {
  yield* mistyped(entity, entityShape, []);
  for (const [index, field] of entity.fields.entries()) {
    yield* mistyped(field, fieldShape, ["fields", index]);
    yield* entryNames(field.entries ?? [], ["fields", index, "entries"]);
  }
  for (const [index, key] of (entity.keys ?? []).entries()) {
    yield* mistyped(key, keyShape, ["keys", index]);
  }
  for (const [tag, texts] of Object.entries(entity.translations ?? {})) {
    yield* mistyped(texts, entityTranslation, ["translations", tag]);
    for (const [name, fieldTexts] of Object.entries(texts.fields ?? {})) {
      yield* mistyped(fieldTexts, fieldTranslation, ["translations", tag, "fields", name]);
    }
  }
}

/** The same of a picklist. */
export function* checkPicklistNames(picklist: Picklist): Iterable<DefinitionIssue> {
  yield* mistyped(picklist, picklistShape, []);
  yield* entryNames(picklist.entries, ["entries"]);
  for (const [tag, texts] of Object.entries(picklist.translations ?? {})) {
    yield* mistyped(texts, picklistTranslation, ["translations", tag]);
  }
}

function* entryNames(entries: readonly Entry[], path: JsonPath): Iterable<DefinitionIssue> {
  for (const [index, entry] of entries.entries()) {
    yield* mistyped(entry, entryShape, [...path, index]);
  }
}

function* mistyped(value: object, { properties }: Known, path: JsonPath): Iterable<DefinitionIssue> {
  for (const property in value) {
    if (properties.has(property)) {
      continue;
    }
    const meant = closestTo(property, properties.keys());
    if (meant !== undefined && !Object.hasOwn(value, meant)) {
      yield {
        code: "property-unknown",
        severity: "warning",
        message: `The property "${property}" isn't known and says nothing. Did you mean "${meant}"?`,
        path: [...path, property],
        about: [...path, property].join(" "),
      };
    }
  }
}
