import { presentable } from "../checks/presentable";
import { readExactJson } from "../json/readExactJson";
import { giveWay, type Platform } from "../ports";
import { resourceTypeOf } from "../resources/registry";
import type { Definition, DefinitionIssue, ResourceType } from "../resources/resourceType";
import { failure, failures, success, type Result } from "../result";
import { explain } from "../schema/checked";
import { foldCase, printable } from "../text";
import { wordIssue } from "../json/wordIssue";
import { manifestPath, type Manifest, type ManifestResource } from "./manifest";
import type { Package, PackageResource } from "./package";
import { packageLimits, type PackageLimits } from "./packageLimits";
import type { PackageProblem } from "./packageProblem";
import { readManifest } from "./readManifest";
import { ZipContents, type UnpackedFile } from "./zip/zipContents";

/**
 * Opens a package without trusting anything in it. Refuses it with everything that is wrong, as far as that can be told: a zip that
 * can't be read has one problem, a readable one may have many.
 * Rejects only when the pacer's job is cancelled.
 */
export async function openPackage(
  bytes: Uint8Array,
  platform: Platform,
  limits: PackageLimits = packageLimits,
): Promise<Result<Package, PackageProblem>> {
  const opened = await openUnworded(bytes, platform, limits);
  // Names in a package can be of any length and hold anything.
  return opened.ok
    ? opened
    : failures(opened.problems.map((problem) => ({ ...problem, message: printable(problem.message) })));
}

async function openUnworded(
  bytes: Uint8Array,
  platform: Platform,
  limits: PackageLimits,
): Promise<Result<Package, PackageProblem>> {
  const opened = ZipContents.open(bytes, limits, platform.codec);
  if (!opened.ok) {
    return opened;
  }
  const zip = opened.value;
  await giveWay(platform.pacer);
  const manifest = await readManifest(zip, platform.pacer);
  if (!manifest.ok) {
    return failures([...zip.problems, ...manifest.problems]);
  }

  await giveWay(platform.pacer);
  const problems: PackageProblem[] = [...zip.problems, ...compareListing(manifest.value, zip)];
  const resources: PackageResource[] = [];
  for (const listed of manifest.value.resources) {
    if (!zip.has(listed.path)) {
      continue;
    }
    const read = await readResource(listed, zip, platform);
    if (read.ok) {
      resources.push(read.value);
    } else {
      problems.push(...read.problems);
      if (read.problems.some((problem) => problem.code === "package-limits")) {
        // A bomb: what else might be wrong isn't worth unpacking more of it.
        break;
      }
    }
    if (platform.pacer.isDue()) {
      await platform.pacer.pause();
    }
  }
  return problems.length > 0 ? failures(problems) : success({ manifest: manifest.value, resources });
}

/** What the manifest lists and what the zip holds must be the same. */
function compareListing(manifest: Manifest, zip: ZipContents): PackageProblem[] {
  const problems: PackageProblem[] = [];
  const listed = new Map<string, string>();
  for (const { path } of manifest.resources) {
    if (listed.has(foldCase(path))) {
      problems.push({
        code: "package-entry-duplicate",
        message: `The manifest lists ${path} more than once.`,
        entry: path,
      });
    }
    listed.set(foldCase(path), path);
    if (!zip.has(path)) {
      problems.push({
        code: "package-entry-missing",
        message: `The manifest lists ${path}, but the package doesn't hold it.`,
        entry: path,
      });
    }
  }
  const paths = new Set([manifestPath, ...manifest.resources.map((resource) => resource.path)]);
  for (const path of zip.paths()) {
    if (!paths.has(path)) {
      problems.push({
        code: "package-entry-unlisted",
        message: `The package holds ${path}, which its manifest doesn't list.`,
        entry: path,
      });
    }
  }
  return problems;
}

async function readResource(
  listed: ManifestResource,
  zip: ZipContents,
  { codec }: Platform,
): Promise<Result<PackageResource, PackageProblem>> {
  const read = await zip.read(listed.path);
  if (!read.ok) {
    return read;
  }
  if ((await codec.sha256(read.value.bytes)) !== listed.sha256) {
    return failure({
      code: "package-checksum",
      message: `${listed.path} isn't what was exported: its checksum differs from the one in the manifest.`,
      entry: listed.path,
    });
  }
  const { definition, issues } = parseDefinition(resourceTypeOf(listed), listed, read.value);
  return success({
    ref: { type: listed.type, name: listed.name },
    displayName: listed.displayName,
    kind: listed.kind,
    path: listed.path,
    sha256: listed.sha256,
    setup: listed.setup,
    note: listed.note,
    related: listed.related,
    requires: listed.requires,
    definition,
    issues,
  });
}

function parseDefinition(
  type: ResourceType,
  listed: ManifestResource,
  { bytes, tally }: UnpackedFile,
): { definition: Definition | undefined; issues: readonly DefinitionIssue[] } {
  const json = readExactJson(bytes, tally);
  if (!json.ok) {
    return { definition: undefined, issues: json.problems.map(({ message }) => invalid(message, [])) };
  }
  const shapeIssues = explain(type.shape, json.value);
  if (shapeIssues.length > 0) {
    return {
      definition: undefined,
      issues: presentable(shapeIssues.map(({ path, message }) => invalid(wordIssue(path, message), path))),
    };
  }
  const definition = json.value as Definition;
  const issues = type.check(definition);
  if (definition.name !== listed.name) {
    issues.push(
      invalid(`It is named "${definition.name}", but the manifest calls it "${listed.name}".`, ["name"]),
    );
  }
  if (definition.displayName !== listed.displayName) {
    const called = `It is called "${definition.displayName}", but the manifest calls it "${listed.displayName}".`;
    issues.push(invalid(called, ["displayName"]));
  }
  if (definition.kind !== listed.kind) {
    issues.push(invalid(`It is ${definition.kind}, but the manifest calls it ${listed.kind}.`, ["kind"]));
  }
  return { definition: issues.length > 0 ? undefined : definition, issues: presentable(issues) };
}

function invalid(message: string, path: DefinitionIssue["path"]): DefinitionIssue {
  return { code: "definition-invalid", severity: "error", message, path };
}
