/**
 * `npm run fuzz -- --cases N --seed S [--first N]`: feeds damaged packages and environments to what reads them, and says what came
 * out. `ENVFERRY_FUZZ_CORPUS` names a folder whose .zip and .json files are damaged too.
 */
import { parseArgs } from "node:util";
import { Failure, runMain } from "../../scripts/editor/report";
import { describeFailure, runFuzz } from "./runFuzz";

runMain(async () => {
  const { values } = parseArgs({
    options: { cases: { type: "string" }, seed: { type: "string" }, first: { type: "string" } },
  });
  const cases = wholeNumber("cases", values.cases ?? "20000");
  const seed = wholeNumber("seed", values.seed ?? String(Date.now() % 1_000_000));
  const first = wholeNumber("first", values.first ?? "0");
  process.stdout.write(`Seed ${seed}, cases ${first} to ${first + cases - 1}\n`);
  const start = Date.now();
  let ended = 0;
  const report = await runFuzz({
    seed,
    first,
    cases,
    onCase: ({ index, failure }) => {
      if (failure !== undefined) {
        process.stdout.write(`Case ${index} failed after ${ended} cases.\n`);
      }
      if (++ended % 10_000 === 0) {
        process.stdout.write(`${ended} cases after ${Math.round((Date.now() - start) / 1_000)} s\n`);
      }
    },
  });
  const { failures, ...numbers } = report;
  failures.forEach((failure) => process.stdout.write(`\n${describeFailure(seed, failure)}\n`));
  process.stdout.write(`\n${JSON.stringify(numbers, null, 2)}\n`);
  process.stdout.write(
    `${report.cases} cases in ${Math.round((Date.now() - start) / 1_000)} s, ${failures.length} failed\n`,
  );
  process.exitCode = failures.length > 0 ? 1 : 0;
});

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new Failure(`--${name} takes a whole number.`);
  }
  return Number(text);
}
