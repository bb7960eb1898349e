import { workspace, type Uri } from "vscode";

/** Files asked for at once: enough to hide each one's way to VS Code and back, few enough to stay responsive. */
const batchSize = 200;

/** When files were last changed, by path, in milliseconds since 1970. Those that can't be asked are left out. */
export async function changeTimes(
  paths: readonly string[],
  uriOf: (path: string) => Uri,
): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (let start = 0; start < paths.length; start += batchSize) {
    await Promise.all(
      paths.slice(start, start + batchSize).map(async (path) => {
        try {
          times.set(path, (await workspace.fs.stat(uriOf(path))).mtime);
        } catch {
          // Gone or not to be told: it is shown without a time.
        }
      }),
    );
  }
  return times;
}
