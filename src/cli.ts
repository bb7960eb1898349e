import { version } from "../package.json";
import { exitCodeWithoutOutput } from "./cli/lostOutput";
import { runCli } from "./cli/runCli";

const cancelled = new AbortController();
// Whoever presses Ctrl+C, and whoever ends a job of a build server, gets everything back as it was.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => cancelled.abort(new Error("Cancelled")));
}
const { stdin, stdout, stderr, env } = process;
const args = process.argv.slice(2);
let isOutputLost = false;
for (const [name, stream] of Object.entries({ stdout, stderr })) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // A reader such as `head` that has seen enough isn't an error.
    if (error.code === "EPIPE" || isOutputLost) {
      return;
    }
    isOutputLost = name === "stdout";
    if (isOutputLost) {
      stderr.write(`envferry: The output can't be written: ${error.message}.\n`);
    }
  });
}

void runCli(args, { stdin, stdout, stderr, env, cwd: process.cwd(), signal: cancelled.signal }, version).then(
  (exitCode) => {
    // A stream tells of its failure only after this turn.
    process.once("beforeExit", () => {
      process.exitCode = isOutputLost ? exitCodeWithoutOutput(exitCode, args) : exitCode;
    });
  },
);
