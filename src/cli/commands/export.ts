import { Option, type Command } from "commander";
import { findUnfinished } from "../../core/apply/unfinished";
import type { BrokenResource, Environment, Problem } from "../../core/environment/environment";
import { unreadableFolders } from "../../core/environment/unreadableFolders";
import { loadEnvironment } from "../../core/environment/loadEnvironment";
import { exportPackage, portableResources, type ExportProblem } from "../../core/export/exportPackage";
import { findLacks } from "../../core/export/findLacks";
import { findRelatedResources, needText, type RelatedResource } from "../../core/export/relatedResources";
import type { SetupAction } from "../../core/import/setupAction";
import type { Manifest } from "../../core/package/manifest";
import { refKey } from "../../core/resources/registry";
import type { ResourceRef } from "../../core/resources/resourceType";
import { count } from "../../core/text";
import type { CommandContext } from "../commandContext";
import { CommandFailure, exitCodes, printJson, printLine, type ExitCode, type Io } from "../io";
import { refuseAmongDefinitions, refuseToReplace, writeOutput, type OutputFile } from "../outputFile";
import {
  namesOption,
  resourceOption,
  setupForOption,
  setupFromOptions,
  setupOption,
  type SetupFor,
} from "../setupOptions";
import { sayWhich } from "../sayWhich";
import { refuseTooNew } from "../tooNew";
import { refuseUnfinished } from "../unfinished";
import { environmentNamed, openWorkspace } from "../workspace";

interface ExportOptions {
  readonly workspace?: string;
  readonly env: string;
  readonly all?: true;
  readonly entity: readonly string[];
  readonly picklist: readonly string[];
  readonly resource: readonly ResourceRef[];
  readonly related: boolean;
  readonly name?: string;
  readonly packageVersion?: string;
  readonly description?: string;
  readonly setup?: SetupAction;
  readonly setupFor: readonly SetupFor[];
  readonly out: string;
  readonly force?: true;
  readonly json?: true;
}

/** `envferry export` */
export function addExportCommand(program: Command, context: CommandContext): void {
  program
    .command("export")
    .description("Export resources of an environment, with those they need, into a package.")
    .option("--workspace <dir>", "the workspace folder (default: the current one)")
    .requiredOption("--env <name>", "the environment to export from")
    .addOption(
      new Option("--all", "export everything that can travel").conflicts(["entity", "picklist", "resource"]),
    )
    .addOption(namesOption("--entity <name...>", "entities to export"))
    .addOption(namesOption("--picklist <name...>", "picklists to export"))
    .addOption(resourceOption("resources of any type to export"))
    .option("--no-related", "leave out the resources that the selected ones need")
    .option("--name <text>", "the package's name (default: after what is exported)")
    .option("--package-version <version>", "the package's version")
    .option("--description <text>", "the package's description")
    .addOption(setupOption("the default setup action of every resource (default: merge)"))
    .addOption(setupForOption())
    .requiredOption("--out <file>", "the package to write, a .zip file")
    .option("--force", "replace the file if it exists")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
Examples:
  envferry export --env dev --all --out packages/dev.zip
  envferry export --env dev --entity con_Project --setup-for picklist:con_Stage=add --out project.zip`,
    )
    .action((options: ExportOptions) => runExport(options, context));
}

async function runExport(options: ExportOptions, context: CommandContext): Promise<void> {
  const { io, createFileSystem, platform, generator } = context;
  if (!options.all && namedResources(options).length === 0) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      "Nothing is selected; say --all, or name resources with --entity, --picklist or --resource.",
    );
  }
  if (options.name?.trim() === "") {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      "The package's name is empty; give it one with --name, or leave that out.",
    );
  }
  const createdAt = creationTime(io);
  const out: OutputFile = { shown: options.out, option: "--out", isReplaced: options.force ?? false };
  refuseToReplace(out, io);

  const workspace = await openWorkspace(options.workspace, io, createFileSystem);
  refuseAmongDefinitions(out, workspace, io);
  const header = environmentNamed(workspace, options.env);
  sayWhich(workspace, header, io);
  refuseTooNew(header, "Nothing was exported.");
  const refuseHalf = async (): Promise<void> => {
    const unfinished = await findUnfinished(workspace.fs, header, context);
    const displayName = header.description?.displayName ?? header.name;
    refuseUnfinished(unfinished, { name: header.name, displayName }, "Nothing was exported.");
  };
  await refuseHalf();
  const environment = await loadEnvironment(workspace.fs, header, platform.pacer, { codec: platform.codec });
  // An import may have begun while the files were read.
  await refuseHalf();
  const selected = options.all ? portableResources(environment) : namedResources(options);
  if (options.all && selected.length === 0) {
    reportBroken(environment.broken, environment, io);
    const unreadable = unreadableFolders(environment);
    if (unreadable.length > 0 || environment.broken.length > 0) {
      throw new CommandFailure(
        exitCodes.refused,
        ...unreadable.map(({ file, message }) => `${file}: ${message}`),
        `Nothing of ${environment.displayName} can be exported before that is mended.`,
      );
    }
    throw new CommandFailure(
      exitCodes.nothingToDo,
      `${environment.displayName} has nothing that can travel.`,
    );
  }
  const related = findRelatedResources(environment, selected);
  const taken = options.related ? related.map((resource) => resource.ref) : [];
  const exported = await exportPackage(
    environment,
    {
      selected,
      related: taken,
      name: options.name ?? defaultName(environment, selected),
      version: options.packageVersion,
      description: options.description,
      setupOf: setupFromOptions(options.setup, options.setupFor, [...selected, ...taken], "exported"),
    },
    { createdAt, generator },
    platform,
  );
  if (!exported.ok) {
    throw new CommandFailure(
      failureCode(exported.problems),
      ...exported.problems.map((problem) => problem.message),
    );
  }
  await writeOutput(out, exported.value.bytes, "exported", context);

  const { bytes, manifest } = exported.value;
  reportLeftOut(options.related ? [] : related, manifest, io);
  reportBroken(options.all ? environment.broken : neededBroken(environment, manifest), environment, io);
  const lacks = findLacks(environment, manifest.resources);
  reportLacks(lacks, io);
  if (options.json) {
    printJson(io.stdout, {
      file: options.out,
      bytes: bytes.length,
      resources: manifest.resources.map(({ type, name, related: isRelated, setup }) => ({
        type,
        name,
        related: isRelated,
        setup,
      })),
      problems: lacks.map(({ code, severity, message, file, line, column }) => ({
        rule: code,
        severity,
        message,
        file,
        line,
        column,
      })),
    });
    return;
  }
  const alongside = taken.length > 0 ? ` (${taken.length.toLocaleString("en")} of them related)` : "";
  printLine(
    io.stdout,
    `Exported ${count(manifest.resources.length, "resource")}${alongside} from ${environment.displayName} to ${options.out}, ${bytes.length.toLocaleString("en")} bytes.`,
  );
}

function namedResources({ entity, picklist, resource }: ExportOptions): ResourceRef[] {
  const refs: ResourceRef[] = [
    ...resource,
    ...entity.map((name) => ({ type: "entity" as const, name })),
    ...picklist.map((name) => ({ type: "picklist" as const, name })),
  ];
  return [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
}

/** A single resource gives the package its name, otherwise the environment does. */
function defaultName(environment: Environment, selected: readonly ResourceRef[]): string {
  const [only, ...others] = selected;
  const definition = only && others.length === 0 ? environment.find(only) : undefined;
  return definition?.displayName ?? environment.displayName;
}

/** Now, or the time that reproducible builds set: https://reproducible-builds.org/specs/source-date-epoch/ */
function creationTime(io: Io): Date {
  const epoch = io.env["SOURCE_DATE_EPOCH"];
  if (epoch === undefined || epoch === "") {
    return new Date();
  }
  const time = new Date(Number(epoch) * 1000);
  if (!/^\d+$/.test(epoch) || Number.isNaN(time.getTime()) || time.getUTCFullYear() > 9999) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      `SOURCE_DATE_EPOCH must be a number of seconds since 1970, not "${epoch}".`,
    );
  }
  return time;
}

function failureCode(problems: readonly ExportProblem[]): ExitCode {
  const codes = new Set(problems.map((problem) => problem.code));
  if (codes.has("unknown")) {
    return exitCodes.wrongUsage;
  }
  return codes.size === 1 && codes.has("nothing-to-move") ? exitCodes.nothingToDo : exitCodes.refused;
}

/** Says what the target must have already, because something in the package needs it and it stays behind. */
function reportLeftOut(leftOut: readonly RelatedResource[], manifest: Manifest, io: Io): void {
  const packed = new Set(manifest.resources.map(refKey));
  for (const { ref, neededBy } of leftOut) {
    const need = neededBy.find(({ by }) => packed.has(refKey(by)));
    if (need) {
      printLine(
        io.stderr,
        `Left out: the ${ref.type} ${ref.name} (${needText(need)}). An environment to import into must have it already.`,
      );
    }
  }
}

/** The broken resources that something in the package needs. */
function neededBroken(environment: Environment, manifest: Manifest): BrokenResource[] {
  const needed = new Set(manifest.resources.flatMap((resource) => resource.requires.map(refKey)));
  return environment.broken.filter((resource) => needed.has(refKey(resource.ref)));
}

/** Problems that are named before the rest is counted. */
const shownLacks = 20;

/** Says what keeps the package from being imported as it is, since the source lacks it too. */
function reportLacks(lacks: readonly Problem[], io: Io): void {
  for (const { file, line, column, message } of lacks.slice(0, shownLacks)) {
    printLine(io.stderr, `Not whole in the source: ${file}:${line}:${column}: ${message}`);
  }
  if (lacks.length > shownLacks) {
    printLine(io.stderr, `And ${count(lacks.length - shownLacks, "more problem")}; --json names all.`);
  }
  if (lacks.length > 0) {
    printLine(
      io.stderr,
      "What needs that can't be imported until it is mended in the source and exported again.",
    );
  }
}

function reportBroken(broken: readonly BrokenResource[], environment: Environment, io: Io): void {
  for (const { ref } of broken) {
    printLine(
      io.stderr,
      `Not exported: the ${ref.type} ${ref.name}, its file is broken; "envferry validate --env ${environment.name}" says why.`,
    );
  }
}
