import assert from "node:assert/strict";
import * as fc from "fast-check";
import { scaled } from "../../../../scripts/editor/timeScale";
import { planImport } from "../../../../src/core/import/planImport";
import { setupActions } from "../../../../src/core/import/setupAction";
import { openPackage } from "../../../../src/core/package/openPackage";
import { packageProblemCodes } from "../../../../src/core/package/packageProblem";
import { assertSentence } from "../../../support/assertSentence";
import {
  customField,
  entity,
  field,
  key,
  loadTestEnvironment,
  lookupField,
  picklist,
  picklistField,
  standardEntity,
} from "../../../support/factories";
import { packageEntries, sha256 } from "../../../support/hostilePackage";
import { hostileZip, type HostileEntry } from "../../../support/hostileZip";
import { tries } from "../../../support/runLength";
import { steadyPacer, testPlatform } from "../../../support/testPlatform";

const entities = [
  standardEntity({ fields: [customField({ maxLength: 5 })] }),
  entity({
    primaryField: "con_Name",
    fields: [field({ default: "x" }), picklistField({ default: 1 }), lookupField(["Account", "con_Project"])],
    keys: [key()],
    translations: { "de-DE": { displayName: "Projekt", fields: { con_Name: { displayName: "Name" } } } },
    con_unknown: { a: [1] },
  }),
];
const stage = picklist({ translations: { "de-DE": { entries: { "1": { label: "Eins" } } } } });
const sound = packageEntries({ definitions: [...entities, stage] });

const names = ["__proto__", "constructor", "toString", "name", "", "1", "de-DE", "con_Name"];
const values: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(...names, null, -1, 1.5, 1e300, [], [[]], {}),
  fc.dictionary(fc.constantFrom(...names), fc.constantFrom<unknown>(1, {}, [], null, "x")),
);

interface Edit {
  /** Which of all places in the document, counted over and over. */
  readonly place: number;
  readonly kind: "replace" | "remove" | "add" | "repeat";
  readonly key: string;
  readonly value: unknown;
}
const edits = fc.record<Edit>({
  place: fc.nat(200),
  kind: fc.constantFrom("replace", "remove", "add", "repeat"),
  key: fc.constantFrom(...names),
  value: values,
});

/** Changes one place of a JSON document. */
function change(text: string, { place, kind, key: name, value }: Edit): string {
  const containers: (Record<string, unknown> | unknown[])[] = [];
  const root: unknown = JSON.parse(text, (_, item: unknown) => {
    if (typeof item === "object" && item !== null) {
      containers.push(item as Record<string, unknown>);
    }
    return item;
  });
  const container = containers[place % containers.length]!;
  const target = container as Record<string, unknown>;
  const keys = Object.keys(container);
  const at = keys[place % Math.max(keys.length, 1)] ?? "0";
  const set = (property: string, item: unknown): void => {
    Object.defineProperty(target, property, {
      value: item,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  };
  if (kind === "repeat" && Array.isArray(container)) {
    container.push(container[0]);
  } else if (kind === "remove") {
    Reflect.deleteProperty(target, at);
  } else if (kind === "add" && !Array.isArray(container)) {
    set(name, value);
  } else {
    set(at, value);
  }
  return JSON.stringify(root);
}

/** The package with one file changed and the manifest's checksum mended. */
function edited(index: number, edit: Edit): HostileEntry[] {
  const before = String(sound[index]?.content);
  const after = change(before, edit);
  return sound.map((entry, position) => {
    const content = position === index ? after : String(entry.content);
    return { ...entry, content: position === 0 ? content.replace(sha256(before), sha256(after)) : content };
  });
}

const numRuns = tries({ short: 300, long: 10_000 });

describe("openPackage, whatever stands in its JSON", () => {
  it("opens the package or says why not, and what opens can be planned", async function () {
    this.timeout(scaled(tries({ short: 20_000, long: 600_000 })));
    const targets = [
      await loadTestEnvironment({}),
      await loadTestEnvironment({ entities, picklists: [stage] }),
      await loadTestEnvironment({
        entities: [standardEntity(), entity({ fields: [field({ type: "integer" })] })],
        picklists: [picklist({ kind: "standard" })],
      }),
    ];
    const file = fc.nat(sound.length - 1);
    const action = fc.constantFrom(...setupActions);
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(
        file,
        edits,
        fc.constantFrom(...targets),
        action,
        async (index, edit, target, chosen) => {
          const result = await openPackage(hostileZip(edited(index, edit)), testPlatform);
          if (!result.ok) {
            result.problems.forEach(({ code, message }) => {
              assert.ok(packageProblemCodes.includes(code));
              assertSentence(message);
            });
            return;
          }
          opened++;
          const plan = await planImport(result.value, target, () => chosen, steadyPacer);
          assert.equal(plan.items.length, result.value.resources.length);
        },
      ),
      { numRuns },
    );
    assert.ok(opened > numRuns / 6, `only ${opened} packages opened`);
  });
});
