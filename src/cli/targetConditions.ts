import type { EnvironmentHeader } from "../core/environment/environment";
import type { TargetConditions } from "../core/import/targetConditions";
import type { Platform } from "../core/ports";
import { findPackages } from "../core/workspace/findPackages";
import { findProviders } from "../core/workspace/findProviders";
import type { CliWorkspace } from "./workspace";

/** What the command line knows of an environment that is to be imported into, beyond its definitions. */
export function targetConditions(
  { fs, headers }: CliWorkspace,
  target: EnvironmentHeader,
  platform: Platform,
): Partial<TargetConditions> {
  return {
    findProviders: async (refs) => {
      const environments = headers.filter((header) => header !== target);
      const packages = await findPackages(fs, platform);
      return findProviders(refs, { fs, environments, packages }, platform.pacer);
    },
  };
}
