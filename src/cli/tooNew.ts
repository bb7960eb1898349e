import type { EnvironmentHeader } from "../core/environment/environment";
import { whyTooNew } from "../core/environment/newerFormat";
import { CommandFailure, exitCodes } from "./io";

/** Ends the command for an environment that only a newer Envferry knows. `nothing` says that nothing was done. */
export function refuseTooNew(header: EnvironmentHeader, nothing: string): void {
  const why = whyTooNew(header);
  if (why !== undefined) {
    throw new CommandFailure(exitCodes.refused, `${why} ${nothing}`);
  }
}
