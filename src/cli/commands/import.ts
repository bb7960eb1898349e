import * as path from "node:path";
import { Option, type Command } from "commander";
import type { Environment } from "../../core/environment/environment";
import { loadEnvironment } from "../../core/environment/loadEnvironment";
import { performImport } from "../../core/apply/performImport";
import { compareWithPlanFile } from "../../core/import/comparePlanFile";
import { decide, type Decision, type ImportPlan } from "../../core/import/importPlan";
import type { SetupChoice } from "../../core/import/importPlanner";
import { actionsOf, buildPlanFile, planFileBytes, type PlanFile } from "../../core/import/planFile";
import { planImport } from "../../core/import/planImport";
import type { SetupAction } from "../../core/import/setupAction";
import type { Package } from "../../core/package/package";
import { refKey } from "../../core/resources/registry";
import { count } from "../../core/text";
import { isSameFile } from "../../node/outputPlace";
import type { CommandContext } from "../commandContext";
import { describeImported, type Ended } from "../describeApplied";
import { CommandFailure, exitCodes, plainText, printLine, type Io } from "../io";
import { refuseAmongDefinitions, refuseToReplace, writeOutput, type OutputFile } from "../outputFile";
import { readPackageFile, standardInput } from "../packageFile";
import { readPlanFile } from "../planFile";
import { printPlan } from "../printPlan";
import { printRefusal, printReport, reportFormats, type ReportFormat } from "../reports";
import { sayWhich } from "../sayWhich";
import { setupForOption, setupFromOptions, setupOption, type SetupFor } from "../setupOptions";
import { targetConditions } from "../targetConditions";
import { environmentNamed, openWorkspace, type CliWorkspace } from "../workspace";

interface ImportOptions {
  readonly workspace?: string;
  readonly env: string;
  readonly setup?: SetupAction;
  readonly setupFor: readonly SetupFor[];
  readonly allowRemovals?: true;
  readonly dryRun?: true;
  readonly rollbackOnError?: true;
  readonly planOut?: string;
  readonly force?: true;
  readonly plan?: string;
  readonly report?: ReportFormat;
  readonly json?: true;
}

/** `envferry import` */
export function addImportCommand(program: Command, context: CommandContext): void {
  program
    .command("import")
    .description("Validate a package against an environment and import it.")
    .argument("<file>", "the package, a .zip file, or - for standard input")
    .option("--workspace <dir>", "the workspace folder (default: the current one)")
    .requiredOption("--env <name>", "the environment to import into")
    .addOption(setupOption("the setup action of every resource (default: what the package says)"))
    .addOption(setupForOption())
    .option("--allow-removals", "consent to everything that Overwrite removes")
    .option("--dry-run", "show what would happen and change nothing")
    .option("--rollback-on-error", "put everything back when one resource can't be written")
    .addOption(
      new Option("--plan-out <file>", "write what was decided to a plan and import nothing").conflicts([
        "plan",
        "dryRun",
      ]),
    )
    .option("--force", "replace the plan's file if it exists")
    .addOption(
      new Option("--plan <file>", "import exactly what a plan says, or nothing").conflicts([
        "setup",
        "setupFor",
        "allowRemovals",
      ]),
    )
    .addOption(
      new Option(
        "--report <format>",
        "print a report for pull requests and CI; the text goes to standard error",
      )
        .choices([...reportFormats])
        .conflicts("json"),
    )
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
Examples:
  envferry import packages/dev.zip --env staging --dry-run
  envferry import packages/dev.zip --env staging --setup-for entity:con_Project=skip
  envferry import packages/dev.zip --env staging --plan-out plan.json --report markdown
  envferry import packages/dev.zip --env staging --plan plan.json

Exit codes: 0 imported, or could be, or the plan was written · 1 refused because of errors, of removals without consent
or because something isn't as the plan says; nothing changed · 2 wrong usage · 3 partially imported · 4 nothing to import
(a plan is written all the same) · 130 cancelled, everything put back`,
    )
    .action((file: string, options: ImportOptions) => runImport(file, options, context));
}

async function runImport(file: string, options: ImportOptions, context: CommandContext): Promise<void> {
  const { io, createFileSystem, platform } = context;
  const format = options.json ? "json" : options.report;
  if (format) {
    context.onRefused((failure) => printRefusal(format, failure, io.stdout));
  }
  const planOut = planOutput(file, options, io);
  const workspace = await openWorkspace(options.workspace, io, createFileSystem);
  if (planOut) {
    refuseAmongDefinitions(planOut, workspace, io);
  }
  const header = environmentNamed(workspace, options.env);
  sayWhich(workspace, header, io);
  const reviewed = options.plan === undefined ? undefined : await readPlanFile(options.plan, context);
  const { pkg, bytes } = await readPackageFile(file, io, createFileSystem, platform);
  const packageSha256 = await platform.codec.sha256(bytes);
  const choice = reviewed ? choiceOf(reviewed) : choiceFromOptions(options, pkg);
  const packed = new Map(pkg.resources.map((resource) => [refKey(resource.ref), resource]));
  const target = await loadEnvironment(workspace.fs, header, platform.pacer, {
    codec: platform.codec,
    known: (ref, sha256) => {
      const resource = packed.get(refKey(ref));
      return resource?.sha256 === sha256 ? resource.definition : undefined;
    },
  });
  const conditions = await targetConditions(workspace, header, context);
  const plan = await planImport(pkg, target, choice, platform.pacer, conditions);
  const moved = reviewed ? await compareWithPlanFile(reviewed, plan, target, packageSha256, platform) : [];
  const allowsRemovals = reviewed ? reviewed.consent.removals : (options.allowRemovals ?? false);
  const decision = decide(plan, { removals: allowsRemovals });
  if (moved.length > 0) {
    report(plan, refuseMoved(moved, options), options, context);
  } else if (planOut) {
    const isWritten = decision === "go" || decision === "nothing-to-do";
    if (isWritten) {
      const { generator } = context;
      const planHeader = { packageSha256, allowsRemovals, generator };
      const planFile = await buildPlanFile(plan, target, planHeader, platform);
      await writeOutput(planOut, planFileBytes(planFile), "changed", context);
    }
    report(plan, describePlanned(decision, planOut.shown, options), options, context);
  } else {
    const ended =
      decision === "go" && !options.dryRun
        ? await apply(workspace, target, plan, options, context)
        : dryRunOrRefusal(decision, options);
    report(plan, ended, options, context);
  }
}

/** Where the plan is to be written, as far as that can be told without looking at the workspace. */
function planOutput(file: string, { planOut, force }: ImportOptions, io: Io): OutputFile | undefined {
  if (planOut === undefined) {
    if (force) {
      throw new CommandFailure(
        exitCodes.wrongUsage,
        "--force is for the file of --plan-out; it says nothing without that.",
      );
    }
    return undefined;
  }
  if (file !== standardInput && isSameFile(path.resolve(io.cwd, planOut), path.resolve(io.cwd, file))) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      `${planOut} is the package itself; name another file with --plan-out.`,
    );
  }
  const output = { shown: planOut, option: "--plan-out", isReplaced: force ?? false };
  refuseToReplace(output, io);
  return output;
}

function choiceFromOptions({ setup, setupFor }: ImportOptions, pkg: Package): SetupChoice {
  const refs = pkg.resources.map((resource) => resource.ref);
  return setupFromOptions(setup, setupFor, refs, "in the package");
}

function choiceOf(reviewed: PlanFile): SetupChoice {
  const actions = actionsOf(reviewed);
  return (ref) => actions.get(refKey(ref));
}

/** What moved that is told before the rest is counted. */
const shownMoved = 100;

function refuseMoved(moved: readonly string[], { dryRun }: ImportOptions): Ended {
  const hidden = moved.length - shownMoved;
  return {
    outcome: dryRun ? "dry-run" : "refused",
    exitCode: exitCodes.refused,
    moved,
    sentences: [
      ...moved.slice(0, shownMoved),
      ...(hidden > 0 ? [`And ${count(hidden, "more difference")}; --json names all.`] : []),
      "The import is refused because it isn't what the plan says any more. Make the plan again with --plan-out. Nothing was changed.",
    ],
  };
}

function describePlanned(decision: Decision, planOut: string, options: ImportOptions): Ended {
  const ended = dryRunOrRefusal(decision, options);
  switch (decision) {
    case "errors":
    case "removals-need-consent":
      return { ...ended, sentences: [...ended.sentences, "No plan was written."] };
    case "nothing-to-do":
      return {
        ...ended,
        outcome: "dry-run",
        sentences: [`There is nothing to import; the plan in ${planOut} says so. Nothing was changed.`],
      };
    case "go":
      return {
        ...ended,
        outcome: "dry-run",
        sentences: [`The plan was written to ${planOut}. Nothing was imported; do that with --plan.`],
      };
  }
}

function dryRunOrRefusal(decision: Decision, { dryRun, env }: ImportOptions): Ended {
  const outcome = dryRun ? "dry-run" : "refused";
  const nothing = "Nothing was changed.";
  switch (decision) {
    case "errors":
      return {
        outcome,
        exitCode: exitCodes.refused,
        sentences: [
          `The import is refused because of the errors above. Resolve them, or choose other actions with --setup-for. ${nothing}`,
        ],
      };
    case "removals-need-consent":
      return {
        outcome,
        exitCode: exitCodes.refused,
        sentences: [
          `The import would remove something from ${env}, as listed above. Consent with --allow-removals, or choose Merge or Add only. ${nothing}`,
        ],
      };
    case "nothing-to-do":
      return {
        outcome,
        exitCode: exitCodes.nothingToDo,
        sentences: [`There is nothing to import. ${nothing}`],
      };
    case "go":
      return { outcome, exitCode: exitCodes.done, sentences: [`This was a dry run. ${nothing}`] };
  }
}

async function apply(
  workspace: CliWorkspace,
  target: Environment,
  plan: ImportPlan,
  { rollbackOnError }: ImportOptions,
  context: CommandContext,
): Promise<Ended> {
  const { io } = context;
  const result = await performImport(workspace.fs, target, plan, context, {
    onFailure: rollbackOnError ? "roll-back" : "go-on",
    onProgress: ({ done, total, next }) => {
      if (io.stderr.isTTY) {
        const name = plainText(next.resource.displayName);
        io.stderr.write(`\r\u001b[KImporting ${name}, ${done + 1} of ${total}`);
      }
    },
  });
  if (io.stderr.isTTY) {
    io.stderr.write("\r\u001b[K");
  }
  return describeImported(result, target.displayName);
}

function report(plan: ImportPlan, ended: Ended, options: ImportOptions, { io, exit }: CommandContext): void {
  exit(ended.exitCode);
  const isGood = ended.exitCode === exitCodes.done;
  if (options.json) {
    printReport("json", { plan, ended }, io.stdout);
  } else if (options.report) {
    printReport(options.report, { plan, ended }, io.stdout);
    printPlan(plan, { ...io, stdout: io.stderr });
  } else {
    printPlan(plan, io);
  }
  const isText = !options.json && !options.report;
  for (const sentence of ended.sentences) {
    printLine(isGood && isText ? io.stdout : io.stderr, sentence);
  }
}
