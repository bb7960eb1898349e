/** Where environments are looked for unless the setting says otherwise. */
export const defaultEnvironmentsFolder = "environments";

/**
 * The folder that the setting `envferry.environmentsFolder` names, as a plain path below the workspace folder. What
 * isn't one, or would lead out of the workspace folder, counts as not set.
 */
export function parseEnvironmentsFolder(setting: unknown): string {
  return environmentsFolderOf(setting) ?? defaultEnvironmentsFolder;
}

/** As {@link parseEnvironmentsFolder}; undefined for what counts as not set. */
export function environmentsFolderOf(setting: unknown): string | undefined {
  if (typeof setting !== "string") {
    return undefined;
  }
  const written = setting.trim().replaceAll("\\", "/");
  const steps = written.split("/").filter((step) => step !== "" && step !== ".");
  const isOutside = written.startsWith("/") || /^[A-Za-z]:/.test(written) || steps.includes("..");
  return isOutside || steps.length === 0 ? undefined : steps.join("/");
}
