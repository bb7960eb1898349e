import { canonicalJson } from "../json/canonicalJson";
import { environmentShape, type EnvironmentDescription } from "../model/environmentDescription";
import { FileAccessError, type FileSystem } from "../ports";
import { descriptionFile } from "../model/environmentDescription";

/**
 * Makes an empty environment in a folder of environments, and has it on the disk when it resolves. Gives the path of its description;
 * undefined when there is one of that name already. Rejects with a {@link FileAccessError} when it can't be written.
 */
export async function createEnvironment(
  fs: FileSystem,
  environmentsFolder: string,
  description: EnvironmentDescription,
): Promise<string | undefined> {
  const file = `${environmentsFolder}/${description.name}/${descriptionFile}`;
  try {
    await fs.createFile(file, canonicalJson(environmentShape, description));
  } catch (error) {
    if (error instanceof FileAccessError && error.code === "already-exists") {
      return undefined;
    }
    throw error;
  }
  await fs.syncFiles([file]);
  return file;
}
