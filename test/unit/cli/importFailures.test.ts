import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { copySample, envferry, faultyFileSystems, jsonOf, type CliRun } from "../../support/cli";
import type { Call, Fault } from "../../support/faultyFileSystem";
import { snapshotDefinitions, useTemporaryFolder } from "../../support/temporaryFolder";

interface Imported {
  readonly applied: boolean;
  readonly outcome: string;
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly applied?: string;
    readonly reason?: string;
  }[];
}

describe("envferry import, when something fails on the way", () => {
  const folder = useTemporaryFolder();
  let workspace: string;
  let before: Record<string, string>;
  beforeEach(async () => {
    workspace = copySample(folder());
    const args = ["export", "--env", "staging", "--all", "--out", "../p.zip"];
    assert.equal((await envferry(args, { cwd: workspace })).exitCode, 0);
    before = snapshotDefinitions(workspace);
  });

  /** The files that aren't as they were. */
  function changedFiles(): string[] {
    const after = snapshotDefinitions(workspace);
    return Object.keys(after)
      .filter((file) => after[file] !== before[file])
      .sort();
  }

  const fileOf = ({ type, name }: Imported["resources"][number]): string =>
    `environments/production/${type === "entity" ? "entities" : "picklists"}/${name}.json`;

  const isDefinition = (call: Call): boolean => /\/(?:entities|picklists)\/\w+\.json$/.test(call.path);

  function putWorkspaceBack(): void {
    fs.rmSync(workspace, { recursive: true });
    assert.equal(copySample(folder()), workspace);
    assert.deepEqual(snapshotDefinitions(workspace), before);
  }

  const rollingBack = (faults: readonly Fault[]): Promise<CliRun> =>
    importWith(faults, undefined, undefined, ["--rollback-on-error"]);

  /** Imports into production, which creates and updates several files. */
  function importWith(
    faults: readonly Fault[],
    onCall?: (call: Call) => void,
    signal?: AbortSignal,
    args: readonly string[] = [],
  ): Promise<CliRun> {
    return envferry(["import", "../p.zip", "--env", "production", "--json", ...args], {
      cwd: workspace,
      signal,
      createFileSystem: faultyFileSystems(faults, onCall),
    });
  }

  /** Rehearses the import on a copy: the files that it writes, in order, and how often it reads each before. */
  async function rehearse(): Promise<{ files: string[]; readsOf: (file: string) => number }> {
    const calls: Call[] = [];
    const copy = path.join(folder(), "copy");
    fs.cpSync(workspace, copy, { recursive: true });
    const rehearsed = await envferry(["import", "../p.zip", "--env", "production"], {
      cwd: copy,
      createFileSystem: faultyFileSystems([], (call) => calls.push(call)),
    });
    assert.equal(rehearsed.exitCode, 0);
    fs.rmSync(copy, { recursive: true });
    const paths = (operation: Call["operation"]): string[] =>
      calls.filter((call) => call.operation === operation && isDefinition(call)).map((call) => call.path);
    return { files: paths("write"), readsOf: (file) => paths("read").filter((one) => one === file).length };
  }

  it("imports what it can, whichever write fails, and says what wasn't and why", async () => {
    const { files } = await rehearse();
    assert.ok(files.length >= 4);
    for (const file of files) {
      const run = await importWith([{ operation: "write", path: file, code: "no-space" }]);
      assert.equal(run.exitCode, 3, run.stderr);
      const { applied, outcome, resources } = jsonOf<Imported>(run);
      assert.deepEqual([applied, outcome], [true, "partial"]);
      const [failed, ...others] = resources.filter((resource) => resource.applied === "failed");
      assert.deepEqual(others, []);
      assert.equal(failed?.reason, `Can't write ${file}: the disk is full.`);
      assert.match(run.stderr, /^Imported \d+ of \d+ resources into Production: /);
      const written = resources.filter((resource) => resource.applied === "written");
      assert.deepEqual(changedFiles(), written.map(fileOf).sort());
      for (const { name, applied: state, reason } of resources) {
        if (state === "written") {
          assert.ok(run.stderr.split("\n")[0]!.includes(`(${name})`), name);
        } else if (state !== undefined) {
          assert.ok(reason && run.stderr.includes(`${reason}\n`), `${name}: ${reason}`);
        }
      }
      putWorkspaceBack();
    }
  });

  it("imports the rest when it is run again", async () => {
    const { files } = await rehearse();
    await importWith([{ operation: "write", path: files[0], code: "no-space" }]);
    const rest = await importWith([]);
    assert.equal(rest.exitCode, 0, rest.stderr);
    assert.equal(jsonOf(rest)["outcome"], "imported");
    assert.deepEqual(changedFiles(), [...files].sort());
  });

  it("exits 1 when nothing can be written", async () => {
    const { files } = await rehearse();
    const run = await importWith(files.map((file) => ({ operation: "write", path: file, code: "no-space" })));
    assert.equal(run.exitCode, 1);
    const { applied, outcome, resources } = jsonOf<Imported>(run);
    assert.deepEqual([applied, outcome], [false, "refused"]);
    assert.ok(resources.some((resource) => resource.applied === "failed"));
    assert.match(run.stderr, /Nothing was imported into Production\. Every file is as it was before\.\n$/);
    assert.deepEqual(snapshotDefinitions(workspace), before);
  });

  it("writes nothing without a journal, and says why", async () => {
    const journal = "environments/production/.envferry/journal";
    const run = await importWith([{ operation: "write", path: journal, code: "no-space" }]);
    assert.equal(run.exitCode, 1);
    assert.deepEqual([jsonOf(run)["applied"], jsonOf(run)["outcome"]], [false, "refused"]);
    assert.match(run.stderr, /^Nothing was imported, .*journal.*the disk is full\.\n$/);
    assert.deepEqual(changedFiles(), []);
  });

  it("exits 3 when the history can't be written, and says what follows", async () => {
    const history = "environments/production/imports.jsonl";
    const run = await importWith([
      { operation: "write", path: history, code: "no-space" },
      { operation: "create", path: history, code: "no-space" },
    ]);
    assert.equal(run.exitCode, 3);
    assert.equal(jsonOf(run)["outcome"], "imported");
    assert.match(run.stderr, /imports\.jsonl .*disk is full.*interrupted\.\nOnce .* envferry recover\.\n$/);
  });

  it("sends nobody to import again what has to be ended first", async () => {
    const history = "environments/production/imports.jsonl";
    const failedWrite = { operation: "write", path: (await rehearse()).files[0]!, code: "no-space" } as const;
    const alone = await importWith([failedWrite]);
    assert.match(alone.stderr, /import the package again/);
    assert.doesNotMatch(alone.stderr, /recover/);
    putWorkspaceBack();
    const both = await importWith([failedWrite, { operation: "write", path: history, code: "no-space" }]);
    assert.equal(both.exitCode, 3);
    assert.doesNotMatch(both.stderr, /import the package again/);
    assert.match(both.stderr, /with envferry recover\.\n$/);
  });

  it("puts every file back with --rollback-on-error, whichever write fails", async () => {
    const { files } = await rehearse();
    for (const [index, file] of files.entries()) {
      const run = await rollingBack([{ operation: "write", path: file, code: "no-space" }]);
      assert.equal(run.exitCode, 1);
      const { applied, outcome, resources } = jsonOf<Imported>(run);
      assert.deepEqual([applied, outcome], [false, "refused"]);
      assert.deepEqual(
        resources.flatMap(({ applied: state }) => (state === "put-back" ? [state] : [])).length,
        index,
      );
      const [failed, last, ...others] = run.stderr.trimEnd().split("\n");
      assert.match(failed!, new RegExp(`^Not imported: .*${file}.*disk is full`));
      assert.match(last!, /rolled back\. Every file is as it was before\.$/);
      assert.deepEqual(others, []);
      assert.deepEqual(snapshotDefinitions(workspace), before, `after write ${index + 1}`);
    }
  });

  it("exits 3 and names each file that can't be put back", async () => {
    const { files } = await rehearse();
    const run = await rollingBack(
      files.flatMap((file): Fault[] => [
        { operation: "write", path: file, from: file === files.at(-1) ? 1 : 2, code: "no-space" },
        { operation: "delete", path: file, code: "no-permission" },
      ]),
    );
    assert.equal(run.exitCode, 3);
    const { applied, outcome, resources } = jsonOf<Imported>(run);
    assert.deepEqual([applied, outcome], [true, "partial"]);
    const left = resources.filter((resource) => resource.applied === "left-changed");
    assert.deepEqual(left.map(fileOf).sort(), files.slice(0, -1).sort());
    for (const { name, reason } of left) {
      assert.match(run.stderr, new RegExp(`^Left changed: .*\\(${name}\\)`, "m"));
      assert.ok(run.stderr.includes(reason!));
    }
    assert.deepEqual(changedFiles(), files.slice(0, -1).sort());
  });

  it("puts the others back when one file can't be put back", async () => {
    const { files } = await rehearse();
    // The second call on the first file is the one that would restore it.
    const stuck = files[0]!;
    const run = await rollingBack([
      { operation: "write", path: files.at(-1), code: "no-space" },
      { operation: "write", path: stuck, nth: 2, code: "no-permission" },
      { operation: "delete", path: stuck, code: "no-permission" },
    ]);
    assert.equal(run.exitCode, 3);
    assert.deepEqual(changedFiles(), [stuck]);
  });

  /**
   * A file that the import updates, and something to run right before it is read for the last time but one: to be compared. The last time is
   * right before it is written.
   */
  async function comparedFile(): Promise<{
    file: string;
    lastRead: number;
    before: (action: () => void) => (call: Call) => void;
  }> {
    const { files, readsOf } = await rehearse();
    const file = files.find((one) => before[one])!;
    const lastRead = readsOf(file) - 1;
    assert.ok(lastRead >= 2);
    let reads = 0;
    return {
      file,
      lastRead,
      before: (action) => (call) => {
        if (call.operation === "read" && call.path === file && ++reads === lastRead) {
          action();
        }
      },
    };
  }

  it("writes nothing when a target file was changed since it was checked", async () => {
    const { file: updated, before: beforeComparing } = await comparedFile();
    const mine = fs.readFileSync(path.join(workspace, updated), "utf8").replace("{", '{ "note": "mine",');
    const run = await importWith(
      [],
      beforeComparing(() => fs.writeFileSync(path.join(workspace, updated), mine)),
    );
    assert.equal(run.exitCode, 1);
    assert.deepEqual([jsonOf(run)["applied"], jsonOf(run)["outcome"]], [false, "refused"]);
    assert.match(run.stderr, new RegExp(updated));
    assert.equal(fs.readFileSync(path.join(workspace, updated), "utf8"), mine);
    const after = snapshotDefinitions(workspace);
    assert.deepEqual({ ...after, [updated]: before[updated] }, before);
  });

  it("writes nothing when a target file is gone or became unreadable meanwhile", async () => {
    const { file: updated, before: beforeComparing } = await comparedFile();
    const gone = await importWith(
      [],
      beforeComparing(() => fs.rmSync(path.join(workspace, updated))),
    );
    assert.equal(gone.exitCode, 1);
    assert.match(gone.stderr, new RegExp(updated));
    const after = snapshotDefinitions(workspace);
    const { [updated]: removed, ...rest } = before;
    assert.ok(removed);
    assert.deepEqual(after, rest);
  });

  it("leaves a target file alone that can't be read for comparing", async () => {
    const { file: updated, lastRead } = await comparedFile();
    const run = await importWith([
      { operation: "read", path: updated, nth: lastRead, code: "no-permission" },
    ]);
    assert.equal(run.exitCode, 3);
    assert.match(run.stderr, new RegExp(`^Not imported: .*${updated}.*permission`, "m"));
    assert.ok(!changedFiles().includes(updated));
  });

  it("doesn't replace a file that appeared where one is to be created", async () => {
    const { files } = await rehearse();
    const created = files.find((file) => !before[file])!;
    const appear = (call: Call): void => {
      if (call.operation === "read" && call.path === created) {
        fs.writeFileSync(path.join(workspace, created), "mine");
      }
    };
    const run = await importWith([], appear);
    assert.equal(run.exitCode, 1);
    assert.match(run.stderr, new RegExp(created));
    const { [created]: kept, ...rest } = snapshotDefinitions(workspace);
    assert.match(kept!, / mine$/);
    assert.deepEqual(rest, before);
  });

  it("exits 130 and puts every file back when it is cancelled while writing", async () => {
    for (const nth of [1, 2, 4]) {
      const controller = new AbortController();
      let writes = 0;
      const run = await importWith(
        [],
        (call) => {
          if (call.operation === "write" && isDefinition(call) && ++writes === nth) {
            controller.abort(new Error("Cancelled"));
            const end = performance.now() + 15;
            while (performance.now() < end);
          }
        },
        controller.signal,
      );
      assert.equal(run.exitCode, 130, run.stderr);
      assert.equal(jsonOf(run)["applied"], false);
      assert.deepEqual(snapshotDefinitions(workspace), before);
    }
  });
});
