import type { Command } from "commander";
import { loadEnvironment } from "../../core/environment/loadEnvironment";
import type { CommandContext } from "../commandContext";
import { printJson, printLine } from "../io";
import { colorsFor, labelCell, printTable } from "../style";
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

async function list(options: ListOptions, { io, createFileSystem, platform }: CommandContext): Promise<void> {
  const workspace = await openWorkspace(options.workspace, io, createFileSystem);
  const environments = [];
  for (const header of workspace.headers) {
    const environment = await loadEnvironment(workspace.fs, header, platform.pacer);
    environments.push({
      name: header.name,
      displayName: environment.displayName,
      purpose: header.description?.purpose ?? null,
      default: header.description?.default ?? false,
      entities: environment.ofType("entity").length,
      picklists: environment.ofType("picklist").length,
      problems: environment.problems.length,
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
    row.default ? `${row.name} ${colors.dim("(default)")}` : row.name,
    labelCell(row.displayName),
    row.purpose ?? "",
    { number: row.entities },
    { number: row.picklists },
    row.problems === 0 ? "none" : colors.red(String(row.problems)),
  ]);
  const headline = ["Environment", "Display name", "Purpose", "Entities", "Picklists", "Problems"];
  printTable(io.stdout, headline.map(colors.bold), rows);
}
