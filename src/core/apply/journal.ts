import type * as z from "zod";
import { importRecordShape } from "../history/importRecord";
import type { ImportRecord, RecordedOutcome } from "../history/importRecord";
import { label, name } from "../model/names";
import type { Codec } from "../ports";
import { refKey } from "../resources/registry";
import { resourceTypeIds, type ResourceRef } from "../resources/resourceType";
import { exactly, explain, integer, isObject, listOf, oneOf, optional, shape, text } from "../schema/checked";

/** The bytes that a file held or is to hold. */
export interface KeptBytes {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** One file that an import writes. Its path follows from the resource. */
export interface JournalEntry {
  readonly ref: ResourceRef;
  readonly displayName: string;
  /** Undefined where there was no file. */
  readonly before: KeptBytes | undefined;
  readonly after: KeptBytes;
}

/** What a package had of a resource of which the import left something else, as canonical JSON. */
export interface PackagedDefinition {
  readonly ref: ResourceRef;
  readonly content: KeptBytes;
}

/**
 * Everything that is needed to finish an import, or to take it back, whatever happens to the package and to the process: written
 * before the first file is, and kept afterwards for undoing and for telling later who changed what. What has been written
 * already needn't be noted in it: the files themselves tell.
 */
export interface Journal {
  /** Name of the environment that the import is into. No other one's files may be touched. */
  readonly environment: string;
  /** What the history says of the import once it is complete. */
  readonly record: ImportRecord;
  /** In the order of writing: what others need first. */
  readonly entries: readonly JournalEntry[];
  /** To tell later what the source has given up since; what the import left as the package had it isn't among them. */
  readonly packaged: readonly PackagedDefinition[];
}

const sha256 = text({ pattern: /^[0-9a-f]{64}$/, be: "a SHA-256 in 64 lower-case hexadecimal digits" });
const keptShape = shape({ size: integer({ min: 0 }), sha256 });

/** Journals of format 1 didn't note their environment. */
const journalVersion = 2;

const headerShape = shape({
  formatVersion: exactly(journalVersion),
  environment: label,
  record: importRecordShape,
  files: listOf(
    shape({
      type: oneOf(resourceTypeIds),
      name,
      displayName: text(),
      before: optional(keptShape),
      after: keptShape,
    }),
  ),
  packaged: optional(listOf(shape({ type: oneOf(resourceTypeIds), name, content: keptShape }))),
});

type Header = z.infer<typeof headerShape.schema>;

const newline = 0x0a;
/** The bytes of the first line before its JSON: a hash of 64 digits, and a space. */
const hashPart = 65;
const writtenOutcomes: ReadonlySet<RecordedOutcome> = new Set(["created", "updated", "left-changed"]);

/**
 * A journal as a file: a line that lists the files with sizes and hashes as JSON, behind the hash of that JSON; and after it their bytes
 * one after the other, `before` and `after` of the first, then of the second, and what the package had at the end. So every byte is covered by a hash, and it can hold a
 * hundred megabytes without ever being one string.
 */
export async function encodeJournal(
  { environment, record, entries, packaged }: Journal,
  codec: Codec,
): Promise<Uint8Array> {
  const header: Header = {
    formatVersion: journalVersion,
    environment,
    record,
    files: entries.map(({ ref, displayName, before, after }) => ({
      type: ref.type,
      name: ref.name,
      displayName,
      ...(before && { before: sizeAndHash(before) }),
      after: sizeAndHash(after),
    })),
    ...(packaged.length > 0 && {
      packaged: packaged.map(({ ref: { type, name: resource }, content }) => ({
        type,
        name: resource,
        content: sizeAndHash(content),
      })),
    }),
  };
  const encoder = new TextEncoder();
  const json = encoder.encode(JSON.stringify(header));
  const parts = [
    encoder.encode(`${await codec.sha256(json)} `),
    json,
    Uint8Array.of(newline),
    ...entries.flatMap(({ before, after }) => [...(before ? [before.bytes] : []), after.bytes]),
    ...packaged.map(({ content }) => content.bytes),
  ];
  const journal = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    journal.set(part, at);
    at += part.length;
  }
  return journal;
}

function sizeAndHash({ bytes, sha256: hash }: KeptBytes): z.infer<typeof keptShape.schema> {
  return { size: bytes.length, sha256: hash };
}

/**
 * What of a journal belongs to an import, once the history tells what came of it: of one that was imported in part, only what was
 * written. Until then it is all that was to be.
 */
export function entriesOf({ entries }: Journal, told: ImportRecord | undefined): readonly JournalEntry[] {
  if (!told) {
    return entries;
  }
  const written = new Set(told.resources.filter(({ outcome }) => writtenOutcomes.has(outcome)).map(refKey));
  return entries.filter(({ ref }) => written.has(refKey(ref)));
}

/** Why a journal of another environment can't be used, as words that follow its file's name. */
export function foreign({ environment }: Journal): string {
  return `belongs to the environment ${environment}`;
}

/**
 * Reads a journal, checking every byte against its hash. Gives, for one that can't be used, why: words that follow its file's
 * name.
 */
export async function decodeJournal(
  bytes: Uint8Array,
  codec: Codec,
): Promise<{ readonly journal: Journal } | { readonly damage: string }> {
  const end = bytes.indexOf(newline);
  const header = end < 0 ? undefined : await readHeader(bytes.subarray(0, end), codec);
  if (!header) {
    return { damage: "isn't a journal of Envferry, or has lost its beginning" };
  }
  if ("damage" in header) {
    return header;
  }
  const { environment, record, files, packaged: packagedFiles = [] } = header.value;
  const entries: JournalEntry[] = [];
  let at = end + 1;
  const take = async (kept: z.infer<typeof keptShape.schema>): Promise<KeptBytes | undefined> => {
    const taken = bytes.subarray(at, at + kept.size);
    at += kept.size;
    return taken.length === kept.size && (await codec.sha256(taken)) === kept.sha256
      ? { bytes: taken, sha256: kept.sha256 }
      : undefined;
  };
  for (const { type, name: resource, displayName, before, after } of files) {
    const keptBefore = before && (await take(before));
    const keptAfter = await take(after);
    if (!keptAfter || (before && !keptBefore)) {
      return { damage: `doesn't hold any more what it kept of the ${type} ${resource}` };
    }
    entries.push({ ref: { type, name: resource }, displayName, before: keptBefore, after: keptAfter });
  }
  const packaged: PackagedDefinition[] = [];
  for (const { type, name: resource, content } of packagedFiles) {
    const kept = await take(content);
    if (!kept) {
      return { damage: `doesn't hold any more what the package had of the ${type} ${resource}` };
    }
    packaged.push({ ref: { type, name: resource }, content: kept });
  }
  return at === bytes.length
    ? { journal: { environment, record, entries, packaged } }
    : { damage: "holds more than it lists" };
}

/** Undefined for a line that isn't the beginning of a journal. */
async function readHeader(
  line: Uint8Array,
  codec: Codec,
): Promise<{ readonly value: Header } | { readonly damage: string } | undefined> {
  const json = line.subarray(hashPart);
  const hash = new TextDecoder().decode(line.subarray(0, hashPart));
  if (hash !== `${await codec.sha256(json)} `) {
    return /^[0-9a-f]{64} /.test(hash)
      ? { damage: "has a first line that isn't as it was written" }
      : undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
  } catch {
    return undefined;
  }
  if (headerShape.accepts(value)) {
    return { value: value as Header };
  }
  const version = isObject(value) ? value["formatVersion"] : undefined;
  if (typeof version === "number" && version !== journalVersion) {
    const damage =
      version > journalVersion
        ? `was written by a newer version of Envferry (format ${version}), which is needed to use it`
        : `was written by an older version of Envferry (format ${version}), which didn't note the environment that it belongs to`;
    return { damage };
  }
  const [issue] = explain(headerShape, value);
  return { damage: `is not valid: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}` };
}
