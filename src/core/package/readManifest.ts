import { readExactJson } from "../json/readExactJson";
import { pathText, wordIssue } from "../json/wordIssue";
import { giveWay, type Pacer, type Platform } from "../ports";
import { definitionPath } from "../resources/registry";
import { failure, failures, success, type Result } from "../result";
import { explain, isObject } from "../schema/checked";
import { foldCase } from "../text";
import { manifestPath, manifestShape, manifestVersion, type Manifest } from "./manifest";
import { packageLimits, type PackageLimits } from "./packageLimits";
import type { PackageProblem } from "./packageProblem";
import { ZipContents } from "./zip/zipContents";

/**
 * What a package says that it holds, without unpacking more than that. Good enough to find packages; opening one may still refuse it.
 * Fails as `openPackage` does. Rejects only when the pacer's job is cancelled.
 */
export async function readPackageManifest(
  bytes: Uint8Array,
  { codec, pacer }: Platform,
  limits: PackageLimits = packageLimits,
): Promise<Result<Manifest, PackageProblem>> {
  const zip = ZipContents.open(bytes, limits, codec);
  if (!zip.ok) {
    return zip;
  }
  await giveWay(pacer);
  return zip.value.problems.length > 0 ? failures(zip.value.problems) : readManifest(zip.value, pacer);
}

/** The manifest of a zip; fails with everything that is wrong with it. */
export async function readManifest(
  zip: ZipContents,
  pacer: Pacer,
): Promise<Result<Manifest, PackageProblem>> {
  if (!zip.has(manifestPath)) {
    return failure({ code: "package-manifest-missing", message: describeMissing(zip) });
  }
  const read = await zip.read(manifestPath);
  if (!read.ok) {
    return read;
  }
  await giveWay(pacer);
  const json = readExactJson(read.value.bytes, read.value.tally);
  if (!json.ok) {
    return failures(
      json.problems.map(({ message, position }) =>
        invalidManifest(`${message.replace(/\.$/, "")} (line ${position.line}).`),
      ),
    );
  }
  const version = isObject(json.value) ? json.value["formatVersion"] : undefined;
  if (typeof version === "number" && version > manifestVersion) {
    return failure({
      code: "package-format-newer",
      message: `The package has format version ${version}, and this Envferry reads up to ${manifestVersion}; update Envferry to import it.`,
      entry: manifestPath,
    });
  }
  await giveWay(pacer);
  const issues = explain(manifestShape, json.value);
  if (issues.length > 0) {
    return failures(issues.map((issue) => invalidManifest(wordIssue(issue.path, issue.message))));
  }
  await giveWay(pacer);
  const manifest = json.value as Manifest;
  if (manifest.resources.length === 0) {
    return failure({
      code: "package-empty",
      message: "The package has no resources; there is nothing to import.",
    });
  }
  const misplaced = manifest.resources.flatMap((resource, index) =>
    resource.path === definitionPath(resource)
      ? []
      : [invalidManifest(`${pathText(["resources", index, "path"])} must be ${definitionPath(resource)}.`)],
  );
  return misplaced.length > 0 ? failures(misplaced) : success(manifest);
}

/** Unpacking a package and zipping its folder again puts everything one step down; file managers do that by themselves. */
function describeMissing(zip: ZipContents): string {
  for (const path of zip.paths()) {
    const [folder, rest] = splitLast(path);
    if (folder !== "" && foldCase(rest) === manifestPath) {
      return `The zip file has its ${rest} in the folder ${folder}; zip what is in ${folder}, not the folder itself.`;
    }
    if (foldCase(path) === manifestPath) {
      return `The zip file has ${path} in place of ${manifestPath}; names of files in a package are in small letters.`;
    }
  }
  return `The zip file has no ${manifestPath}, so it isn't an Envferry package.`;
}

/** The folders of a path, and its last step. */
function splitLast(path: string): readonly [folder: string, name: string] {
  const end = path.lastIndexOf("/");
  return [path.slice(0, end + 1), path.slice(end + 1)];
}

function invalidManifest(sentence: string): PackageProblem {
  return {
    code: "package-manifest-invalid",
    message: `The package's manifest is not valid: ${sentence}`,
    entry: manifestPath,
  };
}
