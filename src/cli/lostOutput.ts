import { exitCodes, type ExitCode } from "./io";

/** Commands that change nothing: what they print is all that comes of them. */
const printing: readonly string[] = ["list", "validate", "inspect"];

/**
 * The exit code of a command whose output couldn't be written, because the disk is full, say. What was done to files stays done, and
 * whoever called relies on being told so; where the text was all there was, nothing came of the command.
 */
export function exitCodeWithoutOutput(exitCode: ExitCode, args: readonly string[]): ExitCode {
  const isOnlyText = printing.includes(args[0] ?? "") || args.includes("--dry-run");
  return isOnlyText && exitCode === exitCodes.done ? exitCodes.refused : exitCode;
}
