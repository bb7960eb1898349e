import { createHash } from "node:crypto";
import { recordLine } from "../../../../src/core/history/historyFile";
import { recordVersion } from "../../../../src/core/history/importRecord";
import type { TargetConditions } from "../../../../src/core/import/targetConditions";
import { canonicalText } from "../../../../src/core/json/canonicalJson";
import { resourceTypeOf } from "../../../../src/core/resources/registry";
import type { Definition } from "../../../../src/core/resources/resourceType";
import { refOf } from "./packageOf";

/** An earlier import, as the history tells of it and as it is kept. */
export interface LastImportOfCase {
  readonly line: string;
  readonly findKept: TargetConditions["findKept"];
}

/**
 * The import that left these files, by path below the target's folder, from a package that had the same unless told otherwise; undefined
 * when it left none.
 */
export function lastImport(
  left: Readonly<Record<string, string>>,
  packed: Readonly<Record<string, string>>,
): LastImportOfCase | undefined {
  const files = Object.entries(left);
  if (files.length === 0) {
    return undefined;
  }
  const contents = files.map(([file, text]) => ({
    ref: refOf(file),
    text,
    left: JSON.parse(text) as Definition,
    inPackage: JSON.parse(packed[file] ?? text) as Definition,
  }));
  const packageHash = ({ ref, inPackage }: (typeof contents)[number]): string =>
    hash(canonicalText(resourceTypeOf(ref).shape, inPackage));
  const definitions = new Map(
    contents.flatMap((one) => [
      [hash(one.text), one.left],
      [packageHash(one), one.inPackage],
    ]),
  );
  const line = recordLine({
    formatVersion: recordVersion,
    id: "last",
    kind: "import",
    at: "2026-01-15T12:00:00.000Z",
    generator: "envferry/0.0.0",
    package: {
      name: "Case",
      createdAt: "2026-01-14T12:00:00.000Z",
      source: { name: "source", displayName: "source" },
    },
    outcome: "complete",
    resources: contents.map((one) => ({
      ...one.ref,
      displayName: one.inPackage.displayName,
      action: "merge",
      outcome: "updated",
      sha256: hash(one.text),
      packageSha256: packageHash(one),
    })),
  });
  return { line, findKept: async () => definitions };
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
