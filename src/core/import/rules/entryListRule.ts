import type { Entity } from "../../model/entity";
import type { Entry, Picklist } from "../../model/picklist";
import type { JsonPath } from "../../schema/checked";
import type { Finding } from "../finding";
import { fieldTitle } from "./fieldRule";
import { fromTo, subjectName } from "./places";
import type { ImportSubject, ResourceRule } from "./rule";

/** The entries of a picklist, or of a field that has its own, which the target has and that don't stay as they are. */
export interface EntryLists {
  /** The target's entries by their value. */
  readonly before: ReadonlyMap<number, Entry>;
  readonly after: ReadonlyMap<number, Entry>;
  /** What the package has, whatever comes of it. */
  readonly incoming: ReadonlyMap<number, Entry>;
  /** Where the list is, as changes say it: `["entries"]`. */
  readonly path: JsonPath;
  /** "the picklist Stage (con_Stage)", "the field Stage (con_Stage) of Project" */
  readonly owner: string;
  /** Where the target has an entry, and the package one that has to do with it. */
  readonly places: (targetValue: number, packageValue: number) => Finding["places"];
}

/** A rule on a list of entries that the import changes. */
export interface EntryListRule {
  check(lists: EntryLists, subject: ImportSubject): Finding[];
}

/** Applies rules to each list of entries that an import changes. */
export function eachEntryList(rules: readonly EntryListRule[]): ResourceRule {
  return {
    check: (subject) =>
      listsTouched(subject).flatMap((lists) => rules.flatMap((rule) => rule.check(lists, subject))),
  };
}

function listsTouched(subject: ImportSubject): EntryLists[] {
  const { resource, target, after, incoming, changes } = subject;
  if (!target || !after || !incoming || changes.length === 0) {
    return [];
  }
  const build = (
    owner: string,
    ids: JsonPath,
    lists: Record<"before" | "after" | "incoming", Picklist["entries"]>,
  ): EntryLists => ({
    before: byValue(lists.before),
    after: byValue(lists.after),
    incoming: byValue(lists.incoming),
    path: ids,
    owner,
    places: (targetValue, packageValue) => fromTo(subject, [...ids, targetValue], [...ids, packageValue]),
  });
  if (resource.ref.type === "picklist") {
    const [before, now, theirs] = [target.definition as Picklist, after as Picklist, incoming as Picklist];
    const lists = { before: before.entries, after: now.entries, incoming: theirs.entries };
    return changes.some(({ path }) => path[0] === "entries")
      ? [build(lowerFirst(subjectName(subject)), ["entries"], lists)]
      : [];
  }
  const names = new Set(
    changes.filter(({ path }) => path[0] === "fields" && path[2] === "entries").map(({ path }) => path[1]),
  );
  if (names.size === 0) {
    return [];
  }
  const [before, now, theirs] = [target.definition as Entity, after as Entity, incoming as Entity].map(
    ({ fields }) => new Map(fields.map((field) => [field.name, field])),
  );
  return [...names].flatMap((name) => {
    const field = now?.get(String(name));
    const lists = { before: before?.get(String(name))?.entries, after: field?.entries };
    return field && lists.before && lists.after
      ? [
          build(lowerFirst(fieldTitle(subject, field)), ["fields", field.name, "entries"], {
            before: lists.before,
            after: lists.after,
            incoming: theirs?.get(field.name)?.entries ?? [],
          }),
        ]
      : [];
  });
}

function byValue(entries: readonly Entry[]): ReadonlyMap<number, Entry> {
  return new Map(entries.map((entry) => [entry.value, entry]));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Whether two labels are the same to people. */
export function isSameLabel(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
