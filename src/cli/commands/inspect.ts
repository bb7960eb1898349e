import type { Command } from "commander";
import { setupActionTexts } from "../../core/import/setupAction";
import type { PackageResource } from "../../core/package/package";
import { resourceTypeOf } from "../../core/resources/registry";
import { count } from "../../core/text";
import { utcText } from "../../core/time";
import type { CommandContext } from "../commandContext";
import { printJson, printLine } from "../io";
import { readPackageFile } from "../packageFile";
import { colorsFor, labelCell, printTable } from "../style";

interface InspectOptions {
  readonly json?: true;
}

/** `envferry inspect` */
export function addInspectCommand(program: Command, context: CommandContext): void {
  program
    .command("inspect")
    .description("Show what a package holds, without importing it.")
    .argument("<file>", "the package, a .zip file, or - for standard input")
    .option("--json", "print one JSON object")
    .action((file: string, options: InspectOptions) => inspect(file, options, context));
}

async function inspect(
  file: string,
  options: InspectOptions,
  { io, createFileSystem, platform }: CommandContext,
): Promise<void> {
  const { pkg } = await readPackageFile(file, io, createFileSystem, platform);
  const { manifest, resources } = pkg;
  if (options.json) {
    printJson(io.stdout, {
      ...manifest,
      resources: resources.map((resource, index) => ({
        ...manifest.resources[index],
        ...countsOf(resource),
        ...(resource.issues.length > 0 && { problems: resource.issues.map((issue) => issue.message) }),
      })),
    });
    return;
  }
  const colors = colorsFor(io.stdout, io.env);
  printLine(io.stdout, `${colors.bold(manifest.name)}${manifest.version ? ` ${manifest.version}` : ""}`);
  if (manifest.description) {
    printLine(io.stdout, manifest.description);
  }
  const source = `${manifest.source.displayName} (${manifest.source.name})`;
  printLine(io.stdout, `Exported from ${source} on ${utcText(manifest.createdAt)} by ${manifest.generator}.`);
  printLine(io.stdout);
  const rows = resources.map((resource) => [
    labelCell(resource.displayName),
    resource.ref.name,
    `${resource.kind} ${resource.ref.type}`,
    describeCounts(resource),
    setupActionTexts[resource.setup].label,
    resource.related ? "yes" : "",
  ]);
  const headline = ["Resource", "Name", "Type", "Content", "Setup", "Came along"];
  printTable(io.stdout, headline.map(colors.bold), rows);
  for (const resource of resources) {
    for (const issue of resource.issues) {
      printLine(io.stderr, `${resource.path}: ${issue.message}`);
    }
  }
}

function countsOf({ ref, definition }: PackageResource): Readonly<Record<string, number>> {
  return definition ? resourceTypeOf(ref).counts(definition) : {};
}

function describeCounts(resource: PackageResource): string {
  const { fields, keys, entries } = countsOf(resource);
  return [
    fields !== undefined && count(fields, "field"),
    keys !== undefined && keys > 0 && count(keys, "key"),
    entries !== undefined && count(entries, "entry", "entries"),
  ]
    .filter(Boolean)
    .join(", ");
}
