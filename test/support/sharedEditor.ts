import { startServedEditor, type ServedEditor } from "../../scripts/editor/servedEditor";

let running: Promise<ServedEditor> | undefined;

/** The server build and the browser that all suites share which ask for nothing special; started by the first of them. */
export function sharedEditor(): Promise<ServedEditor> {
  running ??= startServedEditor();
  return running;
}

// Outside of any suite: at the end of the whole run.
after("stop the shared editor", async () => {
  await (await running)?.stop();
});
