import type { Browser } from "playwright-core";

import { launchBrowser } from "./launchBrowser";
import { startServer, type Server, type ServerOptions } from "./server";

/** The server build together with a browser to show its workbench. */
export interface ServedEditor {
  readonly server: Server;
  readonly browser: Browser;
  readonly stop: () => Promise<void>;
}

/** Starts both, fetching what is not there yet. */
export async function startServedEditor(options: ServerOptions = {}): Promise<ServedEditor> {
  const server = await startServer(options);
  try {
    const browser = await launchBrowser();
    const stop = async (): Promise<void> => {
      await browser.close();
      await server.stop();
    };
    return { server, browser, stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
