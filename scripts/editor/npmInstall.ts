import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";

import { npmCommand } from "./npmCommand";
import { Failure } from "./report";
import { runQuietly } from "./runQuietly";

/**
 * Every setting that decides what gets installed is given here, so that a developer's own npm configuration (`omit`,
 * `production`, `dry-run`, …), which also reaches us through `npm run`'s environment, cannot leave anything out.
 * Install scripts stay off: they would build native modules that a headless server does not need.
 */
const settings = [
  ...[
    "--no-save",
    "--package-lock",
    "--ignore-scripts",
    "--omit=dev",
    "--include=prod",
    "--include=optional",
  ],
  ...[
    "--no-global",
    "--no-workspaces",
    "--no-dry-run",
    "--no-package-lock-only",
    "--install-strategy=hoisted",
  ],
  ...["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"],
];

/** Installs packages (`name@version`) into `folder`, or what its package.json asks for when none are named. */
export async function npmInstall(folder: string, ...packages: readonly string[]): Promise<void> {
  const manifest = path.join(folder, "package.json");
  if (!existsSync(manifest)) {
    // Without one, npm would look for a project further up and install into that.
    writeFileSync(manifest, '{ "private": true }\n');
  }
  const npm = npmCommand();
  try {
    await runQuietly(npm.command, [...npm.args, "install", ...settings, ...packages], {
      cwd: folder,
      shell: npm.shell,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(
      `npm could not install ${packages.join(", ") || "the server's own packages"}. ${reason}`,
    );
  }
}
