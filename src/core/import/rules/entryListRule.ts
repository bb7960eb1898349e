import type { Change } from "../../compare/compare";
import { choiceTypes, type Entity } from "../../model/entity";
import type { Entry, Picklist } from "../../model/picklist";
import type { JsonPath } from "../../schema/checked";
import { foldLabel } from "../../visibleText";
import type { Finding } from "../finding";
import { fieldTitle } from "./fieldRule";
import { fromTo, subjectName } from "./places";
import type { Found, ImportSubject, ResourceRule } from "./rule";

/** The entries of a picklist, or of a field that has its own, which the target has and that don't stay as they are. */
export interface EntryLists {
  /** The target's entries by their value. */
  readonly before: ReadonlyMap<number, Entry>;
  readonly after: ReadonlyMap<number, Entry>;
  /** What the package has, whatever comes of it. */
  readonly incoming: ReadonlyMap<number, Entry>;
  /** Where the list is, as changes say it: `["entries"]`. */
  readonly path: JsonPath;
  /** The changes of the list and of what is in it. */
  readonly changes: readonly Change[];
  /** "the picklist Stage (con_Stage)", "the field Stage (con_Stage) of Project" */
  readonly owner: string;
  /** Where the target has an entry, and the package one that has to do with it. */
  readonly places: (targetValue: number, packageValue: number) => Finding["places"];
}

/** A rule on a list of entries that the import changes. */
export interface EntryListRule {
  check(lists: EntryLists, subject: ImportSubject): Iterable<Found>;
}

/** Applies rules to each list of entries that an import changes. */
export function eachEntryList(rules: readonly EntryListRule[]): ResourceRule {
  return {
    *check(subject) {
      for (const lists of listsTouched(subject)) {
        for (const rule of rules) {
          yield* rule.check(lists, subject);
        }
        yield undefined;
      }
    },
  };
}

function* listsTouched(subject: ImportSubject): Iterable<EntryLists> {
  const { resource, target, after, incoming, changes } = subject;
  if (!target || !after || !incoming || changes.length === 0) {
    return;
  }
  const build = (
    owner: string,
    ids: JsonPath,
    ofList: readonly Change[],
    lists: Record<"before" | "after" | "incoming", Picklist["entries"]>,
  ): EntryLists => ({
    before: byValue(lists.before),
    after: byValue(lists.after),
    incoming: byValue(lists.incoming),
    path: ids,
    changes: ofList,
    owner,
    places: (targetValue, packageValue) => fromTo(subject, [...ids, targetValue], [...ids, packageValue]),
  });
  if (resource.ref.type === "picklist") {
    const [before, now, theirs] = [target.definition as Picklist, after as Picklist, incoming as Picklist];
    const lists = { before: before.entries, after: now.entries, incoming: theirs.entries };
    const ofList = changes.filter(({ path }) => path[0] === "entries");
    if (ofList.length > 0) {
      yield build(lowerFirst(subjectName(subject)), ["entries"], ofList, lists);
    }
    return;
  }
  const byField = changesByField(changes);
  if (byField.size === 0) {
    return;
  }
  const [before, now, theirs] = [target.definition as Entity, after as Entity, incoming as Entity].map(
    ({ fields }) => new Map(fields.map((field) => [field.name, field])),
  );
  for (const [name, ofList] of byField) {
    const field = now?.get(String(name));
    const lists = { before: before?.get(String(name))?.entries, after: field?.entries };
    if (field && choiceTypes.has(field.type) && lists.before && lists.after) {
      yield build(lowerFirst(fieldTitle(subject, field)), ["fields", field.name, "entries"], ofList, {
        before: lists.before,
        after: lists.after,
        incoming: theirs?.get(field.name)?.entries ?? [],
      });
    }
  }
}

/** The changes of fields' own entries, by the field's name. */
function changesByField(changes: readonly Change[]): ReadonlyMap<unknown, readonly Change[]> {
  const byField = new Map<unknown, Change[]>();
  for (const change of changes) {
    const [list, name, property] = change.path;
    if (list !== "fields" || property !== "entries") {
      continue;
    }
    const known = byField.get(name);
    if (known) {
      known.push(change);
    } else {
      byField.set(name, [change]);
    }
  }
  return byField;
}

function byValue(entries: readonly Entry[]): ReadonlyMap<number, Entry> {
  return new Map(entries.map((entry) => [entry.value, entry]));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Whether two labels are the same to people. */
export function isSameLabel(one: string, other: string): boolean {
  return one === other || foldLabel(one) === foldLabel(other);
}
