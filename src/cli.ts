import { version } from "../package.json";
import { runCli } from "./cli/runCli";

const cancelled = new AbortController();
// Whoever presses Ctrl+C, and whoever ends a job of a build server, gets everything back as it was.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => cancelled.abort(new Error("Cancelled")));
}
for (const stream of [process.stdout, process.stderr]) {
  // A reader such as `head` that has seen enough isn't an error.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      throw error;
    }
  });
}

const { stdout, stderr, env } = process;
void runCli(
  process.argv.slice(2),
  { stdout, stderr, env, cwd: process.cwd(), signal: cancelled.signal },
  version,
).then((exitCode) => {
  process.exitCode = exitCode;
});
