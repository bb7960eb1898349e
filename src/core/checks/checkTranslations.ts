import type { Entity, EntityTranslation } from "../model/entity";
import { languageTag } from "../model/languageTag";
import type { Entry, Picklist } from "../model/picklist";
import { perObject } from "../memoize";
import type { DefinitionIssue } from "../resources/resourceType";
import type { JsonPath } from "../schema/checked";
import { Spellings } from "../spelling";
import { foldCase } from "../text";
import { nameCase } from "./nameCase";

/** Code of the problem that something is translated which isn't there. */
const translationUnused = "translation-unused";

/** What is wrong with the translations of an entity: languages said twice or written otherwise, and texts of what isn't there. */
export function* checkEntityTranslations(entity: Entity): Iterable<DefinitionIssue> {
  const { translations } = entity;
  if (!translations) {
    return;
  }
  yield* checkTags(translations);
  const fields = new Names(
    "field",
    entity.fields.map(({ name }) => name),
  );
  const keys = new Names(
    "key",
    (entity.keys ?? []).map(({ name }) => name),
  );
  const entriesOf = new Map(entity.fields.map((field) => [field.name, field]));
  for (const [tag, texts] of Object.entries(translations)) {
    const path = ["translations", tag];
    yield* fields.check(texts.fields ?? {}, [...path, "fields"]);
    yield* keys.check(texts.keys ?? {}, [...path, "keys"]);
    yield* checkInlineEntries(texts.fields ?? {}, entriesOf, path);
  }
}

function* checkInlineEntries(
  texts: NonNullable<EntityTranslation["fields"]>,
  fields: ReadonlyMap<string, Entity["fields"][number]>,
  path: JsonPath,
): Iterable<DefinitionIssue> {
  for (const [name, { entries }] of Object.entries(texts)) {
    const field = fields.get(name);
    if (!entries || !field) {
      continue;
    }
    const at = [...path, "fields", name, "entries"];
    if (field.entries) {
      yield* namesOfEntries(field.entries).check(entries, at);
    } else if (Object.keys(entries).length > 0) {
      const where =
        field.picklist === undefined ? "" : `; those of the picklist ${field.picklist} are translated there`;
      yield unused(`The field "${name}" has no entries of its own to be translated${where}.`, at);
    }
  }
}

/** The same of a picklist. */
export function* checkPicklistTranslations({ entries, translations }: Picklist): Iterable<DefinitionIssue> {
  if (!translations) {
    return;
  }
  yield* checkTags(translations);
  for (const [tag, texts] of Object.entries(translations)) {
    yield* namesOfEntries(entries).check(texts.entries ?? {}, ["translations", tag, "entries"]);
  }
}

/** Languages are the same in any letter case, and with `_` for `-`. */
function* checkTags(translations: Readonly<Record<string, unknown>>): Iterable<DefinitionIssue> {
  const seen = new Map<string, string>();
  for (const written of Object.keys(translations)) {
    const tag = languageTag(written);
    const other = seen.get(foldCase(tag));
    seen.set(foldCase(tag), written);
    if (other !== undefined) {
      yield {
        code: nameCase,
        severity: "error",
        message: `The translations "${other}" and "${written}" are of the same language, ${tag}; put them together.`,
        path: ["translations", written],
        about: `translations ${tag}`,
      };
    }
    if (tag !== written) {
      yield {
        code: nameCase,
        severity: "warning",
        message: `The language "${written}" is written ${tag}.`,
        path: ["translations", written],
        about: `translation ${written}`,
      };
    }
  }
}

const namesOfEntries = perObject(
  (entries: readonly Entry[]): Names =>
    new Names(
      "entry",
      entries.map(({ value }) => String(value)),
    ),
);

/** The names of what can be translated. */
class Names {
  private readonly spellings: Spellings;

  constructor(
    private readonly what: "field" | "key" | "entry",
    names: readonly string[],
  ) {
    this.spellings = new Spellings(names);
  }

  /** The translated names that aren't any of these. */
  *check(texts: Readonly<Record<string, unknown>>, path: JsonPath): Iterable<DefinitionIssue> {
    for (const name of Object.keys(texts)) {
      if (!this.spellings.has(name)) {
        yield this.issue(name, [...path, name]);
      }
    }
  }

  private issue(name: string, path: JsonPath): DefinitionIssue {
    // ["translations", language, …]
    const language = String(path[1]);
    if (this.what === "entry") {
      return unused(
        `There is no entry with the value ${name} that could be translated into ${language}.`,
        path,
      );
    }
    const message = `There is no ${this.what} "${name}" that could be translated into ${language}.${this.spellings.hint(name)}`;
    const issue = unused(message, path);
    return this.spellings.inOtherCase(name) === undefined ? issue : { ...issue, code: nameCase };
  }
}

function unused(message: string, path: JsonPath): DefinitionIssue {
  return { code: translationUnused, severity: "warning", message, path, about: path.join(" ") };
}
