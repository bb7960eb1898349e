import { describeUnfinished, type UnfinishedImport } from "../core/apply/unfinished";
import { CommandFailure, exitCodes } from "./io";
import { stepCommand } from "./stepCommand";

/** How an interrupted import into an environment of that name is ended here, as a sentence; empty when no command can. */
export function howToEnd({ interrupted }: UnfinishedImport, name: string): string {
  if (!interrupted || interrupted.damage !== undefined) {
    return "";
  }
  const commands = (["finish", "roll-back"] as const).map(
    (how) => `"${stepCommand({ kind: "recover", how }, name) ?? ""}"`,
  );
  return ` Do that with ${commands.join(" or ")}.`;
}

/** Ends a command that needs an environment to be whole when it isn't; `consequence` is a whole sentence. */
export function refuseUnfinished(
  unfinished: UnfinishedImport,
  environment: { readonly name: string; readonly displayName: string },
  consequence: string,
): void {
  const why = describeUnfinished(unfinished, environment.displayName);
  if (why !== undefined) {
    const how = howToEnd(unfinished, environment.name);
    throw new CommandFailure(exitCodes.refused, `${why}${how} ${consequence}`);
  }
}
