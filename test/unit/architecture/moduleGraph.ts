import { readdirSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

/** One import of a file that ends up in a bundle; imports of types alone don't. */
export interface ModuleImport {
  readonly from: string;
  /** A file of the project, or the name of a package. */
  readonly to: string;
  readonly isExternal: boolean;
}

/** The TypeScript files below a folder, declarations left out, with `/` and below the project's root. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.split(path.sep).join("/")}`)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .sort();
}

/** What these files, and all files of the project that they reach, import. Nothing is written. */
export async function importsOf(entryPoints: readonly string[]): Promise<ModuleImport[]> {
  const { metafile } = await build({
    entryPoints: [...entryPoints],
    outdir: "unused",
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    packages: "external",
    loader: { ".ttf": "empty" },
    logLevel: "silent",
  });
  return Object.entries(metafile.inputs).flatMap(([from, { imports }]) =>
    imports.map(({ path: to, external = false }) => ({ from, to, isExternal: external })),
  );
}

/** Groups of files that import each other in a circle, each sorted by name; none in a healthy graph. */
export function findCycles(imports: readonly ModuleImport[]): string[][] {
  const reached = new Map<string, Set<string>>();
  const reach = (start: string): Set<string> => {
    const known = reached.get(start);
    if (known) {
      return known;
    }
    const found = new Set<string>();
    const queue = [start];
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      for (const { from, to, isExternal } of imports) {
        if (from === file && !isExternal && !found.has(to)) {
          found.add(to);
          queue.push(to);
        }
      }
    }
    reached.set(start, found);
    return found;
  };
  const files = [...new Set(imports.map(({ from }) => from))].sort();
  const cycles = files
    .filter((file) => reach(file).has(file))
    .map((file) => [...reach(file)].filter((other) => reach(other).has(file)).sort());
  return [...new Map(cycles.map((cycle) => [cycle.join(), cycle])).values()];
}
