import assert from "node:assert/strict";
import { ImportHistory } from "../../../../src/core/history/importHistory";
import { readHistory, recordLine } from "../../../../src/core/history/historyFile";
import type { Finding } from "../../../../src/core/import/finding";
import { ImportPlanner } from "../../../../src/core/import/importPlanner";
import type { TargetConditions } from "../../../../src/core/import/targetConditions";
import { assertSentence } from "../../../support/assertSentence";
import { loadTestEnvironment, openTestPackage, picklist } from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { importRecord } from "../../../support/records";
import { processInfo } from "../../../support/testAgent";
import { steadyPacer } from "../../../support/testPlatform";

/** The one finding on the import as a whole. */
async function only(conditions: Partial<TargetConditions>, version?: string): Promise<Finding> {
  const pkg = await openTestPackage({ definitions: [picklist()], header: { ...(version && { version }) } });
  const target = await loadTestEnvironment({ description: { displayName: "Staging" } });
  const { findings } = await new ImportPlanner(pkg, target).plan(() => undefined, steadyPacer, conditions);
  assert.equal(findings.length, 1);
  return findings[0]!;
}

const since = new Date("2026-01-31T12:00:00Z");
const lock = "environments/dev/.envferry/lock";
const journal = "environments/dev/.envferry/journal";

describe("what findings on the import as a whole say", () => {
  it("import-running: which process, since when, and what to do when it doesn't run", async () => {
    const running = { process: processInfo(4711), since, file: lock };
    const { message, places } = await only({ running });
    assertSentence(message, "Staging", "4711", "machine", "2026-01-31 12:00:00 UTC", lock);
    assert.deepEqual(places, [{ side: "target", file: lock }]);
    assertSentence((await only({ running: { ...running, since: undefined } })).message, "4711");
  });

  it("import-running: no lock is to be deleted that is another's, or whose process is seen to run", async () => {
    const running = { process: processInfo(4711), since, file: lock };
    assert.match((await only({ running })).message, /and the file \S+ still names this process, delete/);
    const { message } = await only({ running: { ...running, isSeen: true } });
    assertSentence(message, "4711", "Wait until it is done.");
    assert.doesNotMatch(message, /delete/);
  });

  it("import-running: what to do with a lock that nobody can read", async () => {
    const running = { process: undefined, since: undefined, file: lock };
    assertSentence((await only({ running })).message, "Staging", lock, "can't be read");
  });

  it("import-interrupted: which import, and the ways out", async () => {
    const interrupted = { packageName: "Sales", at: since, file: journal, damage: undefined };
    const { message } = await only({ interrupted });
    assertSentence(message, "Sales", "Staging", "2026-01-31 12:00:00 UTC", "Finish it or roll it back");
  });

  it("import-interrupted: what is wrong with the journal, and what to do then", async () => {
    const damage = "isn't a journal of Envferry";
    const interrupted = { packageName: undefined, at: undefined, file: journal, damage };
    assertSentence(
      (await only({ interrupted })).message,
      "Staging",
      `${journal} ${damage}`,
      "delete the journal",
    );
  });

  it("target-read-only: what the host says", async () => {
    const readOnly = "environments/dev is on a read-only file system.";
    assertSentence((await only({ readOnly })).message, "Staging", readOnly);
  });

  it("workspace-untrusted: what can't be done, and what would help", async () => {
    assertSentence((await only({ isTrusted: false })).message, "Staging", "Trust the workspace");
  });

  it("version-lower: both versions, the highest of those that were imported", async () => {
    const { package: pkg } = importRecord();
    const versions = ["1.9", "1.11-beta", "1.10", "1.2"];
    const records = versions.map((version, index) =>
      importRecord({ id: String(index), package: { ...pkg, version } }),
    );
    const { message } = await only({ history: new ImportHistory(records, []) }, "1.5");
    assertSentence(message, "Test", "Staging", "version 1.5", "version 1.11-beta", "2026-01-31 12:00:00 UTC");
  });

  it("history-damaged: the file and the lines", async () => {
    const content = `{"torn\n${recordLine(importRecord())}not JSON\n`;
    const fs = new MemoryFileSystem({ "environments/dev/imports.jsonl": content });
    const { message, places, steps } = await only({ history: await readHistory(fs, "environments/dev") });
    assertSentence(message, "Staging", "environments/dev/imports.jsonl, lines 1 and 3");
    const file = "environments/dev/imports.jsonl";
    assert.deepEqual(
      places.map((place) => place.side === "target" && [place.file, place.line]),
      [
        [file, 1],
        [file, 3],
      ],
    );
    assert.equal(steps?.[0]?.kind, "open");
  });
});
