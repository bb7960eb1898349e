/** Says which packages are in what ships, under which licences, and quotes those. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import type { Metafile } from "esbuild";

import { projectFolder } from "../editor/paths";
import { Failure } from "../editor/report";

/** The file that holds the notices, named from the project's root. */
export const noticesFile = "ThirdPartyNotices.txt";

/** Microsoft's MIT licence, which these come without: their package.json names it, but there is no file. */
const withoutFile: ReadonlyMap<string, string> = new Map(
  ["fast-element", "fast-foundation", "fast-web-utilities"].map((name) => [
    `@microsoft/${name}`,
    "@vscode/webview-ui-toolkit",
  ]),
);

interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly address: string;
  readonly text: string;
}

/** The notices for what a build put into `dist/`, as `npm run build` left it; the command line isn't in the VSIX. */
export function thirdPartyNotices(): string {
  const packages = bundledPackageFolders(readOutputs())
    .map(readPackage)
    // Two versions of a package may be in there.
    .map(({ name, version, ...rest }) => ({ title: `${name} ${version}`, ...rest }))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
  const sections = packages.map(({ title, license, address, text }) =>
    [title, `Licence: ${license}`, address, "", text].join("\n"),
  );
  return `${[introduction, ...sections].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

const introduction = `Third-party notices

Envferry itself is under the MIT licence, see LICENSE. Its bundles hold code of the packages below, minified and
otherwise unchanged, and the icon font of @vscode/codicons, unchanged. Their licences ask for these notices.

This file is made by "npm run notices".`;

function readOutputs(): Metafile["outputs"] {
  const file = path.join(projectFolder, "out", "bundles.json");
  if (!existsSync(file)) {
    throw new Failure("Envferry is not built: run “npm run build” first.");
  }
  return JSON.parse(readFileSync(file, "utf8")) as Metafile["outputs"];
}

/** The folder of each package of which something is left in a bundle, once. */
function bundledPackageFolders(outputs: Metafile["outputs"]): string[] {
  const shipped = Object.entries(outputs).filter(([output]) => path.basename(output) !== "cli.js");
  const inputs = shipped.flatMap(([, output]) =>
    Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  // Greedy up to the last node_modules: a package may have others inside.
  const folders = inputs.map(([input]) => /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))];
}

function readPackage(folder: string): BundledPackage {
  const absolute = path.join(projectFolder, folder);
  const manifest = JSON.parse(readFileSync(path.join(absolute, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license: string;
    homepage?: string;
    repository?: string | { url: string };
  };
  const { name, version, license, homepage, repository } = manifest;
  const source = typeof repository === "string" ? repository : repository?.url;
  return {
    name,
    version,
    license,
    address: readableAddress(homepage ?? source ?? `https://www.npmjs.com/package/${name}`),
    text: licenceText(name, absolute),
  };
}

/** The package's licence files; else the licence chapter of its README; else that of one licensed alike. */
function licenceText(name: string, folder: string): string {
  const files = readdirSync(folder).sort();
  const licences = files.filter((file) => /^licen[cs]e\b/i.test(file));
  if (licences.length > 0) {
    return licences.map((file) => readText(path.join(folder, file))).join("\n\n");
  }
  const readme = files.find((file) => /^readme\b/i.test(file));
  const chapter =
    readme && /^#+ licen[cs]e.*\n([^]*)/im.exec(readText(path.join(folder, readme)))?.[1]?.trim();
  if (chapter && /permission is hereby granted/i.test(chapter)) {
    return chapter;
  }
  const alike = withoutFile.get(name);
  if (alike === undefined) {
    throw new Failure(
      `The package ${name} comes without the text of its licence: name one licensed alike in thirdPartyNotices.ts.`,
    );
  }
  return licenceText(alike, path.join(projectFolder, "node_modules", alike));
}

/** The same on all machines: no byte order mark, no carriage returns, no spaces at the ends of lines. */
function readText(file: string): string {
  return readFileSync(file, "utf8")
    .replace(/^\uFEFF/, "")
    .replace(/[^\S\n]+$/gm, "")
    .trim();
}

/** `owner/name`, `git+https://….git` and the like as an address for a browser. */
function readableAddress(source: string): string {
  const address = /^[\w-]+\/[\w.-]+$/.test(source) ? `https://github.com/${source}` : source;
  return address
    .replace(/^git\+/, "")
    .replace(/^(?:git|http|ssh):\/\/(?:git@)?/, "https://")
    .replace(/\.git$/, "");
}
