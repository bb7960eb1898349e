import assert from "node:assert/strict";
import { findEnvironments } from "../../src/core/environment/findEnvironments";
import { findLosses } from "../../src/core/environment/findLosses";
import { loadEnvironment } from "../../src/core/environment/loadEnvironment";
import { planImport } from "../../src/core/import/planImport";
import { setupActions } from "../../src/core/import/setupAction";
import { openPackage } from "../../src/core/package/openPackage";
import { packageLimits } from "../../src/core/package/packageLimits";
import { sha256 } from "../support/hostilePackage";
import { shapes } from "../bench/shapes/shapes";
import { openTestPackage } from "../support/factories";
import { hostileZip, type HostileEntry } from "../support/hostileZip";
import { MemoryFileSystem } from "../support/memoryFileSystem";
import { steadyPacer, testPlatform, watchedCodec } from "../support/testPlatform";
import { makeBomb } from "./bombs";
import { checkEnvironment, checkMessage, checkPackage, checkPackageProblems } from "./checks";
import type { Corpus } from "./corpus";
import { mutateBytes } from "./mutateBytes";
import { encodeText, mutateJsonText, mutateManifest } from "./mutateJson";
import { mutateZip } from "./mutateZip";
import type { Random } from "./random";

/** One kind of case. Makes an input, feeds it and checks what comes out; gives the codes of that, and throws where it is wrong. */
export interface Subject {
  readonly name: string;
  /** How often it has its turn, compared with the others. */
  readonly weight: number;
  readonly run: (random: Random, corpus: Corpus) => Promise<readonly string[]>;
}

export const subjects: readonly Subject[] = [
  {
    name: "package, bytes damaged",
    weight: 30,
    run: (random: Random, corpus: Corpus): Promise<readonly string[]> => {
      const other = (): Uint8Array => random.pick([...corpus.packages, ...corpus.foreign]).bytes;
      return openAndPlan(mutateBytes(pickZip(random, corpus).bytes, random, other), random);
    },
  },
  {
    name: "package, headers falsified",
    weight: 30,
    run: (random, corpus) => openAndPlan(mutateZip(pickZip(random, corpus).entries, random), random),
  },
  {
    name: "package, JSON changed",
    weight: 30,
    run: (random, corpus) => openAndPlan(hostileZip(withChangedJson(random, corpus)), random),
  },
  { name: "environment, files changed", weight: 40, run: loadChanged },
  { name: "package, made to be too much", weight: 1, run: (random) => openAndPlan(makeBomb(random), random) },
  { name: "package, large in one way", weight: 1, run: planShape },
];

/** Plans a package that has very much of something for a target that it has very much to do with, under each action. */
async function planShape(random: Random): Promise<readonly string[]> {
  const shape = random.pick(shapes);
  const content = shape.make(Math.ceil(shape.size / random.pick([4, 10, 100])));
  const pkg = await openTestPackage({ definitions: content.package });
  const fs = new MemoryFileSystem(
    Object.fromEntries([
      ["environments/dev/environment.json", '{"formatVersion":1,"name":"dev","displayName":"Dev"}'],
      ...content.target.map((definition): [string, string] => [
        `environments/dev/${"entries" in definition ? "picklists" : "entities"}/${definition.name}.json`,
        JSON.stringify(definition),
      ]),
    ]),
  );
  const [header] = await findEnvironments(fs, "environments");
  const target = await loadEnvironment(fs, header!, steadyPacer, { codec: testPlatform.codec });
  const action = random.pick(setupActions);
  const plan = await planImport(pkg, target, () => action, steadyPacer);
  plan.items.flatMap(({ findings }) => findings).forEach(({ message }) => checkMessage(message));
  return ["planned"];
}

function pickZip(random: Random, { packages, foreign }: Corpus): Corpus["packages"][number] {
  return foreign.length > 0 && random.once(4) ? random.pick(foreign) : random.pick(packages);
}

/** Opens a package. What opens is planned as well, for whatever target and choice. */
async function openAndPlan(bytes: Uint8Array, random: Random): Promise<readonly string[]> {
  const codec = watchedCodec();
  const opened = await openPackage(bytes, { ...testPlatform, codec });
  assert.ok(codec.inflations.every(({ limit }) => limit <= packageLimits.fileBytes));
  const inflated = codec.inflations.reduce((sum, { out }) => sum + (typeof out === "number" ? out : 0), 0);
  assert.ok(inflated <= packageLimits.totalBytes, `${inflated} bytes were unpacked`);
  if (!opened.ok) {
    checkPackageProblems(opened.problems);
    return opened.problems.map(({ code }) => code);
  }
  checkPackage(opened.value);
  const fs = targetOf(
    opened.value.resources.flatMap(({ path, definition }) => (definition ? [[path, definition]] : [])),
    random,
  );
  const [header] = await findEnvironments(fs, "environments");
  const target = await loadEnvironment(fs, header!, steadyPacer, { codec });
  const plan = await planImport(opened.value, target, () => random.pick(setupActions), steadyPacer);
  assert.equal(plan.items.length, opened.value.resources.length);
  plan.items.flatMap(({ findings }) => findings).forEach(({ message }) => checkMessage(message));
  return ["opened"];
}

/** A target that has some of what a package brings, a little different. */
function targetOf(definitions: readonly (readonly [string, object])[], random: Random): MemoryFileSystem {
  const some = definitions.filter(() => random.once(2));
  return new MemoryFileSystem(
    Object.fromEntries([
      ["environments/dev/environment.json", '{"formatVersion":1,"name":"dev","displayName":"Dev"}'],
      ...some.map(([path, definition]): [string, string] => [
        `environments/dev/${path}`,
        JSON.stringify(random.once(2) ? definition : { ...definition, description: "Another one" }),
      ]),
    ]),
  );
}

/** The entries of a package with one or two JSON files changed, most often with the checksums that they have then. */
function withChangedJson(random: Random, corpus: Corpus): HostileEntry[] {
  let entries = random.pick(corpus.packages).entries.map((entry) => ({
    ...entry,
    content: Buffer.from(entry.content ?? ""),
  }));
  for (let left = random.between(1, 2); left > 0; left--) {
    const place = random.below(random.once(2) ? entries.length : Math.min(entries.length, 4));
    const before = entries[place]!.content;
    const mutate = place === 0 && random.once(4) ? mutateManifest : mutateJsonText;
    const text = mutate(before.toString(), random, () => random.pick(corpus.texts));
    const after = Buffer.from(encodeText(text, random));
    const [known, mended] = [sha256(before), sha256(after)];
    entries = entries.map((entry, index) => {
      if (index === place) {
        return { ...entry, content: after };
      }
      const isManifest = index === 0 && place !== 0 && !random.once(20);
      return isManifest
        ? { ...entry, content: Buffer.from(entry.content.toString().replace(known, mended)) }
        : entry;
    });
  }
  return entries;
}

const fileNames = [
  ...["environment.json", "entities/con_Project.json", "entities/CON_PROJECT.json", "entities/Account.json"],
  ...["picklists/con_Stage.json", "entities/__proto__.json", "entities/constructor.json", "entities/.json"],
  ...[
    "entities/.hidden.json",
    "entities/a b.json",
    "entities/é.json",
    "entities/a\nb.json",
    "entities/x\u2028y.json",
  ],
  ...[
    "entities/con.json",
    `entities/${"n".repeat(240)}.json`,
    "entities/sub/deep.json",
    "entities",
    "picklists",
  ],
];

/** An environment in which any file may be anything, beside two that are sound and must load. */
async function loadChanged(random: Random, corpus: Corpus): Promise<readonly string[]> {
  const sound = ["entities/con_Sound.json", "picklists/con_Sound.json"];
  const common = '"name":"con_Sound","displayName":"Sound","kind":"custom"';
  const files = new Map<string, Uint8Array>([
    ["environment.json", Buffer.from('{"formatVersion":1,"name":"dev","displayName":"Dev"}')],
    [sound[0]!, Buffer.from(`{${common},"fields":[]}`)],
    [sound[1]!, Buffer.from(`{${common},"entries":[]}`)],
  ]);
  const { entries } = random.pick(corpus.packages);
  for (let left = random.between(1, 4); left > 0; left--) {
    const entry = random.pick(entries);
    const isOwn = !random.once(4);
    const name = isOwn && entry.name !== "manifest.json" ? String(entry.name) : random.pick(fileNames);
    const text =
      isOwn && name !== "environment.json"
        ? Buffer.from(entry.content ?? "").toString()
        : random.pick(corpus.texts);
    files.set(name, changedFile(text, random, corpus));
  }
  const isFolder = (name: string): boolean => [...files.keys()].some((other) => other.startsWith(`${name}/`));
  const below = [...files]
    .filter(([name]) => !isFolder(name))
    .map(([name, bytes]) => [`environments/dev/${name}`, bytes] as const);
  const fs = new MemoryFileSystem(Object.fromEntries(below));
  const headers = await findEnvironments(fs, "environments");
  assert.equal(headers.length, 1);
  const environment = await loadEnvironment(fs, headers[0]!, steadyPacer, { codec: testPlatform.codec });
  const contents = new Map(below);
  checkEnvironment(environment, contents);
  for (const file of sound) {
    const isUntouched = Buffer.from(contents.get(`environments/dev/${file}`)!)
      .toString()
      .startsWith(`{${common}`);
    assert.ok(!isUntouched || environment.resources.some((resource) => resource.file.endsWith(file)));
  }
  const losses = await findLosses(environment, [...contents.keys()], steadyPacer);
  losses.forEach((loss) => checkMessage(`It ${loss}.`));
  return environment.problems.length === 0 ? ["loaded"] : environment.problems.map(({ code }) => code);
}

function changedFile(text: string, random: Random, corpus: Corpus): Uint8Array {
  const other = (): string => random.pick(corpus.texts);
  switch (random.below(8)) {
    case 0:
      return mutateBytes(Buffer.from(text), random, () => Buffer.from(other()));
    case 1:
      return random.bytes(random.below(400));
    default:
      return encodeText(mutateJsonText(text, random, other), random);
  }
}
