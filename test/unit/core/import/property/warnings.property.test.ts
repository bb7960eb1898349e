import assert from "node:assert/strict";
import fc from "fast-check";
import type { PlanItem } from "../../../../../src/core/import/importPlan";
import type { Definition } from "../../../../../src/core/resources/resourceType";
import { runs } from "../../schema/propertyRuns";
import { plan } from "./settle";
import { filesOf, packageOfWorld, worlds } from "./worlds";

type Field = Readonly<Record<string, unknown>>;

const fieldRules = [
  "length-reduced",
  "range-narrowed",
  "required-added",
  "lookup-targets-reduced",
  "entry-relabelled",
];

describe("warnings on fields", () => {
  it("are there exactly where a field gets stricter, or a label changes", () =>
    fc.assert(
      fc.asyncProperty(worlds(), async (world) => {
        const pkg = await packageOfWorld(world);
        fc.pre(pkg !== undefined);
        for (const item of (await plan(filesOf(world.target), pkg, world.actions)).items) {
          if (item.ref.type === "entity" && item.before && item.after) {
            const retyped = retypedFields(item.before, item.after);
            const isKept = (line: string): boolean => !retyped.has(line.split(" ")[0]!);
            assert.deepEqual(
              found(item).filter(isKept).sort(),
              expected(item.before, item.after).filter(isKept).sort(),
            );
          }
        }
      }),
      runs(600),
    ));
});

/** `a length-reduced`, for each finding on a field. */
function found({ findings, resource }: PlanItem): string[] {
  return findings
    .filter(({ rule }) => fieldRules.includes(rule))
    .map(({ rule, places }) => {
      const [place] = places;
      const index = place?.side === "package" ? Number(place.path[1]) : -1;
      return `${String(fieldsOf(resource.definition)[index]?.["name"])} ${rule}`;
    });
}

/** The same, by looking at each field by itself. */
function expected(before: Definition, after: Definition): string[] {
  const lines: string[] = [];
  for (const now of fieldsOf(after)) {
    const old = fieldsOf(before).find((one) => one["name"] === now["name"]);
    const note = (rule: string, isTrue: boolean): unknown =>
      isTrue && lines.push(`${String(now["name"])} ${rule}`);
    const bound = (field: Field, property: string, none: number): number => Number(field[property] ?? none);
    note(
      "required-added",
      now["required"] === true && (old ? old["required"] !== true : now["default"] === undefined),
    );
    if (old) {
      note("length-reduced", bound(now, "maxLength", Infinity) < bound(old, "maxLength", Infinity));
      note(
        "range-narrowed",
        bound(now, "minimum", -Infinity) > bound(old, "minimum", -Infinity) ||
          bound(now, "maximum", Infinity) < bound(old, "maximum", Infinity),
      );
      const targets = (now["targets"] ?? []) as string[];
      note(
        "lookup-targets-reduced",
        ((old["targets"] ?? []) as string[]).some((one) => !targets.includes(one)),
      );
      for (const entry of entriesOf(now)) {
        const twin = entriesOf(old).find((one) => one["value"] === entry["value"]);
        note("entry-relabelled", twin !== undefined && twin["label"] !== entry["label"]);
      }
    }
  }
  return lines;
}

/** Names of the fields whose type changes, or where their choices come from: another rule is about them. */
function retypedFields(before: Definition, after: Definition): ReadonlySet<string> {
  const kind = (field: Field): string =>
    `${String(field["type"])} ${"entries" in field} ${"picklist" in field}`;
  const old = new Map(fieldsOf(before).map((field) => [field["name"], kind(field)]));
  return new Set(
    fieldsOf(after)
      .filter((field) => old.has(field["name"]) && old.get(field["name"]) !== kind(field))
      .map((field) => String(field["name"])),
  );
}

function fieldsOf(definition: Definition | undefined): readonly Field[] {
  return (definition?.["fields"] ?? []) as Field[];
}

function entriesOf(field: Field): readonly Field[] {
  return (field["entries"] ?? []) as Field[];
}
