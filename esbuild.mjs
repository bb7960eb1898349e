// Bundles everything that ships: `node esbuild.mjs [--production] [--watch]`. Types are checked apart, by `npm run typecheck`.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import esbuild from "esbuild";

const isProduction = process.argv.includes("--production");
const isWatching = process.argv.includes("--watch");

/** Prints what VS Code's problem matcher in .vscode/tasks.json waits for. */
const reportBuilds = {
  name: "report-builds",
  setup(build) {
    build.onStart(() => console.log("[watch] build started"));
    build.onEnd(({ errors }) => {
      for (const { text, location } of errors) {
        console.error(`✘ [ERROR] ${text}\n    ${location?.file}:${location?.line}:${location?.column}:`);
      }
      console.log("[watch] build finished");
    });
  },
};

/** @type {esbuild.BuildOptions} */
const shared = {
  bundle: true,
  platform: "node",
  // The Node of the oldest VS Code that the extension supports.
  target: "node20.9",
  format: "cjs",
  // jsonc-parser's main file is UMD, which can't be bundled; its module file can.
  mainFields: ["module", "main"],
  minify: isProduction,
  sourcemap: !isProduction,
  sourcesContent: false,
  logLevel: isWatching ? "silent" : "warning",
  plugins: isWatching ? [reportBuilds] : [],
};

/** What runs in webviews: one script and one stylesheet for each wizard, and the icon font that they share. */
const webview = {
  ...shared,
  platform: "browser",
  mainFields: ["module", "browser", "main"],
  target: "es2022",
  format: "esm",
  loader: { ".ttf": "file" },
  assetNames: "[name]",
};

const bundles = [
  { ...shared, entryPoints: ["src/extension.ts"], outfile: "dist/extension.js", external: ["vscode"] },
  {
    ...shared,
    entryPoints: ["src/cli.ts"],
    outfile: "dist/cli.js",
    banner: { js: "#!/usr/bin/env node" },
  },
  { ...webview, entryPoints: ["webview-ui/export-wizard/main.ts"], outfile: "dist/webview/export-wizard.js" },
  { ...webview, entryPoints: ["webview-ui/import-wizard/main.ts"], outfile: "dist/webview/import-wizard.js" },
];

if (isWatching) {
  const contexts = await Promise.all(bundles.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  const results = await Promise.all(bundles.map((options) => esbuild.build({ ...options, metafile: true })));
  const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
  await removeAllBut(Object.keys(outputs));
  // Tells which packages are in the bundles: the third-party notices are made from it.
  await mkdir("out", { recursive: true });
  await writeFile(path.join("out", "bundles.json"), JSON.stringify(outputs));
}

/** What an earlier build left goes only after the new files are there, so that a VS Code that runs never finds none. */
async function removeAllBut(outputs) {
  const made = new Set(outputs.map((file) => path.normalize(file)));
  for (const entry of await readdir("dist", { recursive: true, withFileTypes: true })) {
    const file = path.join(path.relative(".", entry.parentPath), entry.name);
    if (!entry.isDirectory() && !made.has(file)) {
      await rm(file);
    }
  }
}
