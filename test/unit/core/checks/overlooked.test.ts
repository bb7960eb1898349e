import assert from "node:assert/strict";
import { languageTag } from "../../../../src/core/model/languageTag";
import { readJson } from "../../../../src/core/json/readJson";
import { entityShape } from "../../../../src/core/model/entity";
import { explain } from "../../../../src/core/schema/checked";
import { closestTo, Spellings } from "../../../../src/core/spelling";
import { entityType } from "../../../../src/core/resources/entityType";
import { picklistType } from "../../../../src/core/resources/picklistType";
import { entity, field, key, loadTestEnvironment, picklist, picklistField } from "../../../support/factories";

const said = (issues: Iterable<{ message: string }>): string[] => [...issues].map(({ message }) => message);

describe("what is only there to be overlooked", () => {
  it("is a property that the field's type doesn't have, which needs nothing either", () => {
    const one = entity({
      fields: [field({ picklist: "con_Stage" }), picklistField({ maxLength: 5, targets: ["a"] })],
    });
    assert.deepEqual(
      [...entityType.checkDetails(one)].map(({ code, path }) => `${code} ${path.join("/")}`),
      [
        "property-of-other-type fields/0/picklist",
        "property-of-other-type fields/1/maxLength",
        "property-of-other-type fields/1/targets",
      ],
    );
    assert.deepEqual(
      [...entityType.references(one)].map(({ to }) => to.name),
      ["con_Stage"],
    );
  });

  it("is a name that is nearly one", () => {
    assert.deepEqual(
      said(entityType.checkDetails(entity({ plurlName: "x", "x-note": 1, Description: "y" }))),
      [
        'The property "plurlName" isn\'t known and says nothing. Did you mean "pluralName"?',
        'The property "Description" isn\'t known and says nothing. Did you mean "description"?',
      ],
    );
  });

  it("is a default of null", () => {
    assert.deepEqual(said(entityType.checkDetails(entity({ fields: [field({ default: null })] }))), [
      'The default of "Name" (con_Name) is null, which stands for none; leave it out.',
    ]);
    assert.deepEqual(
      explain(entityShape, { ...entity(), description: null, kind: null }).map(({ message }) => message),
      ["is null, which says nothing; leave it out", "is null, and must be one of custom, standard"],
    );
  });

  it("is a translation of what isn't there, or is written otherwise", () => {
    const translated = entity({
      fields: [field(), picklistField()],
      keys: [key()],
      translations: {
        "de-DE": {
          fields: {
            con_name: {},
            con_Nmae: {},
            con_StageField: { entries: { "1": { label: "Offen" } } },
          },
          keys: { con_Other: {} },
        },
        de_de: {},
        fr_fr: {},
      },
    });
    assert.deepEqual(said(entityType.checkDetails(translated)), [
      'The translations "de-DE" and "de_de" are of the same language, de-DE; put them together.',
      'The language "de_de" is written de-DE.',
      'The language "fr_fr" is written fr-FR.',
      'There is no field "con_name" that could be translated into de-DE. It is written con_Name.',
      'There is no field "con_Nmae" that could be translated into de-DE. Did you mean con_Name?',
      'There is no key "con_Other" that could be translated into de-DE.',
      'The field "con_StageField" has no entries of its own to be translated; those of the picklist con_Stage are translated there.',
    ]);
    const stage = picklist({ translations: { de: { entries: { "1": {}, "01": {}, "3": {} } } } });
    assert.deepEqual(said(picklistType.checkDetails(stage)), [
      "There is no entry with the value 3 that could be translated into de.",
      "There is no entry with the value 01 that could be translated into de.",
    ]);
  });

  it("is a character that turns the direction of writing, as such or escaped", async () => {
    const { problems } = await loadTestEnvironment({
      entities: [entity({ displayName: "A\u202eB" }), entity({ name: "con_B", description: "“quoted”" })],
    });
    assert.deepEqual(
      problems.map(({ code, line, message }) => [code, line, message]),
      [
        [
          "text-direction",
          3,
          "displayName holds the invisible character [U+202E], which turns the direction of the text around it. Remove it.",
        ],
      ],
    );
  });
});

describe("what was probably meant", () => {
  it("differs in letter case or by a slip or two", () => {
    const names = ["con_Stage", "con_Project", "url"];
    assert.equal(closestTo("CON_STAGE", names), "con_Stage");
    assert.equal(closestTo("con_Satge", names), "con_Stage");
    assert.equal(closestTo("con_Projects", names), "con_Project");
    assert.equal(closestTo("con_Phase", names), undefined);
    assert.equal(closestTo("ulr", names), undefined);
  });

  it("isn't guessed more often than anybody reads, but for letter case", () => {
    const spellings = new Spellings(["con_Stage"]);
    const hints = Array.from({ length: 100 }, () => spellings.hint("con_Stagee")).filter(
      (hint) => hint !== "",
    );
    assert.equal(hints.length, 20);
    assert.equal(spellings.hint("CON_STAGE"), " It is written con_Stage.");
  });

  it("is said of types and of properties that are missing", () => {
    const { displayName, ...rest } = field({ type: "text" });
    const wrong = { ...entity(), fields: [{ ...rest, type: "Text", displyName: displayName }] };
    assert.deepEqual(
      explain(entityShape, wrong).map(({ path, message }) => [path.join("/"), message.split("; ").at(-1)]),
      [
        ["fields/0/displayName", '"displyName" is probably meant for it'],
        ["fields/0/type", '"text" is probably meant'],
      ],
    );
  });
});

describe("a language tag", () => {
  it("is written in the usual letter case, with hyphens", () => {
    const tags = ["DE", "de_at", "zh-hant-tw", "es-419", "constructor", "l1"].map(languageTag);
    assert.deepEqual(tags, ["de", "de-AT", "zh-Hant-TW", "es-419", "constructor", "l1"]);
  });
});

describe("a merge conflict in JSON", () => {
  const messageOf = (text: string): [string, number] | undefined => {
    const read = readJson(new TextEncoder().encode(text));
    const [problem] = read.ok ? [] : read.problems;
    return problem && [problem.message, problem.position.line];
  };
  const keep = "Keep what is right, and delete the lines with the marks.";

  it("is called so, with the lines from mark to mark", () => {
    assert.deepEqual(messageOf('{\n<<<<<<< HEAD\n"a": 1\n=======\r\n"a": 2\n>>>>>>> b\n}'), [
      `The file has an unresolved merge conflict, in lines 2 to 6. ${keep}`,
      2,
    ]);
    const twice = "<<<<<<< a\n=======\n>>>>>>> b\n";
    assert.deepEqual(
      messageOf(twice + twice)?.[0],
      `The file has 2 unresolved merge conflicts, the first in lines 1 to 3. ${keep}`,
    );
    assert.deepEqual(
      messageOf("{\n<<<<<<< a\n")?.[0],
      `The file has an unresolved merge conflict, from line 2 on. ${keep}`,
    );
    assert.deepEqual(messageOf("{\n>>>>>>> b\n}"), [
      `The file holds a mark of a merge conflict (>>>>>>> b) in line 2. ${keep}`,
      2,
    ]);
  });

  it("isn't what only looks like one", () => {
    assert.ok(!messageOf('{ "a": "<<<<<<< HEAD" ')?.[0].includes("conflict"));
    assert.ok(!messageOf("{\n<<<<<<<<<< \n}")?.[0].includes("conflict"));
  });
});
