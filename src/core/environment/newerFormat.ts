import { readJson } from "../json/readJson";
import { descriptionFile, environmentVersion } from "../model/environmentDescription";
import { isObject } from "../schema/checked";
import type { EnvironmentHeader } from "./environment";

/** The format version that an `environment.json` says it has, where that is one that came after this Envferry. */
export function newerVersionIn(bytes: Uint8Array): number | undefined {
  const json = readJson(bytes);
  const version = json.ok && isObject(json.value) ? json.value["formatVersion"] : undefined;
  return typeof version === "number" && version > environmentVersion ? version : undefined;
}

/** What is wrong with an environment of such a version, as whole sentences. */
export function describeNewer(version: number): string {
  return `The environment has format version ${version}, and this Envferry knows up to ${environmentVersion}. Update Envferry to work with it.`;
}

/** Why an environment can't be worked with, as whole sentences that name its file; undefined for all others. */
export function whyTooNew({ folder, newerVersion }: EnvironmentHeader): string | undefined {
  return newerVersion === undefined
    ? undefined
    : `${folder}/${descriptionFile}: ${describeNewer(newerVersion)}`;
}
