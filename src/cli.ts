import { version } from "../package.json";
import { exitCodeWithoutOutput } from "./cli/lostOutput";
import { runCli } from "./cli/runCli";
import { hearSignals } from "./cli/signals";

const cancelled = new AbortController();
const signals = hearSignals(cancelled);
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
    // What is left is to print the rest, for which a reader may let us wait, and not to wait for more input.
    signals.jobIsOver();
    stdin.destroy();
    // A stream tells of its failure only after this turn.
    process.once("beforeExit", () => {
      process.exitCode = isOutputLost ? exitCodeWithoutOutput(exitCode, args) : exitCode;
    });
  },
);
