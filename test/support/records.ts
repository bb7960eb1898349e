import type { ImportRecord, RecordedResource } from "../../src/core/history/importRecord";

/** 64 hexadecimal digits that look like a hash, a different one for each text of up to 32 letters. */
export function fakeHash(text: string): string {
  return Buffer.from(text).toString("hex").padEnd(64, "0");
}

/** The picklist `con_Stage`, created from a package that had just that. */
export function recordedResource(overrides: Partial<RecordedResource> = {}): RecordedResource {
  return {
    type: "picklist",
    name: "con_Stage",
    displayName: "Stage",
    action: "merge",
    outcome: "created",
    sha256: fakeHash("stage"),
    packageSha256: fakeHash("stage"),
    ...overrides,
  };
}

/** A complete import of the package Test. */
export function importRecord(overrides: Partial<ImportRecord> = {}): ImportRecord {
  return {
    formatVersion: 1,
    id: "1",
    kind: "import",
    at: "2026-01-31T12:00:00.000Z",
    generator: "envferry/0.0.0",
    package: {
      name: "Test",
      createdAt: "2026-01-30T12:00:00Z",
      source: { name: "source", displayName: "Source" },
    },
    outcome: "complete",
    resources: [recordedResource()],
    ...overrides,
  };
}
