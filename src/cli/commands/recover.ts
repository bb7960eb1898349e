import { Option, type Command } from "commander";
import { recover } from "../../core/apply/recover";
import { describeInterruption } from "../../core/import/rules/importInterrupted";
import { describeRunning } from "../../core/import/rules/importRunning";
import type { CommandContext } from "../commandContext";
import { CommandFailure, exitCodes } from "../io";
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

interface RecoverOptions {
  readonly workspace?: string;
  readonly env: string;
  readonly finish?: true;
  readonly rollBack?: true;
  readonly json?: true;
}

/** `envferry recover` */
export function addRecoverCommand(program: Command, context: CommandContext): void {
  program
    .command("recover")
    .description("End an import that was interrupted: write the rest of it, or put back what was written.")
    .option("--workspace <dir>", "the workspace folder (default: the current one)")
    .requiredOption("--env <name>", "the environment that was imported into")
    .addOption(new Option("--finish", "write what isn't written yet").conflicts("rollBack"))
    .addOption(new Option("--roll-back", "put back what was written"))
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
Exit codes: 0 finished or rolled back · 1 refused, nothing changed · 2 wrong usage · 3 some files couldn't be written or were
changed since · 4 no import was interrupted`,
    )
    .action(async (options: RecoverOptions) => {
      printTakenBack(await endImport(options, context), options, context);
    });
}

async function endImport(options: RecoverOptions, context: CommandContext): Promise<TakenBack> {
  if (!options.finish && !options.rollBack) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      "Say with --finish or --roll-back how the interrupted import is to end.",
    );
  }
  const workspace = await openWorkspace(options.workspace, context.io, context.createFileSystem);
  const header = environmentNamed(workspace, options.env);
  sayWhich(workspace, header, context.io);
  refuseTooNew(header, "Nothing was changed.");
  const target = header.description?.displayName ?? header.name;
  const how = options.finish ? "finish" : "roll-back";
  const result = await recover(workspace.fs, header.folder, how, context).catch(onRefusedFile);
  switch (result.outcome) {
    case "nothing-to-recover":
      return {
        outcome: "nothing-to-do",
        exitCode: exitCodes.nothingToDo,
        sentences: [`No import into ${target} was interrupted. Nothing was changed.`],
      };
    case "running":
      return refused(`${describeRunning(result.running, target)} Nothing was changed.`);
    case "damaged":
      return refused(
        `${describeInterruption({ packageName: undefined, at: undefined, ...result }, target)} Nothing was changed.`,
      );
    case "finished":
    case "rolled-back":
    case "incomplete": {
      const { outcome, record, items, historyProblem } = result;
      const isDone = items.every(({ state }) => state === "done");
      const isWhole = outcome !== "incomplete" && isDone && historyProblem === undefined;
      const verb = how === "finish" ? "finished" : "rolled back";
      const files = describeDone(
        items,
        target,
        how === "finish"
          ? { written: "written", others: "as imported already" }
          : { written: "put back", others: "as before already" },
      );
      return {
        outcome: isWhole ? outcome : "partial",
        exitCode: isWhole ? exitCodes.done : exitCodes.partiallyApplied,
        sentences: [
          outcome === "incomplete"
            ? `${nameImport(record)} couldn't be ${verb} altogether and stays interrupted; mend what is named below and do it again. ${files}.`
            : `${nameImport(record)} was ${verb}: ${files}.`,
          ...leftSentences(items),
          ...(historyProblem === undefined ? [] : [historyProblem]),
        ],
        record,
        items,
      };
    }
  }
}

function refused(sentence: string): TakenBack {
  return { outcome: "refused", exitCode: exitCodes.refused, sentences: [sentence] };
}
