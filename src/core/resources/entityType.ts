import { flag, object, optionalText, parts, set, translations } from "../compare/layout";
import { checkEntity, checkEntityInContext } from "../checks/checkEntity";
import { checkEntityDetails } from "../checks/checkEntityDetails";
import {
  choiceTypes,
  entityShape,
  entityTranslation,
  fieldShape,
  fieldTranslation,
  isStandardPart,
  keyShape,
  keyTranslation,
  lookupTypes,
  type Entity,
  type EntityTranslation,
  type Field,
  type Key,
} from "../model/entity";
import { entryShape } from "../model/picklist";
import { foldCase } from "../text";
import { fieldParts } from "./fieldParts";
import { entryProperties, entryTranslations } from "./picklistType";
import type { Reference, ResourceType } from "./resourceType";

/** A table and its columns. Of a standard entity only what developers added travels. */
export const entityType: ResourceType<Entity> = {
  id: "entity",
  singular: "entity",
  plural: "entities",
  partsPlural: "fields",
  folder: "entities",
  shape: entityShape,
  layout: object(entityShape, {
    description: optionalText,
    fields: parts(
      "field",
      "name",
      fieldShape,
      {
        description: optionalText,
        required: flag,
        unique: flag,
        searchable: flag,
        // A field either has entries of its own, be they none, or those of a picklist.
        entries: parts("entry", "value", entryShape, entryProperties, { isEmptySaid: true }),
        targets: set,
        // Of a multi-select field it is a list.
        default: set,
      },
      { alternatives: ["picklist", "entries"] },
    ),
    keys: parts("key", "name", keyShape, { fields: set }),
    translations: translations(entityTranslation, {
      fields: translations(fieldTranslation, { entries: entryTranslations }),
      keys: translations(keyTranslation),
    }),
  }),
  check: checkEntity,
  checkDetails: checkEntityDetails,
  checkInContext: checkEntityInContext,
  references,
  // A lookup stores links to records; what fields they have is nothing to it.
  reliedOn: () => undefined,
  portable,
  customizationsFor,
  withCustomizations,
  standardPartsTouched,
  counts: (entity) => ({
    fields: entity.fields.length,
    customFields: entity.fields.filter((field) => !isStandardPart(entity, field)).length,
    keys: entity.keys?.length ?? 0,
  }),
  parts: fieldParts,
};

function* references(entity: Entity): Iterable<Reference> {
  for (const [index, field] of entity.fields.entries()) {
    // Of another type it needs none: what is left of a former type says nothing.
    if (field.picklist !== undefined && choiceTypes.has(field.type)) {
      yield {
        to: { type: "picklist", name: field.picklist },
        from: field.name,
        via: field.displayName,
        path: ["fields", index, "picklist"],
      };
    }
    const seen = new Set<string>();
    for (const [position, target] of (lookupTypes.has(field.type) ? (field.targets ?? []) : []).entries()) {
      // One that is named again and again is needed once.
      if (seen.has(target)) {
        continue;
      }
      seen.add(target);
      yield {
        to: { type: "entity", name: target },
        from: field.name,
        via: field.displayName,
        path: ["fields", index, "targets", position],
      };
    }
  }
}

function portable(entity: Entity): Entity | undefined {
  if (entity.kind === "custom") {
    return entity;
  }
  const fields = customParts(entity, entity.fields);
  const keys = customParts(entity, entity.keys ?? []);
  if (fields.length === 0 && keys.length === 0) {
    return undefined;
  }
  return customizations(entity, selectTranslations(entity, isNameOf(fields), isNameOf(keys)));
}

function customizationsFor(incoming: Entity, target: Entity): Entity {
  return customizations(target, selectTranslations(target, ...customNames(target, incoming)));
}

/**
 * Tell the names of fields and of keys that are custom in either: the target can have translations of a part that it
 * gets only now, and they belong to that part from then on.
 */
function customNames(
  target: Entity,
  incoming: Entity,
): [(name: string) => boolean, (name: string) => boolean] {
  return [
    isNameOf([...customParts(target, target.fields), ...incoming.fields]),
    isNameOf([...customParts(target, target.keys ?? []), ...(incoming.keys ?? [])]),
  ];
}

function customizations(entity: Entity, translated: Translations | undefined): Entity {
  const keys = customParts(entity, entity.keys ?? []);
  return {
    name: entity.name,
    displayName: entity.displayName,
    kind: entity.kind,
    fields: customParts(entity, entity.fields),
    ...(keys.length > 0 && { keys }),
    ...(translated && { translations: translated }),
  };
}

function customParts<P extends Field | Key>(entity: Entity, parts: readonly P[]): P[] {
  return parts.filter((part) => !isStandardPart(entity, part));
}

function withCustomizations(target: Entity, custom: Entity): Entity {
  const fields = replaceCustomParts(target, target.fields, custom.fields);
  const keys = replaceCustomParts(target, target.keys ?? [], custom.keys ?? []);
  const translated = replaceCustomTranslations(target, custom);
  return {
    ...target,
    fields,
    ...(target.keys || keys.length > 0 ? { keys } : {}),
    ...(translated && { translations: translated }),
  };
}

/** Standard parts keep their places and their order, custom ones that stay do too; new ones come last. */
function replaceCustomParts<P extends Field | Key>(
  target: Entity,
  current: readonly P[],
  custom: readonly P[],
): P[] {
  const incoming = new Map(custom.map((part) => [part.name, part]));
  const staying = current.flatMap((part) => {
    const replacement = incoming.get(part.name);
    incoming.delete(part.name);
    return isStandardPart(target, part) ? [part] : (replacement ?? []);
  });
  return [...staying, ...incoming.values()];
}

function standardPartsTouched(incoming: Entity, target: Entity | undefined): string[] {
  const touched = (ours: readonly (Field | Key)[], theirs: readonly (Field | Key)[]): string[] => {
    const standard = new Set(
      ours.filter((part) => target && isStandardPart(target, part)).map((part) => foldCase(part.name)),
    );
    return theirs
      .filter((part) => isStandardPart(incoming, part) || standard.has(foldCase(part.name)))
      .map((part) => part.name);
  };
  return [
    ...touched(target?.fields ?? [], incoming.fields),
    ...touched(target?.keys ?? [], incoming.keys ?? []),
  ];
}

type Translations = Record<string, EntityTranslation>;

function isNameOf(parts: readonly (Field | Key)[]): (name: string) => boolean {
  const names = new Set(parts.map((part) => part.name));
  return (name) => names.has(name);
}

/** The translations of some fields and keys, without those of the entity itself; undefined when there is none. */
function selectTranslations(
  entity: Entity,
  hasField: (name: string) => boolean,
  hasKey: (name: string) => boolean,
): Translations | undefined {
  const selected: [string, EntityTranslation][] = [];
  for (const [locale, { fields, keys }] of Object.entries(entity.translations ?? {})) {
    const texts: EntityTranslation = {
      ...withContent("fields", pick(fields, hasField)),
      ...withContent("keys", pick(keys, hasKey)),
    };
    if (Object.keys(texts).length > 0) {
      selected.push([locale, texts]);
    }
  }
  return selected.length > 0 ? Object.fromEntries(selected) : undefined;
}

/** The target's translations with those of its custom parts replaced; undefined when there are none and were none. */
function replaceCustomTranslations(target: Entity, custom: Entity): Translations | undefined {
  const [isCustomField, isCustomKey] = customNames(target, custom);
  const incoming = custom.translations ?? {};
  const replaced: [string, EntityTranslation][] = [];
  for (const locale of new Set([...Object.keys(target.translations ?? {}), ...Object.keys(incoming)])) {
    const current = target.translations?.[locale];
    const { fields, keys, ...ownTexts } = current ?? {};
    const fieldTexts = { ...pick(fields, (name) => !isCustomField(name)), ...incoming[locale]?.fields };
    const keyTexts = { ...pick(keys, (name) => !isCustomKey(name)), ...incoming[locale]?.keys };
    const texts: EntityTranslation = {
      ...ownTexts,
      ...withContent("fields", fieldTexts, fields),
      ...withContent("keys", keyTexts, keys),
    };
    if (Object.keys(texts).length > 0 || (current && Object.keys(current).length === 0)) {
      replaced.push([locale, texts]);
    }
  }
  return target.translations || replaced.length > 0 ? Object.fromEntries(replaced) : undefined;
}

function pick<V>(
  map: Readonly<Record<string, V>> | undefined,
  isWanted: (name: string) => boolean,
): Record<string, V> {
  return Object.fromEntries(Object.entries(map ?? {}).filter(([name]) => isWanted(name)));
}

/** `{ [property]: map }`, or nothing for an empty map, unless it was there and empty before. */
function withContent<K extends string, V>(
  property: K,
  map: Record<string, V>,
  before?: Readonly<Record<string, V>>,
): Partial<Record<K, Record<string, V>>> {
  const wasEmpty = before !== undefined && Object.keys(before).length === 0;
  return Object.keys(map).length > 0 || wasEmpty ? ({ [property]: map } as Record<K, Record<string, V>>) : {};
}
