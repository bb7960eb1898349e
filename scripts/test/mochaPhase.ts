/**
 * Runs the `.test.ts` files of the folders named on the command line: `mochaPhase.ts SECONDS-PER-TEST FOLDER…`. With FOLDER:ENDING only
 * those with another ending, such as `test/unit:.property.test.ts`.
 */
import { Failure, runMain, say } from "../editor/report";
import { calibrate } from "./calibrate";
import { findTests, runSuites } from "./runSuites";

runMain(async () => {
  const [seconds, ...places] = process.argv.slice(2);
  if (seconds === undefined || places.length === 0) {
    throw new Failure("Usage: mochaPhase.ts SECONDS-PER-TEST FOLDER…");
  }
  await calibrate();
  // Mocha passes a test's stray rejections on to us; thrown, they fail the test that was running.
  process.on("unhandledRejection", (reason) => {
    throw reason;
  });
  const files = places.flatMap((place) => {
    const [folder = "", ending = ".test.ts"] = place.split(":");
    return findTests(folder, ending);
  });
  const tally = await runSuites(files, { timeoutSeconds: Number(seconds) });
  process.exitCode = tally.failed > 0 ? 1 : 0;
  // Unreferenced, so it fires only where something else keeps the process from ending.
  setTimeout(() => {
    say("A test left something running, such as a server, a timer or a file watcher.");
    process.exit(1);
  }, 10_000).unref();
});
