import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { startGroup } from "./processGroup";
import { Failure } from "./report";
import { serverBuild } from "./serverBuild";
import { ServerLog } from "./serverLog";
import { makeTemporaryFolder } from "./temporaryFolder";
import { withLimit } from "./withLimit";

export interface ServerOptions {
  /** Any free port unless given. */
  readonly port?: number;
  /** The user's settings.json. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A running VS Code server with data folders of its own, which only this machine reaches. */
export interface Server {
  readonly port: number;
  /** Settles when the server has ended, stopped or not, with a sentence about it. */
  readonly ended: Promise<Failure>;
  stop(): Promise<void>;
}

const startLimitSeconds = 60;

/** What would only distract from the one extension that is looked at. */
const quietSettings = {
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "telemetry.telemetryLevel": "off",
  "workbench.enableExperiments": false,
  "workbench.startupEditor": "none",
};

/** Starts the server build, fetching it the first time. It runs until it is stopped or this process ends. */
export async function startServer({ port = 0, settings = {} }: ServerOptions = {}): Promise<Server> {
  const build = await serverBuild();
  const data = makeTemporaryFolder();
  const userData = path.join(data.path, "user");
  mkdirSync(path.join(userData, "User"), { recursive: true });
  writeFileSync(path.join(userData, "User", "settings.json"), JSON.stringify({ ...quietSettings, ...settings }));
  const group = startGroup(
    process.execPath,
    [
      path.join(build, "out", "server-main.js"),
      ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"],
      ...["--accept-server-license-terms", "--telemetry-level", "off", "--disable-workspace-trust"],
      ...["--server-data-dir", path.join(data.path, "server"), "--user-data-dir", userData],
      ...["--extensions-dir", path.join(data.path, "extensions")],
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const log = new ServerLog(group.process);
  const ended = group.ended.then((ending) => new Failure(`The VS Code server ended with ${ending}.\n${log.lastLines()}`));
  const stop = async (): Promise<void> => {
    group.signal("SIGKILL");
    await ended;
    data.remove();
  };
  try {
    return { port: await listeningPort(log, ended, port), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listeningPort(log: ServerLog, ended: Promise<Failure>, wantedPort: number): Promise<number> {
  const outcome = await withLimit(
    Promise.race([log.nextMatch(/Extension host agent listening on (\d+)/), ended]),
    startLimitSeconds,
    "The VS Code server did not start",
  );
  if (outcome instanceof Failure) {
    throw outcome.message.includes("EADDRINUSE") ? new Failure(`Port ${wantedPort} is already in use.`) : outcome;
  }
  return Number(outcome[1]);
}
