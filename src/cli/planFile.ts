import { parsePlanFile, type PlanFile } from "../core/import/planFile";
import { packageLimits } from "../core/package/packageLimits";
import type { CommandContext } from "./commandContext";
import { readInput } from "./inputFile";
import { CommandFailure, exitCodes } from "./io";

/** Reads the plan in a file. Ends the command with the reason why it can't be used. */
export async function readPlanFile(
  file: string,
  { io, createFileSystem }: CommandContext,
): Promise<PlanFile> {
  const bytes = await readInput(`The plan ${file}`, file, io, createFileSystem);
  if (bytes.length > packageLimits.totalBytes) {
    throw new CommandFailure(exitCodes.refused, `${file}: the plan is larger than a plan may be.`);
  }
  const parsed = parsePlanFile(bytes);
  if (!parsed.ok) {
    throw new CommandFailure(
      exitCodes.refused,
      ...parsed.problems.map((problem) => `${file} can't be used. ${problem} Nothing was changed.`),
    );
  }
  return parsed.value;
}
