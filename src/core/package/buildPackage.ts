import type { SetupAction } from "../import/setupAction";
import { tallyJson } from "../json/tallyJson";
import { canonicalJson } from "../json/canonicalJson";
import { giveWay, type Platform } from "../ports";
import { definitionPath, resourceTypeOf } from "../resources/registry";
import { resourceTypeIds, type Definition, type ResourceRef } from "../resources/resourceType";
import { failures, success, type Result } from "../result";
import { compareText } from "../text";
import { manifestPath, manifestShape, manifestVersion, type Manifest, type Requirement } from "./manifest";
import { packageLimits, tooLarge, tooMuch, valuesProblem } from "./packageLimits";
import type { PackageProblem } from "./packageProblem";
import { compressFile, writeZip, type CompressedFile } from "./zip/writeZip";

export interface PackageItem {
  readonly ref: ResourceRef;
  /** The part that travels. */
  readonly definition: Definition;
  readonly setup: SetupAction;
  readonly note?: string;
  readonly related: boolean;
  readonly requires: readonly Requirement[];
}

export interface PackageHeader {
  readonly name: string;
  readonly version?: string;
  readonly description?: string;
  readonly createdAt: Date;
  /** `envferry/<version>` */
  readonly generator: string;
  readonly source: { readonly name: string; readonly displayName: string };
}

/** How far the packing of resources is, before the next of them is packed. */
export interface PackingProgress {
  readonly done: number;
  readonly total: number;
  readonly next: PackageItem;
}

/**
 * The bytes of a package, and its manifest. The same header and items give the same bytes, in whatever order they come.
 * Fails with `package-limits` for what couldn't be opened again.
 * Rejects only when the pacer's job is cancelled.
 */
export async function buildPackage(
  header: PackageHeader,
  items: readonly PackageItem[],
  platform: Platform,
  onProgress?: (progress: PackingProgress) => void,
): Promise<Result<{ bytes: Uint8Array; manifest: Manifest }, PackageProblem>> {
  const files: CompressedFile[] = [];
  const problems: PackageProblem[] = [];
  let totalBytes = 0;
  let totalValues = 0;
  const compress = async (path: string, bytes: Uint8Array): Promise<CompressedFile> => {
    totalBytes += bytes.length;
    totalValues += tallyJson(bytes).values;
    if (bytes.length > packageLimits.fileBytes) {
      problems.push(tooLarge(path, packageLimits));
    }
    return compressFile(path, bytes, platform.codec);
  };
  const resources: Manifest["resources"] = [];
  for (const item of [...items].sort(compareItems)) {
    onProgress?.({ done: resources.length, total: items.length, next: item });
    const path = definitionPath(item.ref);
    const bytes = canonicalJson(resourceTypeOf(item.ref).shape, item.definition);
    files.push(await compress(path, bytes));
    resources.push({
      type: item.ref.type,
      name: item.ref.name,
      displayName: item.definition.displayName,
      kind: item.definition.kind,
      path,
      sha256: await platform.codec.sha256(bytes),
      setup: item.setup,
      ...(item.note !== undefined && { note: item.note }),
      related: item.related,
      requires: [...item.requires],
    });
    if (platform.pacer.isDue()) {
      await platform.pacer.pause();
    }
  }
  const manifest: Manifest = {
    formatVersion: manifestVersion,
    name: header.name,
    ...(header.version !== undefined && { version: header.version }),
    ...(header.description !== undefined && { description: header.description }),
    createdAt: header.createdAt.toISOString(),
    generator: header.generator,
    source: header.source,
    resources,
  };
  await giveWay(platform.pacer);
  const manifestBytes = canonicalJson(manifestShape, manifest);
  await giveWay(platform.pacer);
  const manifestFile = await compress(manifestPath, manifestBytes);
  if (totalBytes > packageLimits.totalBytes) {
    problems.push(tooMuch(packageLimits));
  }
  const tooManyValues = valuesProblem(totalValues, totalBytes, packageLimits);
  if (tooManyValues) {
    problems.push(tooManyValues);
  }
  await giveWay(platform.pacer);
  return problems.length > 0
    ? failures(problems)
    : success({ bytes: writeZip([manifestFile, ...files]), manifest });
}

function compareItems(a: PackageItem, b: PackageItem): number {
  return (
    resourceTypeIds.indexOf(a.ref.type) - resourceTypeIds.indexOf(b.ref.type) ||
    compareText(a.ref.name, b.ref.name)
  );
}
