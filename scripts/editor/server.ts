import { chmodSync } from "node:fs";
import path from "node:path";

import { timeScale } from "./timeScale";
import { makeProfile, type Profile } from "./profile";
import { describeEnding, startGroup } from "./processGroup";
import { Failure } from "./report";
import { runQuietly } from "./runQuietly";
import { serverBuild } from "./serverBuild";
import { ServerLog } from "./serverLog";
import { giveTo, nobodyIfRoot } from "./unprivilegedUser";
import { within } from "./within";

export interface ServerOptions {
  /** Any free port unless given. */
  readonly port?: number;
  /** Path of a VSIX to install before the server starts. */
  readonly vsix?: string;
  /** Runs it as a user to whom permissions apply, where this process runs as root. */
  readonly isUnprivileged?: boolean;
}

/** A running VS Code server with data folders of its own, which only this machine reaches. */
export interface Server {
  readonly port: number;
  /** Settles when the server has ended, stopped or not, with a sentence about it. */
  readonly ended: Promise<Failure>;
  /** Takes back what was changed in the user's settings. */
  restoreSettings(): void;
  readonly stop: () => Promise<void>;
}

/** On an idle machine. */
const startLimitSeconds = 60;

/** Starts the server build, fetching it the first time. It runs until it is stopped or this process ends. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const { port = 0, vsix, isUnprivileged = false } = options;
  const build = await serverBuild();
  const program = path.join(build, "out", "server-main.js");
  const profile = makeProfile();
  if (vsix !== undefined) {
    await install(vsix, program, profile);
  }
  const user = isUnprivileged ? nobodyIfRoot() : undefined;
  if (user) {
    // Both folders were made for the user of this process only.
    chmodSync(path.dirname(build), 0o755);
    giveTo(user, path.dirname(profile.scratch));
  }
  const group = startGroup(
    process.execPath,
    [
      program,
      ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"],
      ...["--accept-server-license-terms", "--telemetry-level", "off", "--disable-workspace-trust"],
      ...["--server-data-dir", profile.scratch, ...profile.args],
    ],
    {
      env: { ...serverEnvironment(profile), ...(user && { HOME: profile.scratch }) },
      stdio: ["ignore", "pipe", "pipe"],
      ...user,
    },
  );
  const log = new ServerLog(group.process);
  const ended = group.ended.then(
    (ending) => new Failure(`The VS Code server ended with ${describeEnding(ending)}.\n${log.lastLines()}`),
  );
  const stop = async (): Promise<void> => {
    group.signal("SIGKILL");
    await ended;
    profile.remove();
  };
  try {
    const listening = await listeningPort(log, ended, port);
    return { port: listening, ended, restoreSettings: () => profile.restoreSettings(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs an extension from its file, as `code --install-extension` does. */
async function install(vsix: string, program: string, profile: Profile): Promise<void> {
  await runQuietly(
    process.execPath,
    [
      ...[program, "--install-extension", vsix, "--accept-server-license-terms", "--telemetry-level", "off"],
      ...["--server-data-dir", profile.scratch, ...profile.args],
    ],
    { env: serverEnvironment(profile) },
  );
}

function serverEnvironment({ scratch }: Profile): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Without a gallery, the server looks for no extensions on the internet.
    EXTENSIONS_GALLERY: "{}",
    // Being stopped, VS Code leaves its sockets behind; elsewhere than on Linux their paths would get too long.
    ...(process.platform === "linux" ? { TMPDIR: scratch, XDG_RUNTIME_DIR: scratch } : {}),
  };
}

async function listeningPort(log: ServerLog, ended: Promise<Failure>, wantedPort: number): Promise<number> {
  const listening = log.nextMatch(/Extension host agent listening on (\d+)/);
  const portTaken = log
    .nextMatch(/EADDRINUSE/)
    .then(() => new Failure(`Port ${wantedPort} is in use already: give another one, or none.`));
  const outcome = await within(startLimitSeconds * timeScale(), Promise.race([listening, portTaken, ended]));
  if (outcome === undefined) {
    throw new Failure(`The VS Code server did not start in time.\n${log.lastLines()}`);
  }
  if (outcome instanceof Failure) {
    throw outcome;
  }
  return Number(outcome[1]);
}
