import path from "node:path";

import type { Page } from "playwright-core";

import { projectFolder } from "../../scripts/editor/paths";
import { say } from "../../scripts/editor/report";
import { removeFolder } from "../../scripts/editor/temporaryFolder";

const keptRecordings = path.join(projectFolder, "out", "ui");

/** Records what happens on a page, one test at a time, and keeps it only where a test failed. */
export class TestRecording {
  private constructor(private readonly page: Page) {}

  /** Begins with a first recording, of whatever comes before the tests. */
  static async begin(page: Page): Promise<TestRecording> {
    await page.context().tracing.start({ screenshots: true, snapshots: true });
    return new TestRecording(page);
  }

  async start(): Promise<void> {
    await this.page.context().tracing.startChunk();
  }

  /** Ends the recording; given the name of what failed, keeps it as a screenshot and a Playwright trace. */
  async end(failed?: string): Promise<void> {
    const { tracing } = this.page.context();
    if (failed === undefined) {
      await tracing.stopChunk();
      return;
    }
    const folder = path.join(keptRecordings, fileName(failed));
    removeFolder(folder);
    await this.page.screenshot({ path: path.join(folder, "screenshot.png") });
    await tracing.stopChunk({ path: path.join(folder, "trace.zip") });
    say(`      kept in ${path.relative(projectFolder, folder)}: screenshot.png, trace.zip`);
  }
}

/** The letters and digits of a test's title, which may hold anything. */
function fileName(title: string): string {
  return (title.match(/[\p{L}\p{N}]+/gu) ?? []).join("-");
}
