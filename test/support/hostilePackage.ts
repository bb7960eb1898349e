import { createHash } from "node:crypto";
import { openPackage } from "../../src/core/package/openPackage";
import { packageLimits, type PackageLimits } from "../../src/core/package/packageLimits";
import type { PackageProblem } from "../../src/core/package/packageProblem";
import type { Platform } from "../../src/core/ports";
import type { Definition } from "../../src/core/resources/resourceType";
import { entity, picklist } from "./factories";
import { hostileZip, type HostileEnd, type HostileEntry } from "./hostileZip";
import { testPlatform } from "./testPlatform";

export type Json = Record<string, unknown>;

export interface HostileContent {
  readonly definitions?: readonly Definition[];
  /** Properties of the manifest in place of the right ones; an undefined one is left out. */
  readonly manifest?: Json;
  /** The same for the manifest's n-th resource. */
  readonly resources?: Readonly<Record<number, Json>>;
}

/** The entries of a sound package, manifest first, ready to be tampered with: entities/con_Project.json and picklists/con_Stage.json. */
export function packageEntries(content: HostileContent = {}): HostileEntry[] {
  const { definitions = [entity(), picklist()], manifest = {}, resources = {} } = content;
  const files = definitions.map((definition) => ({
    definition,
    path: `${"entries" in definition ? "picklists" : "entities"}/${definition.name}.json`,
    text: `${JSON.stringify(definition, null, 2)}\n`,
  }));
  const listed = files.map(({ definition, path, text }, index) => ({
    type: "entries" in definition ? "picklist" : "entity",
    name: definition.name,
    displayName: definition.displayName,
    kind: definition.kind,
    path,
    sha256: sha256(text),
    setup: "merge",
    related: false,
    requires: [],
    ...resources[index],
  }));
  const whole = {
    formatVersion: 1,
    name: "Hostile",
    createdAt: "2026-01-31T12:00:00.000Z",
    generator: "envferry/0.0.0",
    source: { name: "source", displayName: "Source" },
    resources: listed,
    ...manifest,
  };
  return [
    { name: "manifest.json", content: `${JSON.stringify(whole, null, 2)}\n` },
    ...files.map(({ path, text }) => ({ name: path, content: text })),
  ];
}

/** What the manifest of {@link packageEntries} lists, to be changed and given back as `manifest: { resources }`. */
export function listedResources(content?: HostileContent): Json[] {
  const manifest = JSON.parse(String(packageEntries(content)[0]?.content)) as { resources: Json[] };
  return manifest.resources;
}

/** The entries with some properties of the one named changed. */
export function tamper(
  entries: readonly HostileEntry[],
  name: string,
  changes: Partial<HostileEntry>,
): HostileEntry[] {
  if (!entries.some((entry) => entry.name === name)) {
    throw new Error(`There is no ${name} to tamper with`);
  }
  return entries.map((entry) => (entry.name === name ? { ...entry, ...changes } : entry));
}

/** A sound package with one more entry. */
export function packageWith(...more: HostileEntry[]): Uint8Array {
  return hostileZip([...packageEntries(), ...more]);
}

export function hostilePackage(content: HostileContent = {}, end?: HostileEnd): Uint8Array {
  return hostileZip(packageEntries(content), end);
}

/** Opens a package and gives what is wrong with it; none for one that opens. */
export async function problemsOf(
  bytes: Uint8Array,
  limits: PackageLimits = packageLimits,
  platform: Platform = testPlatform,
): Promise<readonly PackageProblem[]> {
  const opened = await openPackage(bytes, platform, limits);
  return opened.ok ? [] : opened.problems;
}

/** The codes of {@link problemsOf}. */
export async function codesOf(bytes: Uint8Array, limits?: PackageLimits): Promise<string[]> {
  return (await problemsOf(bytes, limits)).map((problem) => problem.code);
}

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
