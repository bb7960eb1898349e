import { object, parts, translations } from "../compare/layout";
import { checkEntity, checkEntityInContext } from "../checks/checkEntity";
import { weave } from "../import/weave";
import { entityShape, isStandardPart, type Entity, type EntityTranslation, type Field, type Key } from "../model/entity";
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
  counts: (entity) => ({
    fields: entity.fields.length,
    customFields: entity.fields.filter((field) => !isStandardPart(entity, field)).length,
    keys: entity.keys?.length ?? 0,
  }),
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
  const standardFields = target.fields.filter((field) => isStandardPart(target, field));
  const standardKeys = (target.keys ?? []).filter((key) => isStandardPart(target, key));
  const fields = replaceCustomParts(target.fields, standardFields, customizations.fields);
  const keys = replaceCustomParts(target.keys ?? [], standardKeys, customizations.keys ?? []);
  const standardTranslations = selectTranslations(target, isNameOf(standardFields), isNameOf(standardKeys), true);
  const translated = joinTranslations(target, standardTranslations, customizations.translations);
  return {
    ...target,
    fields,
    ...(target.keys || keys.length > 0 ? { keys } : {}),
    ...(target.translations || translated ? { translations: translated ?? {} } : {}),
  };
}

/** Standard parts keep their places and their order; custom ones stay where they were, new ones follow their predecessor. */
function replaceCustomParts<P extends Field | Key>(current: readonly P[], standard: readonly P[], custom: readonly P[]): P[] {
  const byName = new Map([...standard, ...custom].map((part) => [part.name, part]));
  const staying = current.map((part) => part.name).filter((name) => byName.has(name));
  const order = weave(
    staying,
    custom.map((part) => part.name),
    "end",
  );
  return order.map((name) => byName.get(name)!);
}

type Translations = Record<string, EntityTranslation>;

function isNameOf(selected: readonly { name: string }[]): (name: string) => boolean {
  const names = new Set(selected.map((part) => part.name));
  return (name) => names.has(name);
}

/** The translations of some fields and keys and, if asked, of the entity itself; undefined when there is none. */
function selectTranslations(
  entity: Entity,
  hasField: (name: string) => boolean,
  hasKey: (name: string) => boolean,
  withOwnTexts = false,
): Translations | undefined {
  const selected: [string, EntityTranslation][] = [];
  for (const [locale, { fields, keys, ...ownTexts }] of Object.entries(entity.translations ?? {})) {
    const fieldTexts = Object.entries(fields ?? {}).filter(([name]) => hasField(name));
    const keyTexts = Object.entries(keys ?? {}).filter(([name]) => hasKey(name));
    const texts: EntityTranslation = {
      ...(withOwnTexts && ownTexts),
      ...(fieldTexts.length > 0 && { fields: Object.fromEntries(fieldTexts) }),
      ...(keyTexts.length > 0 && { keys: Object.fromEntries(keyTexts) }),
    };
    if (Object.keys(texts).length > 0) {
      selected.push([locale, texts]);
    }
  }
  return selected.length > 0 ? Object.fromEntries(selected) : undefined;
}

/** Puts the translations of standard and of custom parts together, locales in the target's order. */
function joinTranslations(
  target: Entity,
  standard: Translations | undefined,
  custom: Translations | undefined,
): Translations | undefined {
  const locales = new Set([...Object.keys(target.translations ?? {}), ...Object.keys(custom ?? {})]);
  const joined: [string, EntityTranslation][] = [];
  for (const locale of locales) {
    const ours = standard?.[locale];
    const theirs = custom?.[locale];
    if (ours && theirs) {
      joined.push([
        locale,
        {
          ...ours,
          ...(ours.fields || theirs.fields ? { fields: { ...ours.fields, ...theirs.fields } } : {}),
          ...(ours.keys || theirs.keys ? { keys: { ...ours.keys, ...theirs.keys } } : {}),
        },
      ]);
    } else if (ours ?? theirs) {
      joined.push([locale, (ours ?? theirs)!]);
    }
  }
  return joined.length > 0 ? Object.fromEntries(joined) : undefined;
}
