/** Runs the `.test.ts` files of the folder named on the command line: `mochaPhase.ts FOLDER SECONDS-PER-TEST`. */
import { Failure, runMain, say } from "../editor/report";
import { runSuites } from "./runSuites";

runMain(async () => {
  const [folder, seconds] = process.argv.slice(2);
  if (folder === undefined || seconds === undefined) {
    throw new Failure("Usage: mochaPhase.ts FOLDER SECONDS-PER-TEST");
  }
  // Mocha passes a test's stray rejections on to us; thrown, they fail the test that was running.
  process.on("unhandledRejection", (reason) => {
    throw reason;
  });
  const tally = await runSuites(folder, { ending: ".test.ts", timeoutSeconds: Number(seconds) });
  process.exitCode = tally.failed > 0 ? 1 : 0;
  // Unreferenced, so it fires only where something else keeps the process from ending.
  setTimeout(() => {
    say("A test left something running, such as a server, a timer or a file watcher.");
    process.exit(1);
  }, 10_000).unref();
});
