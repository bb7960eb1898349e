import type { Codec } from "../../ports";
import { tallyJson, type JsonTally } from "../../json/tallyJson";
import { failure, success, type Result } from "../../result";
import { foldCase } from "../../text";
import { tooLarge, tooMuch, valuesProblem, type PackageLimits } from "../packageLimits";
import type { PackageProblem } from "../packageProblem";
import { haveOverlap, readZipDirectory, type ZipEntry } from "./zipDirectory";
import { compressedBytes } from "./zipEntryData";

/** A JSON file of a package, unpacked. */
export interface UnpackedFile {
  readonly bytes: Uint8Array;
  readonly tally: JsonTally;
}

/** The files of a zip whose directory was found sound enough to look at; `problems` says what is wrong with it. */
export class ZipContents {
  private unpackedBytes = 0;
  private unpackedValues = 0;

  private constructor(
    private readonly bytes: Uint8Array,
    private readonly entries: ReadonlyMap<string, ZipEntry>,
    private readonly limits: PackageLimits,
    private readonly codec: Codec,
    readonly problems: readonly PackageProblem[],
  ) {}

  /** Fails when the zip can't be read or is over the limits; then nothing else can be said of it. */
  static open(bytes: Uint8Array, limits: PackageLimits, codec: Codec): Result<ZipContents, PackageProblem> {
    const directory = readZipDirectory(bytes, limits);
    if (!directory.ok) {
      return directory;
    }
    const fatal = findFatalProblem(directory.value, limits);
    if (fatal) {
      return failure(fatal);
    }
    const { entries, problems } = sortOut(directory.value);
    return success(new ZipContents(bytes, entries, limits, codec, problems));
  }

  has(path: string): boolean {
    return this.entries.has(path);
  }

  /** Paths of the safe files, folders left out. */
  paths(): Iterable<string> {
    return this.entries.keys();
  }

  /**
   * Unpacks one JSON file that {@link has} knows, counting while it inflates, and checks it against its zip checksum. Whoever parses it
   * then needs no more memory than the limits allow.
   */
  async read(path: string): Promise<Result<UnpackedFile, PackageProblem>> {
    const entry = this.entries.get(path)!;
    const found = compressedBytes(this.bytes, entry);
    if (!found.ok) {
      return failure({
        code: "package-unreadable",
        message: `The zip file is damaged: ${path} ${found.problems[0]!}.`,
        entry: path,
      });
    }
    const compressed = found.value;
    const left = this.limits.totalBytes - this.unpackedBytes;
    const limit = Math.min(this.limits.fileBytes, left);
    const content =
      entry.method === "deflated"
        ? await this.codec.inflate(compressed, limit)
        : compressed.length > limit
          ? "too-large"
          : compressed;
    if (content === "too-large") {
      return failure(left < this.limits.fileBytes ? tooMuch(this.limits) : tooLarge(path, this.limits));
    }
    this.unpackedBytes += content === "corrupt" ? 0 : content.length;
    if (content === "corrupt" || content.length !== entry.size) {
      return failure({
        code: "package-unreadable",
        message: `The zip file is damaged: ${path} can't be unpacked to the ${entry.size} bytes that it should have.`,
        entry: path,
      });
    }
    if (this.codec.crc32(content) !== entry.crc32) {
      return failure({
        code: "package-checksum",
        message: `${path} is damaged: its checksum in the zip file doesn't match.`,
        entry: path,
      });
    }
    const tally = tallyJson(content);
    this.unpackedValues += tally.values;
    const problem = valuesProblem(this.unpackedValues, this.unpackedBytes, this.limits);
    return problem ? failure(problem) : success({ bytes: content, tally });
  }
}

function findFatalProblem(entries: readonly ZipEntry[], limits: PackageLimits): PackageProblem | undefined {
  const encrypted = entries.find((entry) => entry.isEncrypted);
  if (encrypted) {
    return {
      code: "package-encrypted",
      message: "The zip file is encrypted; Envferry packages never are. Ask for an unencrypted package.",
      entry: encrypted.path,
    };
  }
  const large = entries.find((entry) => entry.size > limits.fileBytes);
  if (large) {
    return tooLarge(large.path, limits);
  }
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > limits.totalBytes) {
    return tooMuch(limits);
  }
  if (haveOverlap(entries)) {
    return { code: "package-unreadable", message: "The zip file is damaged: some of its files overlap." };
  }
  return undefined;
}

/** Takes out what isn't safe, what is there twice and what is only a folder. */
function sortOut(all: readonly ZipEntry[]): { entries: Map<string, ZipEntry>; problems: PackageProblem[] } {
  const entries = new Map<string, ZipEntry>();
  const folded = new Map<string, string>();
  const problems: PackageProblem[] = [];
  for (const entry of all) {
    const { path } = entry;
    const danger = findDanger(entry);
    if (danger) {
      problems.push({
        code: "package-entry-unsafe",
        message: `The package holds ${JSON.stringify(path)}, which ${danger}.`,
        entry: path,
      });
      continue;
    }
    const first = folded.get(foldCase(path));
    if (first !== undefined) {
      const how = first === path ? `${path} twice` : `${first} and ${path}, which differ only in letter case`;
      problems.push({ code: "package-entry-duplicate", message: `The package holds ${how}.`, entry: path });
      continue;
    }
    folded.set(foldCase(path), path);
    if (!path.endsWith("/")) {
      entries.set(path, entry);
    } else if (entry.size > 0) {
      problems.push({
        code: "package-entry-unlisted",
        message: `The package holds the folder ${path} with content of its own, which a folder can't have.`,
        entry: path,
      });
    }
  }
  return { entries, problems };
}

/** Why a path mustn't be used, as words that follow "which"; undefined for one that stays inside the package. */
function findDanger({ path, isSpecial, nameFault }: ZipEntry): string | undefined {
  if (nameFault !== undefined) {
    return nameFault;
  }
  if (isSpecial) {
    return "is a link or a special file";
  }
  if (path.includes("\\")) {
    return "has a backslash in its path";
  }
  if (path.startsWith("/")) {
    return "is an absolute path";
  }
  if (/^[A-Za-z]:/.test(path)) {
    return "names a drive";
  }
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (path === "" || /[\u0000-\u001f\u007f]/.test(path)) {
    return "has no readable name";
  }
  const steps = path.replace(/\/$/, "").split("/");
  if (steps.includes("..")) {
    return "leaves the package";
  }
  return steps.includes("") || steps.includes(".") ? "isn't a plain path" : undefined;
}
