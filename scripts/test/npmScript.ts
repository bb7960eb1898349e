import { projectFolder } from "../editor/paths";
import { npmCommand } from "../editor/npmCommand";
import { startGroup } from "../editor/processGroup";
import type { OutputTurn } from "./outputTurns";
import { printTo } from "./printTo";

/** Runs one of package.json's scripts, and tells whether it succeeded. */
export async function runNpmScript(name: string, output: OutputTurn): Promise<boolean> {
  const npm = npmCommand();
  const group = startGroup(npm.command, [...npm.args, "run", name], {
    cwd: projectFolder,
    shell: npm.shell,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = printTo(output, group.process);
  const ending = await group.ended;
  await printed;
  return ending === 0;
}
