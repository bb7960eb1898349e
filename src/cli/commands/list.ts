import type { Command } from "commander";
import { describeUnfinished, findUnfinished } from "../../core/apply/unfinished";
import { unreadableFolders } from "../../core/environment/unreadableFolders";
import { loadEnvironment } from "../../core/environment/loadEnvironment";
import type { CommandContext } from "../commandContext";
import { exitCodes, printJson, printLine } from "../io";
import { colorsFor, labelCell, printTable, type Cell } from "../style";
import { howToEnd } from "../unfinished";
import { openWorkspace } from "../workspace";

interface ListOptions {
  readonly workspace?: string;
  readonly json?: true;
}

/** `envferry list` */
export function addListCommand(program: Command, context: CommandContext): void {
  program
    .command("list")
    .description("List the environments of a workspace folder.")
    .option("--workspace <dir>", "the workspace folder (default: the current one)")
    .option("--json", "print one JSON object")
    .action((options: ListOptions) => list(options, context));
}

async function list(options: ListOptions, context: CommandContext): Promise<void> {
  const { io, createFileSystem, platform } = context;
  const workspace = await openWorkspace(options.workspace, io, createFileSystem);
  const environments = [];
  const notWhole: string[] = [];
  for (const header of workspace.headers) {
    const environment = await loadEnvironment(workspace.fs, header, platform.pacer);
    const unfinished = await findUnfinished(workspace.fs, header, context);
    const why = describeUnfinished(unfinished, environment.displayName);
    if (unreadableFolders(environment).length > 0) {
      // What is in it isn't known, so that the counts say too little.
      context.exit(exitCodes.refused);
    }
    if (why !== undefined) {
      notWhole.push(`${why}${howToEnd(unfinished, header.name)}`);
    }
    environments.push({
      name: header.name,
      displayName: environment.displayName,
      purpose: header.description?.purpose ?? null,
      default: header.description?.default ?? false,
      entities: environment.ofType("entity").length,
      picklists: environment.ofType("picklist").length,
      problems: environment.problems.length + (why === undefined ? 0 : 1),
      ...(why !== undefined && { unfinishedImport: unfinished.running ? "running" : "interrupted" }),
    });
  }
  if (options.json) {
    printJson(io.stdout, { environments });
    return;
  }
  if (environments.length === 0) {
    printLine(
      io.stdout,
      `${workspace.shownFolder} holds no environments: it has no folders in "${workspace.environmentsFolder}".`,
    );
    return;
  }
  const colors = colorsFor(io.stdout, io.env);
  const rows = environments.map((row) => [
    nameCell(row.name, [
      row.default && colors.dim("(default)"),
      row.unfinishedImport !== undefined && colors.red(`(import ${row.unfinishedImport})`),
    ]),
    labelCell(row.displayName),
    row.purpose ?? "",
    ...[row.entities, row.picklists].map((amount) => countCell(amount, row.unfinishedImport !== undefined)),
    row.problems === 0 ? "none" : colors.red(String(row.problems)),
  ]);
  const headline = ["Environment", "Display name", "Purpose", "Entities", "Picklists", "Problems"];
  printTable(io.stdout, headline.map(colors.bold), rows);
  notWhole.forEach((sentence) => printLine(io.stderr, sentence));
}

function nameCell(name: string, marks: readonly (string | false)[]): string {
  return [name, ...marks.filter((mark) => mark !== false)].join(" ");
}

/** What is counted in the middle of an import is neither what was there before nor what is to be. */
function countCell(amount: number, isUnfinished: boolean): Cell {
  return isUnfinished ? `${amount.toLocaleString("en")}?` : { number: amount };
}
