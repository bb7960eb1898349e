/**
 * `npm run demo`: the main job on the command line, without any VS Code. In a temporary copy of the sample workspace it
 * exports `dev`, shows what importing that into `staging` would do, imports what can be imported and validates the result.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { projectFolder } from "./editor/paths";
import { Failure, runMain } from "./editor/report";
import { copySampleWorkspace } from "./editor/sampleWorkspace";

interface Step {
  readonly says: string;
  readonly args: readonly string[];
  readonly exitCode: number;
}

const packageFile = "packages/dev.zip";
const overwritten = "picklist:lmi_RentalStatus";
const skipped = ["entity:Case", "entity:lmi_DeliveryRoute", "entity:lmi_DeliveryStop", "picklist:lmi_Region"];

const steps: readonly Step[] = [
  { says: "The environments of the sample workspace:", args: ["list"], exitCode: 0 },
  {
    says: "Export everything that can travel from dev into a package, one picklist to be overwritten by default:",
    args: [
      "export",
      "--env",
      "dev",
      "--all",
      "--setup-for",
      `${overwritten}=overwrite`,
      "--out",
      packageFile,
    ],
    exitCode: 0,
  },
  {
    says: "What would importing it into staging do? It finds errors, removals, warnings and more (exit code 1):",
    args: ["import", packageFile, "--env", "staging", "--dry-run"],
    exitCode: 1,
  },
  {
    says: "Import it, skipping what staging has no place for, and consenting to what is removed:",
    args: [
      "import",
      packageFile,
      "--env",
      "staging",
      "--setup-for",
      ...skipped.map((name) => `${name}=skip`),
      "entity:lmi_SparePart=add",
      "--allow-removals",
    ],
    exitCode: 0,
  },
  { says: "Is staging still in order?", args: ["validate", "--env", "staging"], exitCode: 0 },
];

runMain(async () => {
  const workspace = copySampleWorkspace();
  try {
    for (const { says, args, exitCode } of steps) {
      print(`\n# ${says}`);
      print(`$ envferry ${args.join(" ")}\n`);
      const cli = path.join(projectFolder, "dist", "cli.js");
      const run = spawnSync(process.execPath, [cli, ...args], { cwd: workspace.path, stdio: "inherit" });
      if (run.status !== exitCode) {
        throw new Failure(`That should have ended with exit code ${exitCode}, but ended with ${run.status}.`);
      }
    }
    print("\nThe demo worked on a temporary copy, which is removed now.");
  } finally {
    workspace.remove();
  }
});

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
