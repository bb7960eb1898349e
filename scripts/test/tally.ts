/** How the tests of a phase ended. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The environment variable that tells the process running the tests which file to leave its tally in. */
export const tallyFileVariable = "ENVFERRY_TALLY_FILE";

/** The one that asks for colours, for what the tests print reaches the terminal by way of us. */
export const colourVariable = "ENVFERRY_TEST_COLOUR";

/** Reads the tally out of such a file's text; nothing when the text is not a whole tally. */
export function parseTally(text: string): Tally | undefined {
  const { passed, failed, skipped } = JSON.parse(text) as Partial<Record<string, unknown>>;
  return isCount(passed) && isCount(failed) && isCount(skipped) ? { passed, failed, skipped } : undefined;
}

export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = (key: keyof Tally): number => tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** The line that a test run closes with. */
export function describeTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
