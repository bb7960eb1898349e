import { readDefinition } from "../environment/readDefinition";
import { FileAccessError, giveWay, pastCancelling, type FileSystem, type Pacer } from "../ports";
import { definitionPath, resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import { Dependants } from "./dependants";
import type { JournalEntry } from "./journal";
import { putBack, type WrittenFile } from "./putBack";
import { isSame, startsWith } from "./sameBytes";
import { isSameContent } from "./sameContent";

/**
 * What a file of a journal holds now, however it is laid out: what it held before the import, what the import gave it, the beginning of one of the two or nothing,
 * or something else.
 */
type FileState = "before" | "after" | "cut-off" | "changed" | "unreadable";

/** What became of one file of a journal. `reason` is a whole sentence. */
export type JournalItem = {
  readonly ref: ResourceRef;
  readonly displayName: string;
  readonly file: string;
} &
  /** It holds what it should; `isWritten` says whether it didn't before. */
  (
    | { readonly state: "done"; readonly isWritten: boolean }
    /** Somebody changed or removed it since, so it wasn't touched, or it is needed by what was left. */
    | { readonly state: "left"; readonly reason: string }
    /** It couldn't be read, written or removed. */
    | { readonly state: "failed"; readonly reason: string }
  );

/** A file that stands in the way of taking an import back. `reason` is a whole sentence. */
export interface Obstacle {
  readonly file: string;
  readonly reason: string;
}

/** A file that holds what an import gave it. */
export interface StandingFile {
  readonly ref: ResourceRef;
  /** "Project (con_Project)" */
  readonly title: string;
  readonly file: string;
  /** Undefined where there was none. */
  readonly before: Definition | undefined;
}

/** One file of a journal, together with what it holds now. */
class JournalFile implements WrittenFile {
  readonly ref: ResourceRef;
  private parsed: { readonly definition: Definition | undefined } | undefined;

  constructor(
    readonly entry: JournalEntry,
    readonly file: string,
    readonly state: FileState,
    /** A whole sentence that says why the file is left alone; empty when it isn't. */
    readonly obstacle: string,
    private readonly current: Uint8Array | undefined,
  ) {
    this.ref = entry.ref;
  }

  get title(): string {
    return `${this.entry.displayName} (${this.ref.name})`;
  }

  get original(): Uint8Array | undefined {
    return this.entry.before?.bytes;
  }

  /** What stands in the file unless it is put back. */
  get after(): Definition | undefined {
    this.parsed ??= {
      definition:
        (this.state === "changed" ? this.parse(this.current) : undefined) ??
        this.parse(this.entry.after.bytes),
    };
    return this.parsed.definition;
  }

  /** What was there before the import. */
  get before(): Definition | undefined {
    return this.parse(this.original);
  }

  private parse(bytes: Uint8Array | undefined): Definition | undefined {
    const read = bytes && readDefinition<Definition>(this.file, bytes, resourceTypeOf(this.ref).shape);
    return read?.ok ? read.value : undefined;
  }
}

/** The files of a journal as they are at one moment. */
export class JournalFiles {
  private readonly dependants: Dependants<JournalFile>;

  private constructor(
    private readonly fs: FileSystem,
    private readonly files: readonly JournalFile[],
    /** What is begun is brought to its end. */
    private readonly pacer: Pacer,
  ) {
    this.dependants = new Dependants(files);
  }

  /**
   * Looks at every file. After a crash a file may also have been cut off while it was written in place, or be gone because the host
   * deletes the old one just before it puts the new one in its place: then nothing is lost by writing it again. Rejects only when the
   * pacer's job is cancelled.
   */
  static async inspect(
    fs: FileSystem,
    environmentFolder: string,
    entries: readonly JournalEntry[],
    pacer: Pacer,
    { isAfterCrash }: { readonly isAfterCrash: boolean },
  ): Promise<JournalFiles> {
    const byPath = new Map(
      entries.map((entry) => [`${environmentFolder}/${definitionPath(entry.ref)}`, entry]),
    );
    const files: JournalFile[] = [];
    for await (const batch of fs.readFiles([...byPath.keys()])) {
      for (const { path, bytes, error } of batch) {
        const entry = byPath.get(path)!;
        const isUnreadable = error !== undefined && error.code !== "not-found";
        const state = isUnreadable ? "unreadable" : stateOf(entry, bytes, isAfterCrash);
        const obstacle = isUnreadable
          ? `Can't read ${path}: ${error.reason}.`
          : state === "changed"
            ? `${path} was ${bytes ? "changed" : "removed"} after the import, so it stays as it is.`
            : "";
        files.push(new JournalFile(entry, path, state, obstacle, bytes));
        await giveWay(pacer);
      }
    }
    return new JournalFiles(fs, files, pastCancelling(pacer));
  }

  /** The files that can't be touched, because somebody changed them, or because they can't be read. */
  get obstacles(): readonly Obstacle[] {
    return this.files
      .filter(({ obstacle }) => obstacle !== "")
      .map(({ file, obstacle }) => ({ file, reason: obstacle }));
  }

  /** What the import gave and still stands: what putting back would change. */
  get standing(): readonly StandingFile[] {
    return this.files
      .filter(({ state }) => state === "after")
      .map(({ ref, title, file, before }) => ({ ref, title, file, before }));
  }

  /**
   * Writes what isn't written yet, what others need first. Where one can't be written, nothing that needs it is either; of those that
   * need each other in a circle some are written by then, and count as failed, too.
   */
  async finish(): Promise<JournalItem[]> {
    const failed = this.unreadable();
    const written = new Set<JournalFile>();
    for (const one of this.files) {
      await giveWay(this.pacer);
      if (one.state !== "before" && one.state !== "cut-off") {
        continue;
      }
      const needed = [...this.neededBy(one)].find((other) => failed.has(other));
      if (needed) {
        failed.set(one, `${one.title} isn't imported because ${needed.title}, which it needs, couldn't be.`);
        continue;
      }
      try {
        await this.fs.writeFile(one.file, one.entry.after.bytes);
        written.add(one);
      } catch (error) {
        if (!(error instanceof FileAccessError)) {
          throw error;
        }
        failed.set(one, `Can't write ${one.file}: ${error.reason}.`);
      }
    }
    const missing = new Set([...failed.keys()].filter(({ state }) => state !== "unreadable"));
    for (const one of this.files) {
      const needed = failed.has(one)
        ? undefined
        : [...this.neededBy(one)].find((other) => missing.has(other));
      if (needed) {
        failed.set(
          one,
          `${one.title} is there without ${needed.title}, which it needs and which couldn't be imported.`,
        );
      }
    }
    return this.items(this.changed(), failed, written);
  }

  /** Puts back what the import wrote, last first. What was changed since stays, and so does what that needs. */
  async putBack(): Promise<JournalItem[]> {
    const unreadable = this.unreadable();
    const left = new Map([...this.changed(), ...unreadable]);
    const written = this.files.filter(({ state }) => state === "after" || state === "cut-off");
    const failed = await putBack(this.fs, written, (one) => this.dependants.of(one), left, this.pacer);
    const reasons = [...failed].map((one) => [one, left.get(one) ?? ""] as const);
    return this.items(left, new Map([...unreadable, ...reasons]), new Set(written));
  }

  private changed(): Map<JournalFile, string> {
    return new Map(this.files.filter(({ state }) => state === "changed").map((one) => [one, one.obstacle]));
  }

  private unreadable(): Map<JournalFile, string> {
    return new Map(
      this.files.filter(({ state }) => state === "unreadable").map((one) => [one, one.obstacle]),
    );
  }

  private neededBy(one: JournalFile): ReadonlySet<JournalFile> {
    return one.after ? this.dependants.needsOf(one.ref, one.after) : new Set();
  }

  private items(
    left: ReadonlyMap<JournalFile, string>,
    failed: ReadonlyMap<JournalFile, string>,
    written: ReadonlySet<JournalFile>,
  ): JournalItem[] {
    return this.files.map((one) => {
      const common = { ref: one.ref, displayName: one.entry.displayName, file: one.file };
      const failure = failed.get(one);
      if (failure !== undefined) {
        return { ...common, state: "failed", reason: failure };
      }
      const reason = left.get(one);
      return reason === undefined
        ? { ...common, state: "done", isWritten: written.has(one) }
        : { ...common, state: "left", reason };
    });
  }
}

function stateOf(
  { ref, before, after }: JournalEntry,
  bytes: Uint8Array | undefined,
  isAfterCrash: boolean,
): FileState {
  if (isSame(bytes, after.bytes)) {
    return "after";
  }
  if (isSame(bytes, before?.bytes)) {
    return "before";
  }
  // Only then is it looked at what the bytes say.
  if (isSameContent(ref, bytes, after.bytes)) {
    return "after";
  }
  if (before && isSameContent(ref, bytes, before.bytes)) {
    return "before";
  }
  const isBeginning =
    bytes === undefined ||
    startsWith(after.bytes, bytes) ||
    (before !== undefined && startsWith(before.bytes, bytes));
  return isAfterCrash && isBeginning ? "cut-off" : "changed";
}
