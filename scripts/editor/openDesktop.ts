import { makeProfile } from "./profile";
import { describeEnding, startGroup } from "./processGroup";
import { Failure } from "./report";

export interface DesktopOptions {
  readonly executable: string;
  readonly workspace: string;
  readonly extensionDevelopmentPath: string;
}

/** Opens desktop VS Code as a new user of it, beside any that is open already, and waits until it is closed. */
export async function openDesktop(options: DesktopOptions): Promise<void> {
  const { executable, workspace, extensionDevelopmentPath } = options;
  const profile = makeProfile();
  const group = startGroup(
    executable,
    [
      ...[workspace, `--extensionDevelopmentPath=${extensionDevelopmentPath}`, ...profile.args],
      ...["--new-window", "--skip-welcome", "--skip-release-notes", "--disable-workspace-trust"],
    ],
    { stdio: "ignore" },
  );
  const ending = await group.ended;
  profile.remove();
  if (ending !== 0) {
    throw new Failure(`VS Code (${executable}) ended with ${describeEnding(ending)}.`);
  }
}
