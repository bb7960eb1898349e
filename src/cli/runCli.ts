import { Command, CommanderError } from "commander";
import { createNodeAgent } from "../node/nodeAgent";
import { NodeFileSystem } from "../node/nodeFileSystem";
import { createPlatform, type CommandContext } from "./commandContext";
import { addExportCommand } from "./commands/export";
import { addImportCommand } from "./commands/import";
import { addInspectCommand } from "./commands/inspect";
import { addListCommand } from "./commands/list";
import { addRecoverCommand } from "./commands/recover";
import { addUndoCommand } from "./commands/undo";
import { addValidateCommand } from "./commands/validate";
import { CommandFailure, exitCodes, printJson, printLine, type ExitCode, type Io } from "./io";
import { problemsOf } from "./reports/jsonReport";
import type { FileSystemFactory } from "./workspace";

/**
 * Runs one `envferry` command line, without the program's own name, and resolves to its exit code. Files are reached
 * through `createFileSystem`, which gets an absolute folder.
 */
export async function runCli(
  args: readonly string[],
  io: Io,
  version: string,
  createFileSystem: FileSystemFactory = (root, options) => new NodeFileSystem(root, options),
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const printProblems = (failure: CommandFailure): void => {
    if (wantsJson(args)) {
      printJson(io.stdout, { problems: problemsOf(failure) });
    }
  };
  let printRefusal = printProblems;
  const usage: string[] = [];
  const context: CommandContext = {
    io,
    createFileSystem,
    platform: createPlatform(io.signal),
    agent: createNodeAgent(),
    generator: `envferry/${version}`,
    exit: (code) => {
      exitCode = code;
    },
    onRefused: (print) => {
      printRefusal = print;
    },
  };
  try {
    const program = createProgram(context, version, (text) => usage.push(text));
    await program.parseAsync(withoutHelp(args, program), { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed why; asking for help or the version isn't wrong usage.
      if (error.exitCode === 0) {
        return exitCodes.done;
      }
      printProblems(new CommandFailure(exitCodes.wrongUsage, ...usage));
      return exitCodes.wrongUsage;
    }
    const failure = asFailure(error, io);
    if (!failure) {
      throw error;
    }
    failure.lines.forEach((line) => printLine(io.stderr, `envferry: ${line}`));
    (failure.exitCode === exitCodes.wrongUsage ? printProblems : printRefusal)(failure);
    return failure.exitCode;
  }
}

/** Why a command ended early; undefined for what nobody foresaw. */
function asFailure(error: unknown, { signal }: Io): CommandFailure | undefined {
  if (error instanceof CommandFailure) {
    return error;
  }
  return signal?.aborted && error === signal.reason
    ? new CommandFailure(exitCodes.cancelled, "Cancelled. Nothing was changed.")
    : undefined;
}

/** Whether one JSON object is promised on standard output, also where the arguments are wrong. */
function wantsJson(args: readonly string[]): boolean {
  return args.some(
    (arg, index) =>
      arg === "--json" || arg === "--report=json" || (arg === "--report" && args[index + 1] === "json"),
  );
}

/** Help for a command that doesn't exist is an error like the command itself, which commander doesn't say. */
function withoutHelp([first, second, ...rest]: readonly string[], { commands }: Command): string[] {
  const isUnknown =
    first === "help" &&
    second !== undefined &&
    [...commands, { name: () => first }].every((one) => one.name() !== second);
  return [first, second, ...rest].slice(isUnknown ? 1 : 0).filter((arg) => arg !== undefined);
}

function createProgram(
  context: CommandContext,
  version: string,
  onUsageError: (sentence: string) => void,
): Command {
  const { stdout, stderr } = context.io;
  const program = new Command("envferry")
    .description("Move entities and picklists between the environments of a workspace folder.")
    .version(version, "-v, --version", "print the version")
    .helpCommand("help [command]", "show help for a command")
    .showHelpAfterError("(add --help for the options)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => {
        onUsageError(
          text
            .replace(/^error: /, "")
            .trim()
            .replace(/\s*\n\s*/g, " "),
        );
        write(text.replace(/^error: /, "envferry: "));
      },
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
      getOutHasColors: () => stdout.isTTY === true,
      getErrHasColors: () => stderr.isTTY === true,
    })
    .addHelpText(
      "after",
      `
Exit codes: 0 done · 1 refused because of errors, nothing changed · 2 wrong usage · 3 partially applied · 4 nothing to do`,
    );
  addListCommand(program, context);
  addValidateCommand(program, context);
  addExportCommand(program, context);
  addInspectCommand(program, context);
  addImportCommand(program, context);
  addUndoCommand(program, context);
  addRecoverCommand(program, context);
  return program;
}
