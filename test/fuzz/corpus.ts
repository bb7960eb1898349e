import * as fs from "node:fs";
import * as path from "node:path";
import JSZip from "jszip";
import { findEnvironments } from "../../src/core/environment/findEnvironments";
import { loadEnvironment } from "../../src/core/environment/loadEnvironment";
import { exportPackage, portableResources } from "../../src/core/export/exportPackage";
import { NodeFileSystem } from "../../src/node/nodeFileSystem";
import {
  customField,
  entity,
  field,
  key,
  lookupField,
  picklist,
  picklistField,
  standardEntity,
} from "../support/factories";
import { packageEntries } from "../support/hostilePackage";
import { hostileZip, type HostileEntry } from "../support/hostileZip";
import { steadyPacer, testPlatform } from "../support/testPlatform";

/** A zip to be damaged: its bytes, and its files as far as they can be read. */
export interface ZipSeed {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly entries: readonly HostileEntry[];
}

/** What cases are made of. */
export interface Corpus {
  /** Packages that open. */
  readonly packages: readonly ZipSeed[];
  /** Other zips, from the folder that `ENVFERRY_FUZZ_CORPUS` names. */
  readonly foreign: readonly ZipSeed[];
  /** JSON texts: definitions, descriptions of environments, manifests, and .json files of that folder. */
  readonly texts: readonly string[];
}

const sampleWorkspace = path.join(__dirname, "../../media/sample-workspace");
/** What is longer takes so long to look at that fewer cases would find less. */
const longestText = 200_000;

const unusual = packageEntries({
  definitions: [
    standardEntity({
      fields: [customField({ maxLength: 5 }), lookupField(["con_Project"], { origin: "custom" })],
      keys: [key({ origin: "custom" })],
    }),
    entity({
      primaryField: "con_Name",
      fields: [
        field({ default: "x", maxLength: 3 }),
        picklistField({ default: 1 }),
        lookupField(["Account", "con_Project"]),
        field({
          name: "con_Own",
          type: "multiSelectPicklist",
          entries: [{ value: 1, label: "a" }],
          default: [1],
        }),
        field({
          name: "con_Number",
          type: "decimal",
          minimum: 0,
          maximum: 1e300,
          precision: 2,
          con_x: { a: [1] },
        }),
      ],
      keys: [key()],
      translations: { "de-DE": { displayName: "Projekt", fields: { con_Name: { displayName: "Name" } } } },
      con_unknown: { a: [1, { b: null }] },
    }),
    picklist({ translations: { "de-DE": { entries: { "1": { label: "Eins" } } } } }),
  ],
});

/** The corpus of this repository, and everything below the folder that the environment variable names. */
export async function readCorpus(folder = process.env["ENVFERRY_FUZZ_CORPUS"]): Promise<Corpus> {
  const files = folder === undefined || folder === "" ? [] : filesBelow(folder);
  const foreign: ZipSeed[] = [];
  for (const file of files.filter((name) => name.endsWith(".zip"))) {
    foreign.push(await readZip(path.basename(file), fs.readFileSync(file)));
  }
  const packages = [
    await readZip("unusual", hostileZip(unusual)),
    await readZip("plain", hostileZip(packageEntries())),
    await readZip("sample", await exportSample()),
  ];
  const texts = [
    ...packages.flatMap(({ entries }) => entries.map(({ content }) => Buffer.from(content ?? "").toString())),
    ...[...filesBelow(sampleWorkspace), ...files]
      .filter((name) => name.endsWith(".json"))
      .map((name) => fs.readFileSync(name, "utf8")),
  ];
  return { packages, foreign, texts: texts.filter(({ length }) => length <= longestText) };
}

/** In the order of their names, which is the same everywhere. */
function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .map((name) => path.join(folder, name));
}

async function exportSample(): Promise<Uint8Array> {
  const files = new NodeFileSystem(sampleWorkspace);
  const [header] = await findEnvironments(files, "environments");
  const environment = await loadEnvironment(files, header!, steadyPacer, { codec: testPlatform.codec });
  const request = { selected: portableResources(environment), related: [], name: "Sample" };
  const origin = { createdAt: new Date(0), generator: "envferry/0.0.0" };
  const exported = await exportPackage(environment, request, origin, testPlatform);
  if (!exported.ok) {
    throw new Error("The sample can't be exported");
  }
  return exported.value.bytes;
}

async function readZip(name: string, bytes: Uint8Array): Promise<ZipSeed> {
  const zip = await JSZip.loadAsync(bytes);
  const entries: HostileEntry[] = [];
  for (const file of Object.values(zip.files)) {
    entries.push({ name: file.name, content: file.dir ? "" : await file.async("uint8array") });
  }
  return { name, bytes, entries };
}
