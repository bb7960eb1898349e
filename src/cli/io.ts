/** What the command line needs of the process it runs in; tests give their own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
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

  constructor(
    readonly exitCode: ExitCode,
    ...lines: readonly string[]
  ) {
    super(lines.join("\n"));
    this.name = "CommandFailure";
    this.lines = lines;
  }
}

export function printLine(output: Output, text = ""): void {
  output.write(`${text}\n`);
}

/** The one JSON object that `--json` promises on standard output. */
export function printJson(output: Output, value: unknown): void {
  printLine(output, JSON.stringify(value, null, 2));
}
