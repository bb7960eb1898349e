import { projectFolder } from "../editor/paths";
import { npmCommand } from "../editor/npmCommand";
import { startGroup } from "../editor/processGroup";

/** Runs one of package.json's scripts, and tells whether it succeeded. */
export async function runNpmScript(name: string): Promise<boolean> {
  const npm = npmCommand();
  const group = startGroup(npm.command, [...npm.args, "run", name], {
    cwd: projectFolder,
    shell: npm.shell,
    stdio: ["ignore", "inherit", "inherit"],
  });
  return (await group.ended) === 0;
}
