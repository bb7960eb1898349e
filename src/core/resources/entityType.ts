import { object, parts, translations } from "../compare/layout";
import { checkEntity, checkEntityInContext } from "../checks/checkEntity";
import { weave } from "../import/weave";
import {
  entityShape,
  isStandardPart,
  type Entity,
  type EntityTranslation,
  type Field,
  type Key,
} from "../model/entity";
import { foldCase } from "../text";
import { fieldParts } from "./fieldParts";
import { entryTranslations } from "./picklistType";
import type { Reference, ResourceType } from "./resourceType";

/** A table and its columns. Of a standard entity only what developers added travels. */
export const entityType: ResourceType<Entity> = {
  id: "entity",
  singular: "entity",
  plural: "entities",
  folder: "entities",
  shape: entityShape,
  layout: object({
    fields: parts("field", "name", { entries: parts("entry", "value") }),
    keys: parts("key", "name"),
    translations: translations({
      fields: translations({ entries: entryTranslations }),
      keys: translations(),
    }),
  }),
  check: checkEntity,
  checkInContext: checkEntityInContext,
  references,
  portable,
  withCustomizations,
  standardPartsTouched,
  counts: (entity) => ({
    fields: entity.fields.length,
    customFields: entity.fields.filter((field) => !isStandardPart(entity, field)).length,
    keys: entity.keys?.length ?? 0,
  }),
  parts: fieldParts,
};

function references(entity: Entity): Reference[] {
  const found: Reference[] = [];
  for (const [index, field] of entity.fields.entries()) {
    if (field.picklist !== undefined) {
      found.push({
        to: { type: "picklist", name: field.picklist },
        via: field.displayName,
        path: ["fields", index, "picklist"],
      });
    }
    field.targets?.forEach((target, position) => {
      found.push({
        to: { type: "entity", name: target },
        via: field.displayName,
        path: ["fields", index, "targets", position],
      });
    });
  }
  return found;
}

function portable(entity: Entity): Entity | undefined {
  if (entity.kind === "custom") {
    return entity;
  }
  const fields = entity.fields.filter((field) => !isStandardPart(entity, field));
  const keys = (entity.keys ?? []).filter((key) => !isStandardPart(entity, key));
  if (fields.length === 0 && keys.length === 0) {
    return undefined;
  }
  const translated = selectTranslations(entity, isNameOf(fields), isNameOf(keys));
  return {
    name: entity.name,
    displayName: entity.displayName,
    kind: entity.kind,
    fields,
    ...(keys.length > 0 && { keys }),
    ...(translated && { translations: translated }),
  };
}

function withCustomizations(target: Entity, customizations: Entity): Entity {
  const isStandard = (part: Field | Key): boolean => isStandardPart(target, part);
  const fields = replaceCustomParts(target.fields, target.fields.filter(isStandard), customizations.fields);
  const keys = replaceCustomParts(
    target.keys ?? [],
    (target.keys ?? []).filter(isStandard),
    customizations.keys ?? [],
  );
  const translated = replaceCustomTranslations(target, customizations.translations ?? {});
  return {
    ...target,
    fields,
    ...(target.keys || keys.length > 0 ? { keys } : {}),
    ...(translated && { translations: translated }),
  };
}

/** Standard parts keep their places and their order; custom ones stay where they were, new ones follow their predecessor. */
function replaceCustomParts<P extends Field | Key>(
  current: readonly P[],
  standard: readonly P[],
  custom: readonly P[],
): P[] {
  const byName = new Map([...standard, ...custom].map((part) => [part.name, part]));
  const staying = current.map((part) => part.name).filter((name) => byName.has(name));
  const order = weave(
    staying,
    custom.map((part) => part.name),
    "end",
  );
  return order.map((name) => byName.get(name)!);
}

function standardPartsTouched(incoming: Entity, target: Entity | undefined): string[] {
  const standard = new Set(
    target
      ? namedParts(target)
          .filter((part) => isStandardPart(target, part))
          .map((part) => foldCase(part.name))
      : [],
  );
  return namedParts(incoming)
    .filter((part) => isStandardPart(incoming, part) || standard.has(foldCase(part.name)))
    .map((part) => part.name);
}

function namedParts(entity: Entity): (Field | Key)[] {
  return [...entity.fields, ...(entity.keys ?? [])];
}

type Translations = Record<string, EntityTranslation>;

function isNameOf(selected: readonly { name: string }[]): (name: string) => boolean {
  const names = new Set(selected.map((part) => part.name));
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
function replaceCustomTranslations(target: Entity, custom: Translations): Translations | undefined {
  const isCustomField = isNameOf(target.fields.filter((field) => !isStandardPart(target, field)));
  const isCustomKey = isNameOf((target.keys ?? []).filter((key) => !isStandardPart(target, key)));
  const replaced: [string, EntityTranslation][] = [];
  for (const locale of new Set([...Object.keys(target.translations ?? {}), ...Object.keys(custom)])) {
    const current = target.translations?.[locale];
    const { fields, keys, ...ownTexts } = current ?? {};
    const texts: EntityTranslation = {
      ...ownTexts,
      ...withContent(
        "fields",
        { ...pick(fields, (name) => !isCustomField(name)), ...custom[locale]?.fields },
        fields,
      ),
      ...withContent("keys", { ...pick(keys, (name) => !isCustomKey(name)), ...custom[locale]?.keys }, keys),
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
