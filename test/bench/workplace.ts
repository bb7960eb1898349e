import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { generateWorkspace, targetName } from "./generate";

export const jobs = ["load", "export", "open", "apply"] as const;
export type Job = (typeof jobs)[number];

/** Folder for everything that is read and written, in memory where that is possible. */
export function temporaryFolder(): string {
  // Deleting and creating thousands of files in turn slows a disk's file system down for a while.
  const memory = "/dev/shm";
  return fs.mkdtempSync(path.join(fs.existsSync(memory) ? memory : os.tmpdir(), "envferry-bench-"));
}

/** The files of one size: a workspace that jobs only read, and what they write. */
export class Workplace {
  readonly workspace: string;
  /** What `open` and `apply` read; whoever makes it first sets it. */
  readonly packageFile: string;

  constructor(private readonly folder: string) {
    this.workspace = path.join(folder, "workspace");
    this.packageFile = path.join(folder, "package.zip");
  }

  generate(entities: number): void {
    generateWorkspace(this.workspace, entities);
  }

  /** Runs a job's program with what it works on; what it writes is removed afterwards. */
  use<T>(job: Job, run: (workspace: string, packageFile: string) => T): T {
    const scratch = path.join(this.folder, "scratch");
    fs.mkdirSync(scratch);
    try {
      if (job === "apply") {
        const environment = path.join("environments", targetName);
        fs.cpSync(path.join(this.workspace, environment), path.join(scratch, environment), {
          recursive: true,
        });
        return run(scratch, this.packageFile);
      }
      return run(this.workspace, job === "export" ? path.join(scratch, "package.zip") : this.packageFile);
    } finally {
      fs.rmSync(scratch, { recursive: true });
    }
  }
}
