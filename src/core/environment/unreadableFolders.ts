import type { Environment, Problem } from "./environment";

/** Code of the problem that a folder of definitions can't be listed, so that what it holds isn't known. */
export const unreadableFolder = "folder-unreadable";

/**
 * The folders of an environment that can't be listed. Resources that seem to be missing may be in one of them, so that
 * nothing should be exported from such an environment or imported into it.
 */
export function unreadableFolders(environment: Environment): Problem[] {
  return environment.problems.filter((problem) => problem.code === unreadableFolder);
}
