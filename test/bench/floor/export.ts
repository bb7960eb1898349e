import * as fs from "node:fs";
import type { Manifest, ManifestResource } from "../../../src/core/package/manifest";
import { sourceName } from "../generate";
import { digestOf, measure } from "../measure";
import {
  canonical,
  countProblems,
  isEntity,
  loadDefinitions,
  pathOf,
  referencesOf,
  type Definition,
  type Definitions,
} from "./definitions";
import { sha256 } from "./package";
import { pack, writeZip, type PackedFile } from "./zip";

measure(
  ({ workspace, packageFile }) => {
    const definitions = loadDefinitions(`${workspace}/environments/${sourceName}`);
    const problems = countProblems(definitions);
    const selected = [...definitions.values()].filter((definition) => definition.kind === "custom");
    const related = findRelated(definitions, selected);
    const resources: ManifestResource[] = [];
    const files: PackedFile[] = [];
    const packed = new Set([...selected, ...related].map(pathOf));
    const hashes = new Map<string, string>();
    for (const definition of [...selected, ...related]) {
      const bytes = canonical(definition);
      const path = pathOf(definition);
      files.push(pack(path, bytes));
      resources.push({
        type: isEntity(definition) ? "entity" : "picklist",
        name: definition.name,
        displayName: definition.displayName,
        kind: definition.kind,
        path,
        sha256: sha256(bytes),
        setup: "merge",
        related: related.has(definition),
        requires: requirements(definition, definitions, packed, hashes),
      });
    }
    const manifest: Manifest = {
      formatVersion: 1,
      name: "Everything",
      createdAt: new Date(0).toISOString(),
      generator: "envferry/0.0.0",
      source: { name: sourceName, displayName: "Development" },
      resources,
    };
    fs.writeFileSync(packageFile, writeZip([pack("manifest.json", canonical(manifest)), ...files]));
    return { manifest, problems };
  },
  ({ manifest, problems }) => ({ manifest: digestOf(manifest), problems }),
);

/** What the selected definitions need and can travel, but isn't selected. */
function findRelated(definitions: Definitions, selected: readonly Definition[]): Set<Definition> {
  const chosen = new Set(selected);
  const related = new Set<Definition>();
  const queue = [...selected];
  for (const definition of queue) {
    for (const path of referencesOf(definition)) {
      const needed = definitions.get(path);
      if (needed?.kind === "custom" && !chosen.has(needed) && !related.has(needed)) {
        related.add(needed);
        queue.push(needed);
      }
    }
  }
  return related;
}

function requirements(
  definition: Definition,
  definitions: Definitions,
  packed: ReadonlySet<string>,
  hashes: Map<string, string>,
): ManifestResource["requires"] {
  const own = pathOf(definition);
  return [...new Set(referencesOf(definition))].flatMap((path) => {
    const needed = definitions.get(path);
    if (!needed || path === own) {
      return [];
    }
    const type = isEntity(needed) ? "entity" : "picklist";
    if (packed.has(path)) {
      return [{ type, name: needed.name }];
    }
    const hash = hashes.get(path) ?? sha256(canonical(needed));
    hashes.set(path, hash);
    return [{ type, name: needed.name, sha256: hash }];
  });
}
