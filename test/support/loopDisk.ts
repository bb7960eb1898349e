import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** Enough for a workspace and ext4's own journal; small enough to be copied many times. */
const megabytes = 32;

/**
 * A disk in a file, with ext4 on it. What the system has written to it is in the file; what it only keeps in memory isn't, so that a copy
 * of the file is what a power cut at that moment would leave.
 */
export class LoopDisk {
  private readonly mounted: string[] = [];
  private cuts = 0;

  private constructor(
    private readonly folder: string,
    /** Where its files are. */
    readonly path: string,
  ) {}

  /** Makes one, or says why that can't be done here. */
  static make(): LoopDisk | { readonly why: string } {
    if (process.platform !== "linux" || process.geteuid?.() !== 0) {
      return { why: "only root can mount a disk, on Linux" };
    }
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "envferry-disk-"));
    const disk = new LoopDisk(folder, path.join(folder, "disk"));
    try {
      fs.writeFileSync(disk.image, "");
      fs.truncateSync(disk.image, megabytes * 1024 * 1024);
      run("mkfs.ext4", "-q", "-F", disk.image);
      disk.mount(disk.image, disk.path);
      return disk;
    } catch (error) {
      disk.remove();
      return { why: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Brings everything onto the disk. */
  flush(): void {
    run("sync", "-f", this.path);
  }

  /** What a power cut leaves at this moment; {@link afterCut} looks at it. */
  cut(): string {
    this.cuts++;
    const cut = path.join(this.folder, `cut${this.cuts}`);
    fs.copyFileSync(this.image, cut);
    return cut;
  }

  /** Starts again after a power cut, does something with the files, and throws them away. */
  async afterCut<T>(cut: string, action: (folder: string) => Promise<T>): Promise<T> {
    const place = `${cut}-mounted`;
    this.mount(cut, place);
    try {
      return await action(place);
    } finally {
      this.unmount(place);
      fs.rmdirSync(place);
      fs.rmSync(cut);
    }
  }

  remove(): void {
    [...this.mounted].forEach((place) => this.unmount(place));
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private get image(): string {
    return path.join(this.folder, "image");
  }

  private mount(image: string, place: string): void {
    fs.mkdirSync(place);
    run("mount", "-o", "loop", image, place);
    this.mounted.push(place);
  }

  private unmount(place: string): void {
    run("umount", place);
    this.mounted.splice(this.mounted.indexOf(place), 1);
  }
}

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`${command} fails: ${error?.message ?? stderr.trim()}`);
  }
}
