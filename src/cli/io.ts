import { codePointText } from "../core/text";

/** What the command line needs of the process it runs in; tests give their own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What another program sends, in pieces; undefined where nothing can be sent. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Aborted when the user presses Ctrl+C. */
  readonly signal?: AbortSignal;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Exit codes of `envferry`, as its documentation promises them. */
export const exitCodes = {
  done: 0,
  /** Refused because of errors; nothing was changed. */
  refused: 1,
  wrongUsage: 2,
  partiallyApplied: 3,
  nothingToDo: 4,
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with an exit code and sentences for standard error, one a line. */
export class CommandFailure extends Error {
  readonly lines: readonly string[];
  /** Stable codes that go with the lines, for those that have one. */
  codes: readonly string[] = [];

  constructor(
    readonly exitCode: ExitCode,
    ...lines: readonly string[]
  ) {
    super(lines.join("\n"));
    this.name = "CommandFailure";
    this.lines = lines;
  }
}

/** The colours and weights that the command line itself uses; see style.ts. */
// eslint-disable-next-line no-control-regex -- escape sequences begin with one
const ownStyles = /^\u001b\[(?:1|2|22|31|33|35|39)m/;

/**
 * Characters that steer a terminal or turn the direction of writing, with the sequences they begin. Texts of packages and
 * files end up on the screen: none of them may move the cursor, hide something or ring the bell.
 */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const steering = /\u001b\[[0-9;]*m|[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Bidi_Control}]/gu;

/** What ends a line, or is room between words. */
const blanks = /[\t\r\n\u2028\u2029]+/g;

/** A text from outside as a part of one line: it can neither steer the terminal nor pass for a line of its own. */
export function plainText(text: string): string {
  return text.replace(blanks, " ").replace(steering, told);
}

/** Writes one line for people. */
export function printLine(output: Output, text = ""): void {
  const safe = text
    .replace(blanks, " ")
    .replace(steering, (found) => (output.isTTY && ownStyles.test(found) ? found : told(found)));
  output.write(`${safe}\n`);
}

/** What would steer a terminal, told by its number: "[U+202E]". */
function told(found: string): string {
  return codePointText(found) + found.slice(1);
}

/** The one JSON object that `--json` promises on standard output, with everything that steers a terminal escaped. */
export function printJson(output: Output, value: unknown): void {
  const text = JSON.stringify(value, null, 2).replace(
    steering,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  output.write(`${text}\n`);
}
