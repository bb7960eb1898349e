import { createHash } from "node:crypto";
import * as fs from "node:fs";
import type { Manifest, ManifestResource } from "../../../src/core/package/manifest";
import { parse, type Definition } from "./definitions";
import { readZip } from "./zip";

export interface OpenedPackage {
  readonly manifest: Manifest;
  readonly resources: readonly { readonly listed: ManifestResource; readonly definition: Definition }[];
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function openPackage(file: string): OpenedPackage {
  const files = readZip(fs.readFileSync(file));
  const first = files.next();
  if (first.done || first.value[0] !== "manifest.json") {
    throw new Error("The package has no manifest");
  }
  const manifest = JSON.parse(first.value[1].toString("utf8")) as Manifest;
  const byPath = new Map(manifest.resources.map((listed) => [listed.path, listed]));
  if (!isValidManifest(manifest) || byPath.size !== manifest.resources.length) {
    throw new Error("The manifest is not valid");
  }
  const resources = [];
  for (const [path, bytes] of files) {
    const listed = byPath.get(path);
    if (!listed || !byPath.delete(path) || sha256(bytes) !== listed.sha256) {
      throw new Error(`${path} is not what was exported`);
    }
    const definition = parse(bytes.toString("utf8"), path);
    if (definition.name !== listed.name || definition.kind !== listed.kind) {
      throw new Error(`${path} is not what the manifest says`);
    }
    resources.push({ listed, definition });
  }
  if (byPath.size > 0) {
    throw new Error("The package lacks files");
  }
  return { manifest, resources };
}

function isValidManifest(manifest: Manifest): boolean {
  const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
  return (
    manifest.formatVersion === 1 &&
    [manifest.name, manifest.createdAt, manifest.generator, manifest.source.name].every(isText) &&
    manifest.resources.every(
      ({ type, name, displayName, kind, path, sha256: hash, setup, related, requires }) =>
        path === `${type === "entity" ? "entities" : "picklists"}/${name}.json` &&
        isText(displayName) &&
        (kind === "custom" || kind === "standard") &&
        /^[0-9a-f]{64}$/.test(hash) &&
        ["merge", "add", "overwrite", "skip"].includes(setup) &&
        typeof related === "boolean" &&
        requires.every(
          (required) =>
            (required.type === "entity" || required.type === "picklist") &&
            isText(required.name) &&
            (required.sha256 === undefined || /^[0-9a-f]{64}$/.test(required.sha256)),
        ),
    )
  );
}
