import type { Command } from "commander";
import { findUnfinished, unfinishedProblem } from "../../core/apply/unfinished";
import type { Problem } from "../../core/environment/environment";
import { loadEnvironment } from "../../core/environment/loadEnvironment";
import { count } from "../../core/text";
import type { CommandContext } from "../commandContext";
import { exitCodes, printJson, printLine } from "../io";
import { colorsFor } from "../style";
import { howToEnd } from "../unfinished";
import { environmentNamed, openWorkspace } from "../workspace";

interface ValidateOptions {
  readonly workspace?: string;
  readonly env?: string;
  readonly json?: true;
}

/** `envferry validate` */
export function addValidateCommand(program: Command, context: CommandContext): void {
  program
    .command("validate")
    .description("Check the definition files of one environment, or of all.")
    .option("--workspace <dir>", "the workspace folder (default: the current one)")
    .option("--env <name>", "the environment to check (default: all)")
    .option("--json", "print one JSON object")
    .action((options: ValidateOptions) => validate(options, context));
}

async function validate(options: ValidateOptions, context: CommandContext): Promise<void> {
  const { io, createFileSystem, platform, exit } = context;
  const workspace = await openWorkspace(options.workspace, io, createFileSystem);
  const headers = options.env === undefined ? workspace.headers : [environmentNamed(workspace, options.env)];
  let problems: readonly Problem[] = [];
  for (const header of headers) {
    const environment = await loadEnvironment(workspace.fs, header, platform.pacer);
    const unfinished = await findUnfinished(workspace.fs, header, context);
    const problem = unfinishedProblem(unfinished, environment.displayName);
    problems = problems.concat(
      problem ? { ...problem, message: `${problem.message}${howToEnd(unfinished, header.name)}` } : [],
      environment.problems,
    );
  }
  const errors = problems.filter((problem) => problem.severity === "error").length;
  if (errors > 0) {
    exit(exitCodes.refused);
  } else if (headers.length === 0) {
    exit(exitCodes.nothingToDo);
  }
  if (options.json) {
    printJson(io.stdout, {
      problems: problems.map(({ file, line, column, severity, code, message }) => ({
        file,
        line,
        column,
        severity,
        code,
        message,
      })),
    });
    return;
  }
  if (headers.length === 0) {
    printLine(
      io.stdout,
      `${workspace.shownFolder} holds no environments: it has no folders in "${workspace.environmentsFolder}".`,
    );
    return;
  }
  const colors = colorsFor(io.stdout, io.env);
  for (const { file, line, column, severity, code, message } of problems) {
    const word = severity === "error" ? colors.red(severity) : colors.yellow(severity);
    printLine(io.stdout, `${file}:${line}:${column}: ${word}: ${message} ${colors.dim(`(${code})`)}`);
  }
  const found =
    problems.length === 0 ? "No problems" : `${count(problems.length, "problem")}, ${count(errors, "error")}`;
  printLine(io.stdout, `${found} in ${count(headers.length, "environment")}.`);
}
