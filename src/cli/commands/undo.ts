import type { Command } from "commander";
import { undoImport } from "../../core/apply/undo";
import { loadEnvironment } from "../../core/environment/loadEnvironment";
import { describeInterruption } from "../../core/import/rules/importInterrupted";
import { describeRunning } from "../../core/import/rules/importRunning";
import type { ImportRecord } from "../../core/history/importRecord";
import { list } from "../../core/text";
import { utcText } from "../../core/time";
import type { CommandContext } from "../commandContext";
import { exitCodes } from "../io";
import {
  describeDone,
  leftSentences,
  nameImport,
  onRefusedFile,
  printTakenBack,
  type TakenBack,
} from "../takenBack";
import { sayWhich } from "../sayWhich";
import { refuseTooNew } from "../tooNew";
import { environmentNamed, openWorkspace } from "../workspace";

interface UndoOptions {
  readonly workspace?: string;
  readonly env: string;
  readonly json?: true;
}

/** `envferry undo` */
export function addUndoCommand(program: Command, context: CommandContext): void {
  program
    .command("undo")
    .description("Take back the last import into an environment, unless its files were changed since.")
    .option("--workspace <dir>", "the workspace folder (default: the current one)")
    .requiredOption("--env <name>", "the environment that was imported into")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
Exit codes: 0 undone · 1 refused, for instance because a file was changed since; nothing changed · 2 wrong usage · 3 not everything
could be put back · 4 there is no import to undo`,
    )
    .action(async (options: UndoOptions) => {
      printTakenBack(await undo(options, context), options, context);
    });
}

async function undo(options: UndoOptions, context: CommandContext): Promise<TakenBack> {
  const { io, createFileSystem, platform } = context;
  const workspace = await openWorkspace(options.workspace, io, createFileSystem);
  const header = environmentNamed(workspace, options.env);
  sayWhich(workspace, header, io);
  refuseTooNew(header, "Nothing was changed.");
  const environment = await loadEnvironment(workspace.fs, header, platform.pacer, { codec: platform.codec });
  const target = environment.displayName;
  const result = await undoImport(workspace.fs, environment, context).catch(onRefusedFile);
  switch (result.outcome) {
    case "nothing-to-undo":
      return {
        outcome: "nothing-to-do",
        exitCode: exitCodes.nothingToDo,
        sentences: [`There is no import into ${target} to undo. Nothing was changed.`],
      };
    case "running":
      return refused(`${describeRunning(result.running, target)} Nothing was changed.`);
    case "interrupted":
      return refused(`${describeInterruption(result.interrupted, target)} Nothing was changed.`);
    case "refused": {
      const { record, reasons } = result;
      const refusal = `${nameImport(record)} can't be undone. Nothing was changed.`;
      return { ...refused(...reasons, refusal), record };
    }
    case "undone":
    case "partly": {
      const { record, parts, items, historyProblem } = result;
      const isWhole = result.outcome === "undone" && historyProblem === undefined;
      const files = describeDone(items, target, { written: "put back", others: "as before already" });
      return {
        outcome: isWhole ? "undone" : "partial",
        exitCode: isWhole ? exitCodes.done : exitCodes.partiallyApplied,
        sentences: [
          `${nameParts(parts)} undone: ${files}.`,
          ...leftSentences(items),
          ...(historyProblem === undefined ? [] : [historyProblem]),
        ],
        record,
        parts,
        items,
      };
    }
  }
}

/** "The import of Sales of 2026-01-31 12:00:00 UTC was", with the imports that brought the rest of it, if there are any. */
function nameParts(parts: readonly ImportRecord[]): string {
  const [first, ...others] = parts;
  const rest = others.map(({ at }) => utcText(at));
  return first === undefined
    ? "The import was"
    : `${nameImport(first)}${rest.length === 0 ? " was" : `, and the rest of it of ${list(rest)}, were`}`;
}

function refused(...sentences: readonly string[]): TakenBack {
  return { outcome: "refused", exitCode: exitCodes.refused, sentences };
}
