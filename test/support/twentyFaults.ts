import { entity, field, picklist } from "./factories";
import { hostilePackage, listedResources, packageEntries, sha256 } from "./hostilePackage";
import { hostileZip, linkMode, type HostileEntry } from "./hostileZip";

/** What is wrong, as the code and words that its message must have. */
export type Fault = readonly [code: string, words: string];

/** Twenty things that can be wrong with the files of a zip whose directory and manifest can be read. */
export const faultsOfFiles: readonly Fault[] = [
  ["package-entry-unsafe", "../above.json"],
  ["package-entry-unsafe", "entities/../../inside.json"],
  ["package-entry-unsafe", "/etc/absolute.json"],
  ["package-entry-unsafe", "C:drive.json"],
  ["package-entry-unsafe", "entities\\\\backslash.json"],
  ["package-entry-unsafe", "a-link"],
  ["package-entry-unsafe", "a-device"],
  ["package-entry-unsafe", "control\\u0007.json"],
  ["package-entry-unsafe", "entities//double.json"],
  ["package-entry-unsafe", "./dot.json"],
  ["package-entry-duplicate", "picklists/con_Sound.json twice"],
  ["package-entry-duplicate", "picklists/CON_SOUND.json, which differ only in letter case"],
  ["package-entry-duplicate", "The manifest lists picklists/con_Sound.json more than once"],
  ["package-entry-missing", "picklists/con_Missing.json"],
  ["package-entry-unlisted", "extra.js"],
  ["package-entry-unlisted", "folder/"],
  ["package-checksum", "picklists/con_Tampered.json isn't what was exported"],
  ["package-checksum", "picklists/con_Damaged.json is damaged"],
  ["package-unreadable", "picklists/con_Moved.json has another name in front of its data"],
  ["package-unreadable", "picklists/con_Longer.json can't be unpacked"],
];

/** A package with {@link faultsOfFiles}, and nothing else wrong. */
export function packageOfFaultyFiles(): Uint8Array {
  const names = ["con_Sound", "con_Tampered", "con_Damaged", "con_Moved", "con_Longer"];
  const definitions = names.map((name) => picklist({ name }));
  const [sound, ...others] = listedResources({ definitions });
  const missing = { ...sound, name: "con_Missing", path: "picklists/con_Missing.json" };
  const entries = packageEntries({
    definitions,
    manifest: { resources: [sound, sound, missing, ...others] },
  });
  const changes: Record<string, Partial<HostileEntry>> = {
    "picklists/con_Tampered.json": { content: "{}" },
    "picklists/con_Damaged.json": { crc32: 7 },
    "picklists/con_Moved.json": { local: { name: "picklists/con_Other.json" } },
    "picklists/con_Longer.json": { size: 9_999 },
  };
  return hostileZip([
    ...entries.map((entry) => ({ ...entry, ...changes[String(entry.name)] })),
    { name: "../above.json" },
    { name: "entities/../../inside.json" },
    { name: "/etc/absolute.json" },
    { name: "C:drive.json" },
    { name: "entities\\backslash.json" },
    { name: "a-link", unixMode: linkMode },
    { name: "a-device", unixMode: 0o060644 },
    { name: "control\u0007.json" },
    { name: "entities//double.json" },
    { name: "./dot.json" },
    { name: "picklists/con_Sound.json" },
    { name: "picklists/CON_SOUND.json" },
    { name: "extra.js" },
    { name: "folder/", content: "not nothing" },
  ]);
}

/** Twenty things that can be wrong with a manifest that is JSON. */
export const faultsOfManifest: readonly Fault[] = [
  "formatVersion must",
  "name must",
  "version must",
  "description must",
  "createdAt must",
  "generator is missing",
  "source.name must",
  "source.displayName is missing",
  "resources[0].type must",
  "resources[0].name must",
  "resources[0].displayName must",
  "resources[0].kind must",
  "resources[0].path must",
  "resources[0].sha256 must",
  "resources[0].setup must",
  "resources[0].note must",
  "resources[0].related is missing",
  "resources[0].requires must",
  "resources[1].requires[0].type must",
  "resources[1].requires[0].sha256 must",
].map((words): Fault => ["package-manifest-invalid", `not valid: ${words}`]);

export function packageOfFaultyManifest(): Uint8Array {
  return hostilePackage({
    manifest: {
      formatVersion: 0.5,
      name: " ",
      version: 1,
      description: [],
      createdAt: "yesterday",
      generator: undefined,
      source: { name: "" },
    },
    resources: {
      0: {
        ...{
          type: "app",
          name: "9x",
          displayName: "",
          kind: "system",
          path: "",
          sha256: "abc",
          setup: "replace",
        },
        ...{ note: 1, related: undefined, requires: {} },
      },
      1: { requires: [{ type: "flow", name: "con_X", sha256: "ABC" }] },
    },
  });
}

/** Twenty things that can be wrong with definitions in a package that opens, each named by the resource and some words. */
export const faultsOfDefinitions: readonly Fault[] = [
  ["con_Text", "not valid JSON"],
  ["con_Schema", "pluralName"],
  ["con_Schema", "primaryField"],
  ["con_Schema", "fields[0].type"],
  ["con_Schema", "fields[0].maxLength"],
  ["con_Schema", "fields[0].precision"],
  ["con_Schema", "fields[0].required"],
  ["con_Schema", "keys[0].fields"],
  ["con_Schema", "translations.de-DE"],
  ["con_Fields", '"con_Twice" is defined more than once'],
  ["con_Fields", '"con_CASE" differ only in letter case'],
  ["con_Fields", "both a picklist and entries"],
  ["con_Fields", "needs a picklist or entries"],
  ["con_Fields", "The value 1 is used by more than one entry"],
  ["con_Fields", "names no target entity"],
  ["con_Fields", "minimum above its maximum"],
  ["con_Fields", 'key "con_Key" is defined more than once'],
  ["con_Names", 'is named "con_Other"'],
  ["con_Names", 'is called "Another"'],
  ["con_Names", "is standard"],
];

export function packageOfFaultyDefinitions(): Uint8Array {
  const texts: Record<string, string> = {
    con_Text: "{",
    con_Schema: JSON.stringify({
      ...entity({ name: "con_Schema" }),
      ...{ pluralName: 1, primaryField: "a b" },
      fields: [{ ...field(), type: "letters", maxLength: 0, precision: 1.5, required: "yes" }],
      keys: [{ name: "con_Key", fields: [] }],
      translations: { "de-DE": 1 },
    }),
    con_Fields: JSON.stringify(
      entity({
        name: "con_Fields",
        fields: [
          field({ name: "con_Twice" }),
          field({ name: "con_Twice" }),
          field({ name: "con_Case" }),
          field({ name: "con_CASE" }),
          field({ name: "con_Both", type: "picklist", picklist: "con_P", entries: [] }),
          field({ name: "con_Neither", type: "picklist" }),
          field({
            name: "con_Values",
            type: "picklist",
            entries: [
              { value: 1, label: "a" },
              { value: 1, label: "b" },
            ],
          }),
          field({ name: "con_Lookup", type: "lookup" }),
          field({ name: "con_Range", type: "integer", minimum: 2, maximum: 1 }),
        ],
        keys: [
          { name: "con_Key", fields: ["con_Case"] },
          { name: "con_Key", fields: ["con_Case"] },
        ],
      }),
    ),
    con_Names: JSON.stringify(entity({ name: "con_Other", displayName: "Another", kind: "standard" })),
  };
  const names = Object.keys(texts);
  const definitions = names.map((name) => entity({ name }));
  const resources = Object.fromEntries(names.map((name, index) => [index, { sha256: sha256(texts[name]!) }]));
  const entries = packageEntries({ definitions, resources });
  return hostileZip(
    entries.map((entry, index) => (index === 0 ? entry : { ...entry, content: texts[names[index - 1]!] })),
  );
}
