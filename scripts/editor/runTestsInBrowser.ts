import { format } from "node:util";

import type { Page } from "playwright-core";

import type { EditorArguments } from "./editorArguments";
import { isWorkbenchNoise } from "./noise";
import { Failure } from "./report";
import { startServedEditor } from "./servedEditor";
import { timeScale } from "./timeScale";
import { within } from "./within";
import { workbenchUrl } from "./workbenchUrl";

const limitMinutes = 10;

/** Opens the workspace in the server build, which then runs the tests, and gives the tests' exit code. */
export async function runTestsInBrowser(args: EditorArguments): Promise<number> {
  const { server, browser, stop } = await startServedEditor();
  try {
    const page = await browser.newPage();
    const url = workbenchUrl({ port: server.port, ...args });
    const ending = await within(
      limitMinutes * 60 * timeScale(),
      Promise.race([exitCode(page, url), crash(page), server.ended]),
    );
    if (ending === undefined) {
      throw new Failure("The tests in VS Code did not end in time.");
    }
    if (ending instanceof Failure) {
      throw ending;
    }
    return ending;
  } finally {
    await stop();
  }
}

/** Opens the page, and gives the exit code that the workbench reports when the tests have ended. */
function exitCode(page: Page, url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const open = async (): Promise<void> => {
      // The workbench calls these two functions, so they must be there before it is.
      await page.exposeFunction("codeAutomationLog", printLog);
      await page.exposeFunction("codeAutomationExit", resolve);
      await page.goto(url);
    };
    open().catch(reject);
  });
}

function printLog(type: string, args: readonly unknown[]): void {
  if (isWorkbenchNoise(args[0])) {
    return;
  }
  const stream = type === "error" || type === "warn" ? process.stderr : process.stdout;
  stream.write(`${format(...args)}\n`);
}

async function crash(page: Page): Promise<Failure> {
  await page.waitForEvent("crash", { timeout: 0 });
  return new Failure("The browser page that ran VS Code crashed.");
}
