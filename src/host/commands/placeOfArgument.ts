import { placeAt, type ImportPlace } from "../imports/importPlace";
import { isRow } from "../tree/row";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";

/** The environment that a command is for: that of a row of the view, or the one that an `EnvironmentKey` names. */
export async function placeOfArgument(
  environments: WorkspaceEnvironments,
  argument: unknown,
): Promise<ImportPlace | undefined> {
  if (!isRow(argument)) {
    return placeAt(environments, argument);
  }
  const { folder, node } = argument;
  const header = "environment" in node ? await folder.find(node.environment) : undefined;
  return header && { folder, header };
}
