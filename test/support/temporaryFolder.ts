import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** Files in memory where Linux offers that: removing them from a disk takes longer than all the tests together. */
const parent = isWritable("/dev/shm") ? "/dev/shm" : os.tmpdir();

/** A fresh folder for each test of the surrounding `describe`. The function that it returns gives its path inside tests. */
export function useTemporaryFolder(): () => string {
  let folder: string | undefined;
  beforeEach("make a temporary folder", () => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(parent, "envferry-test-")));
  });
  afterEach("remove the temporary folder", () => {
    fs.rmSync(folder!, { recursive: true, force: true });
  });
  return () => folder!;
}

/** Writes files below a folder; their paths have `/` between the parts. */
export function writeTree(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [file, content] of Object.entries(files)) {
    const absolute = path.join(root, file);
    fs.mkdirSync(path.dirname(absolute), { recursive: true });
    fs.writeFileSync(absolute, content);
  }
}

/** Everything below a folder: each file with its mode and its content, each link with what it points to, each folder. */
export function snapshotTree(root: string): Record<string, string> {
  const found: [string, string][] = fs
    .readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((name) => {
      const absolute = path.join(root, name);
      const stats = fs.lstatSync(absolute);
      const content = stats.isSymbolicLink()
        ? `→ ${fs.readlinkSync(absolute)}`
        : stats.isDirectory()
          ? "folder"
          : fs.readFileSync(absolute, "latin1");
      return [name, `${(stats.mode & 0o777).toString(8)} ${content}`];
    });
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** As {@link snapshotTree}, without what environments keep of their imports. */
export function snapshotDefinitions(root: string): Record<string, string> {
  const files = Object.entries(snapshotTree(root));
  return Object.fromEntries(
    files.filter(([file]) => !/(?:^|\/)(?:\.envferry|imports\.jsonl)(?:\/|$)/.test(file)),
  );
}

function isWritable(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
