import type { Command } from "commander";
import type { Environment } from "../../core/environment/environment";
import { loadEnvironment } from "../../core/environment/loadEnvironment";
import { applyPlan } from "../../core/apply/applyPlan";
import { decide, type Decision, type ImportPlan } from "../../core/import/importPlan";
import { planImport } from "../../core/import/planImport";
import type { SetupAction } from "../../core/import/setupAction";
import type { Package } from "../../core/package/package";
import { refKey } from "../../core/resources/registry";
import type { CommandContext } from "../commandContext";
import { describeApplied, type Ended } from "../describeApplied";
import { exitCodes, plainText, printJson, printLine } from "../io";
import { readPackageFile } from "../packageFile";
import { planToJson, printPlan } from "../printPlan";
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
  readonly json?: true;
}

/** `envferry import` */
export function addImportCommand(program: Command, context: CommandContext): void {
  program
    .command("import")
    .description("Validate a package against an environment and import it.")
    .argument("<file>", "the package, a .zip file")
    .option("--workspace <dir>", "the workspace folder (default: the current one)")
    .requiredOption("--env <name>", "the environment to import into")
    .addOption(setupOption("the setup action of every resource (default: what the package says)"))
    .addOption(setupForOption())
    .option("--allow-removals", "consent to everything that Overwrite removes")
    .option("--dry-run", "show what would happen and change nothing")
    .option("--rollback-on-error", "put everything back when one resource can't be written")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
Examples:
  envferry import packages/dev.zip --env staging --dry-run
  envferry import packages/dev.zip --env staging --setup-for entity:con_Project=skip`,
    )
    .action((file: string, options: ImportOptions) => runImport(file, options, context));
}

async function runImport(file: string, options: ImportOptions, context: CommandContext): Promise<void> {
  const { io, createFileSystem, platform } = context;
  const workspace = await openWorkspace(options.workspace, io, createFileSystem);
  const header = environmentNamed(workspace, options.env);
  const pkg = await readPackageFile(file, io, createFileSystem, platform);
  const choice = setupFromOptions(
    options.setup,
    options.setupFor,
    pkg.resources.map((resource) => resource.ref),
    "in the package",
  );
  const packed = new Map(pkg.resources.map((resource) => [refKey(resource.ref), resource]));
  const target = await loadEnvironment(workspace.fs, header, platform.pacer, {
    codec: platform.codec,
    known: (ref, sha256) => {
      const resource = packed.get(refKey(ref));
      return resource?.sha256 === sha256 ? resource.definition : undefined;
    },
  });
  const conditions = targetConditions(workspace, header, platform);
  const plan = await planImport(pkg, target, choice, platform.pacer, conditions);
  const decision = decide(plan, { removals: options.allowRemovals ?? false });
  const ended =
    decision === "go" && !options.dryRun
      ? await apply(workspace, target, plan, options, context)
      : dryRunOrRefusal(decision, options);
  report(pkg, plan, ended, options, context);
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
  { io, platform }: CommandContext,
): Promise<Ended> {
  const result = await applyPlan(workspace.fs, target, plan, platform, {
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
  return describeApplied(result, target.displayName);
}

function report(
  pkg: Package,
  plan: ImportPlan,
  ended: Ended,
  options: ImportOptions,
  { io, exit }: CommandContext,
): void {
  exit(ended.exitCode);
  const isGood = ended.exitCode === exitCodes.done;
  if (options.json) {
    printJson(io.stdout, planToJson(plan, ended.outcome, ended.items));
  } else {
    printPlan(pkg, plan, io);
  }
  for (const sentence of ended.sentences) {
    printLine(isGood && !options.json ? io.stdout : io.stderr, sentence);
  }
}
