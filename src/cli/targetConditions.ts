import type { ImportHost } from "../core/apply/performImport";
import { readTargetState } from "../core/apply/targetState";
import type { EnvironmentHeader } from "../core/environment/environment";
import { findObstacles, findSharedEnvironment } from "../core/apply/findObstacles";
import { whyReadOnly } from "../core/apply/whyReadOnly";
import { findInKept } from "../core/history/keptImports";
import type { TargetConditions } from "../core/import/targetConditions";
import { findPackages } from "../core/workspace/findPackages";
import { findProviders } from "../core/workspace/findProviders";
import type { CliWorkspace } from "./workspace";

/** What the command line knows of an environment that is to be imported into, beyond its definitions. */
export async function targetConditions(
  { fs, headers }: CliWorkspace,
  target: EnvironmentHeader,
  host: ImportHost,
): Promise<Partial<TargetConditions>> {
  const { platform } = host;
  const others = headers.filter((header) => header !== target);
  const state = await readTargetState(fs, target, host);
  return {
    ...state,
    readOnly: await whyReadOnly(fs, target),
    sharedWith: await findSharedEnvironment(fs, target, others),
    findObstacles: (files) => findObstacles(fs, target, others, files, platform.pacer),
    findKept: findInKept(fs, target.folder, state.history, platform.codec),
    findProviders: async (refs) => {
      const packages = await findPackages(fs, platform);
      return findProviders(refs, { fs, environments: others, packages }, platform.pacer);
    },
  };
}
