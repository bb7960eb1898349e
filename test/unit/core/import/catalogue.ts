import type { Severity } from "../../../../src/core/import/finding";

/** Where it is tried that a rule finds what it is about. */
export interface CatalogueEntry {
  /** With these severities: each of them in one of the cases at least, and no other in any. */
  readonly severities: readonly Severity[];
  /** Folders of `test/fixtures/import`, each of which has a run with the code. */
  readonly cases: readonly string[];
}

function error(...cases: readonly string[]): CatalogueEntry {
  return { severities: ["error"], cases };
}

function warning(...cases: readonly string[]): CatalogueEntry {
  return { severities: ["warning"], cases };
}

function removal(...cases: readonly string[]): CatalogueEntry {
  return { severities: ["removal"], cases };
}

function information(...cases: readonly string[]): CatalogueEntry {
  return { severities: ["information"], cases };
}

/** Every rule on an import or on one of its resources, by its code, in the order in which people read of them. */
export const catalogue: Readonly<Record<string, CatalogueEntry>> = {
  // On the import as a whole.
  "same-environment": warning("same-environment"),
  "version-lower": warning("version-lower"),
  "import-running": error("import-running", "import-running-unreadable"),
  "import-interrupted": error("import-interrupted", "import-interrupted-damaged"),
  "target-read-only": error("target-read-only", "target-read-only-files"),
  "target-shared": error("target-shared", "target-shared-whole"),
  "workspace-untrusted": error("workspace-untrusted"),

  // On one resource.
  "definition-invalid": error("definition-invalid", "merged-contradiction"),
  "name-case": {
    severities: ["error", "warning"],
    cases: ["name-case", "field-name-case", "dependency-missing", "overlooked"],
  },
  "name-reserved": warning("name-reserved"),
  "kind-mismatch": error("kind-mismatch"),
  "standard-entity-missing": error("standard-entity-missing"),
  "standard-part-changed": error("standard-part-changed", "origin-missing"),
  "target-invalid": error(
    "target-invalid",
    "target-inexact",
    "target-inexact-needed",
    "target-invalid-newer",
    "target-invalid-conflict",
  ),
  "unsaved-changes": error("unsaved-changes"),
  "dependency-missing": error(
    "dependency-missing",
    "dependency-missing-again",
    "dependency-missing-change",
    "dependency-missing-elsewhere",
    "dependency-missing-standard",
  ),
  "dependency-skipped": error("dependency-skipped", "default-invalid-chain"),
  "dependency-differs": warning(
    "dependency-differs",
    "dependency-differs-in-looks",
    "dependency-differs-older",
  ),
  "type-changed": {
    severities: ["error", "removal", "warning", "information"],
    cases: ["type-changed", "type-changed-with-source", "choices-changed"],
  },
  "choices-changed": warning("choices-changed"),
  "lookup-targets-reduced": warning("lookup-targets-reduced"),
  "length-reduced": warning("length-reduced"),
  "range-narrowed": warning("range-narrowed"),
  "precision-reduced": warning("precision-reduced"),
  "required-added": warning("required-added"),
  "unique-added": warning("unique-added"),
  "key-changed": warning("key-changed"),
  "default-invalid": error("default-invalid", "default-invalid-by-new-picklist", "default-invalid-chain"),
  "primary-field-invalid": { severities: ["error", "warning"], cases: ["primary-field-invalid"] },
  "fields-removed": removal("removed", "removed-last", "actions-entity", "actions-standard-entity"),
  "keys-removed": removal("removed", "actions-entity", "actions-standard-entity"),
  "entries-removed": removal("removed", "actions-picklist"),
  "translations-removed": removal("removed", "actions-picklist", "removed-inside-unknown"),
  "still-referenced": error(
    "still-referenced",
    "still-referenced-by-kept-default",
    "still-referenced-elsewhere",
    "still-referenced-elsewhere-blocked",
    "still-referenced-elsewhere-unchanged",
  ),
  "looks-renamed": warning("looks-renamed", "looks-renamed-entries", "looks-renamed-kept"),
  "entry-relabelled": {
    severities: ["warning", "information"],
    cases: ["entry-relabelled", "entry-relabelled-by-source", "entry-looks-same"],
  },
  "entry-renumbered": warning("entry-renumbered", "entry-looks-same"),
  "changed-in-target": warning("changed-in-target", "changed-in-target-apart", "changed-in-target-forgotten"),
  "gone-in-source": information("gone-in-source", "gone-in-source-forgotten"),
  reintroduced: warning("reintroduced", "reintroduced-forgotten"),
  unchanged: information("unchanged", "unchanged-in-meaning"),

  // Beyond what must be found.
  "key-invalid": error("key-invalid"),
  "properties-removed": removal("removed", "removed-inside-unknown", "entries-to-picklist"),
  "presentation-only": information("presentation-only", "unchanged-in-meaning"),
  "property-of-other-type": warning("overlooked"),
  "property-unknown": warning("overlooked"),
  "translation-unused": warning("overlooked"),
  "null-value": warning("default-invalid"),
  "history-damaged": warning("history-damaged"),
};

/** Codes that no plan has, and where it is tried that they are said: what refuses a package, and what is found while applying. */
export const triedElsewhere: Readonly<Record<string, string>> = {
  "package-unreadable": "test/unit/core/package/openDamaged.test.ts",
  "package-encrypted": "test/unit/core/package/openDamaged.test.ts",
  "package-manifest-missing": "test/unit/core/package/openManifest.test.ts",
  "package-manifest-invalid": "test/unit/core/package/openManifest.test.ts",
  "package-format-newer": "test/unit/core/package/openManifest.test.ts",
  "package-entry-missing": "test/unit/core/package/openListing.test.ts",
  "package-entry-unlisted": "test/unit/core/package/openListing.test.ts",
  "package-entry-duplicate": "test/unit/core/package/openDuplicates.test.ts",
  "package-entry-unsafe": "test/unit/core/package/openUnsafe.test.ts",
  "package-checksum": "test/unit/core/package/openDamaged.test.ts",
  "package-limits": "test/unit/core/package/openLimits.test.ts",
  "package-empty": "test/unit/core/package/openManifest.test.ts",
  "target-changed": "test/unit/core/apply/applyPlan.test.ts",
};

/** Codes that can't be tried: the first format of packages has no older one. */
export const notYetPossible: readonly string[] = ["package-format-older"];
