import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { Page } from "playwright-core";

import { projectFolder } from "../../scripts/editor/paths";
import { say } from "../../scripts/editor/report";
import { removeFolder } from "../../scripts/editor/temporaryFolder";

const keptRecordings = path.join(projectFolder, "out", "ui");

/** Playwright's traces show every action of a test, and make it take twice the processor time. */
const withTrace = Boolean(process.env["ENVFERRY_TRACE"]);

/** Records what happens on a page, one test at a time, and keeps it only where a test failed. */
export class TestRecording {
  private constructor(private readonly page: Page) {}

  /** Begins with a first recording, of whatever comes before the tests. */
  static async begin(page: Page): Promise<TestRecording> {
    if (withTrace) {
      await page.context().tracing.start({ screenshots: true, snapshots: true });
    }
    return new TestRecording(page);
  }

  async start(): Promise<void> {
    if (withTrace) {
      await this.page.context().tracing.startChunk();
    }
  }

  /** Ends the recording; given the name of what failed, keeps the end of it: how the page looks, what is on it, and the trace. */
  async end(failed?: string): Promise<void> {
    if (failed === undefined) {
      await this.stop();
      return;
    }
    const folder = path.join(keptRecordings, fileName(failed));
    removeFolder(folder);
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: path.join(folder, "screenshot.png") });
    writeFileSync(path.join(folder, "page.yaml"), await contentOf(this.page));
    await this.stop(path.join(folder, "trace.zip"));
    const kept = ["screenshot.png", "page.yaml", ...(withTrace ? ["trace.zip"] : [])];
    const hint = withTrace ? "" : " (with ENVFERRY_TRACE=1 a Playwright trace too)";
    say(`      kept in ${path.relative(projectFolder, folder)}: ${kept.join(", ")}${hint}`);
  }

  private async stop(file?: string): Promise<void> {
    if (withTrace) {
      await this.page.context().tracing.stopChunk(file === undefined ? {} : { path: file });
    }
  }
}

/** What a screen reader finds, in the workbench and in each webview. */
async function contentOf(page: Page): Promise<string> {
  const contents = page.frames().map(async (frame) => {
    try {
      return `# ${frame.url()}\n${await frame.locator("body").ariaSnapshot()}\n`;
    } catch (error) {
      // It went meanwhile.
      return `# ${frame.url()}\n# ${String(error)}\n`;
    }
  });
  return (await Promise.all(contents)).join("\n");
}

/** The letters and digits of a test's title, which may hold anything. */
function fileName(title: string): string {
  return (title.match(/[\p{L}\p{N}]+/gu) ?? []).join("-");
}
