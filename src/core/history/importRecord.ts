import type * as z from "zod";
import { setupActions } from "../import/setupAction";
import { label, name } from "../model/names";
import { resourceTypeIds } from "../resources/resourceType";
import { exactly, listOf, oneOf, optional, shape, text } from "../schema/checked";

/** What a line of `imports.jsonl` tells: an import, or that one was taken back. */
export const recordVersion = 1;

const sha256 = text({ pattern: /^[0-9a-f]{64}$/, be: "a SHA-256 in 64 lower-case hexadecimal digits" });
const time = text({
  pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/,
  be: "a time in UTC such as 2026-01-31T12:00:00Z",
});
/** Becomes a part of file names. */
const recordId = text({ pattern: /^[0-9A-Za-z-]{1,64}$/, be: "at most 64 letters, digits and hyphens" });

/** What became of one resource of the package. */
export const recordedOutcomes = [
  "created",
  "updated",
  "unchanged",
  "skipped",
  "not-imported",
  /** The import, or taking it back, couldn't put it back as it should have. */
  "left-changed",
  /** Taking the import back put it back as it was before. */
  "restored",
] as const;
export type RecordedOutcome = (typeof recordedOutcomes)[number];

const recordedResource = shape({
  type: oneOf(resourceTypeIds),
  name,
  displayName: label,
  action: oneOf(setupActions),
  outcome: oneOf(recordedOutcomes),
  /**
   * Of the definition as the import left it, in the form that Envferry writes: what the next import calls "what the last one left". Lines of
   * earlier versions have the hash of the file's bytes for an unchanged one.
   */
  sha256: optional(sha256),
  /** Of the definition in the package, as its manifest says it. */
  packageSha256: sha256,
  /** What changed, in a few words: "3 changes". */
  detail: optional(text()),
  /** What was taken away, by kind of part. */
  removed: optional(
    listOf(
      shape({
        /** "translation" */
        part: label,
        /** "1 translation" */
        amount: label,
        /** The first of them: "fr-FR", "con_Stage → 2". */
        names: listOf(text()),
      }),
    ),
  ),
  /** Why it wasn't imported, as a whole sentence. */
  reason: optional(text()),
});

/** A line of `imports.jsonl`. Lines are only ever added, at the end. */
export const importRecordShape = shape({
  formatVersion: exactly(recordVersion),
  id: recordId,
  /** `undo` and `roll-back` take an import back: `undoes` is its id. */
  kind: oneOf(["import", "undo", "roll-back"]),
  undoes: optional(recordId),
  /** The import of which this one brought the rest, once what stood in its way was mended. */
  continues: optional(recordId),
  at: time,
  /** `envferry/<version>` */
  generator: label,
  package: shape({
    name: label,
    version: optional(text()),
    createdAt: time,
    source: shape({ name: label, displayName: label }),
  }),
  /** *partial*: some resources couldn't be imported, or taken back. */
  outcome: oneOf(["complete", "partial"]),
  resources: listOf(recordedResource),
});

export type ImportRecord = z.infer<typeof importRecordShape.schema>;
export type RecordedResource = z.infer<typeof recordedResource.schema>;
