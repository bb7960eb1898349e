/**
 * `importOnce.cjs WORKSPACE [HOW]`: for each line `ENVIRONMENT PACKAGE` that it hears, imports that package, waiting for its turn, and prints
 * what came of it as JSON. HOW:
 * - `7`: it kills itself with SIGKILL after the seventh of its calls to the system that change files;
 * - `once`: it doesn't wait when another import runs;
 * - `witnessed`: it fails when it writes into an environment at the same time as another that is witnessed;
 * - `holding`: the same, and says `holding` once its journal is on the disk, and goes on when it hears a line.
 */
import fs from "node:fs";
import path from "node:path";
import * as readline from "node:readline";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { importPackage } from "../importPackage";

const [workspace = "", how = ""] = process.argv.slice(2);

/** Notices when two processes write into one environment at once: from the journal's writing until it is put away, a mark is there. */
class WitnessedFileSystem extends NodeFileSystem {
  override async writeFile(
    file: string,
    bytes: Uint8Array,
    options?: { readonly durable?: boolean },
  ): Promise<void> {
    if (file.endsWith("/.envferry/journal")) {
      fs.closeSync(fs.openSync(mark(file), "wx"));
    }
    await super.writeFile(file, bytes, options);
    if (file.endsWith("/.envferry/journal") && how === "holding") {
      console.log("holding");
      await lines.next();
    }
  }

  override async renameFile(from: string, to: string): Promise<void> {
    if (from.endsWith("/.envferry/journal")) {
      fs.rmSync(mark(from));
    }
    await super.renameFile(from, to);
  }
}

const mark = (file: string): string => path.join(workspace, `${file.split("/")[1]}.writing`);

async function importInTurn(environment: string, packageFile: string): Promise<void> {
  const isWitnessed = how === "witnessed" || how === "holding";
  const files = isWitnessed ? new WitnessedFileSystem(workspace) : new NodeFileSystem(workspace);
  const refusals: Record<string, number> = {};
  for (;;) {
    const result = await importPackage(files, environment, packageFile);
    const isBusy = result.outcome === "running" || result.outcome === "target-changed";
    if (!isBusy || how === "once") {
      const running = "running" in result ? { running: result.running } : {};
      console.log(JSON.stringify({ outcome: result.outcome, refusals, ...running }));
      return;
    }
    refusals[result.outcome] = (refusals[result.outcome] ?? 0) + 1;
  }
}

/** Calls that change files, the ones that NodeFileSystem makes. */
const changing = [
  "mkdirSync",
  "openSync",
  "writeFileSync",
  "fchmodSync",
  "fsyncSync",
  "renameSync",
  "linkSync",
  "unlinkSync",
] as const;

function killYourself(nth: number): void {
  let calls = 0;
  const system = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of changing) {
    const call = system[name]!;
    system[name] = (...args) => {
      calls++;
      // Node's own functions may call each other.
      const isLast = calls === nth;
      try {
        return call.apply(fs, args);
      } finally {
        if (isLast) {
          process.kill(process.pid, "SIGKILL");
        }
      }
    };
  }
}

const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function main(): Promise<void> {
  console.log("ready");
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    const [environment = "", packageFile = ""] = line.value.split(" ");
    if (/^\d+$/.test(how)) {
      killYourself(Number(how));
    }
    await importInTurn(environment, packageFile);
  }
}

void main();
