import assert from "node:assert/strict";
import { performImport, type Imported } from "../../../../src/core/apply/performImport";
import { readHistory } from "../../../../src/core/history/historyFile";
import { findInKept } from "../../../../src/core/history/keptImports";
import { ImportPlanner } from "../../../../src/core/import/importPlanner";
import type { Definition } from "../../../../src/core/resources/resourceType";
import {
  entry,
  environmentFiles,
  loadTestEnvironment,
  openTestPackage,
  picklist,
  ref,
} from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { testHost, TestAgent } from "../../../support/testAgent";
import { steadyPacer, testPlatform } from "../../../support/testPlatform";

const folder = "environments/dev";
const kept = `${folder}/.envferry/imports`;
const host = testHost(new TestAgent());
const stage = ref("picklist", "con_Stage");

async function importInto(fs: MemoryFileSystem, ...definitions: Definition[]): Promise<string> {
  const target = await loadTestEnvironment(fs);
  const plan = await new ImportPlanner(await openTestPackage({ definitions }), target).plan(
    () => undefined,
    steadyPacer,
  );
  const done = (await performImport(fs, target, plan, host)) as Imported;
  assert.equal(done.outcome, "applied");
  return done.record!.id;
}

async function find(
  fs: MemoryFileSystem,
  ...wanted: { ref: typeof stage; sha256: string }[]
): Promise<ReadonlyMap<string, Definition>> {
  const history = await readHistory(fs, folder);
  return findInKept(fs, folder, history, testPlatform.codec)(wanted);
}

/** Two imports of con_Stage, with one and with two entries; the hashes that they left. */
async function imported(): Promise<{ fs: MemoryFileSystem; ids: string[]; hashes: string[] }> {
  const fs = new MemoryFileSystem(environmentFiles());
  const ids = [
    await importInto(fs, picklist({ entries: [entry(1)] })),
    await importInto(fs, picklist({ entries: [entry(1), entry(2)] }), picklist({ name: "con_Other" })),
  ];
  const { records } = await readHistory(fs, folder);
  const hashes = records.map(
    ({ resources }) => resources.find(({ name }) => name === "con_Stage")?.sha256 ?? "",
  );
  return { fs, ids, hashes };
}

describe("finding what earlier imports left", () => {
  it("gives the definitions with these hashes, from whichever import is kept", async () => {
    const { fs, hashes } = await imported();
    const found = await find(fs, ...hashes.map((sha256) => ({ ref: stage, sha256 })));
    assert.deepEqual(
      hashes.map((hash) => (found.get(hash) as ReturnType<typeof picklist>).entries.length),
      [1, 2],
    );
  });

  it("reads only the imports that know what is asked for", async () => {
    const { fs, ids, hashes } = await imported();
    fs.calls.length = 0;
    await find(fs, { ref: stage, sha256: hashes[1]! });
    assert.deepEqual(
      fs.pathsOf("read").filter((path) => path.startsWith(kept)),
      [`${kept}/${ids[1]}.journal`],
    );
    fs.calls.length = 0;
    assert.equal((await find(fs, { ref: stage, sha256: "0".repeat(64) })).size, 0);
    assert.deepEqual(
      fs.pathsOf("read").filter((path) => path.startsWith(kept)),
      [],
    );
  });

  it("finds nothing in what isn't kept any more, is damaged or can't be read", async () => {
    const { fs, ids, hashes } = await imported();
    const file = `${kept}/${ids[0]}.journal`;
    const wanted = { ref: stage, sha256: hashes[0]! };
    const whole = fs.bytes(file)!;
    assert.equal((await find(fs, wanted)).size, 1);
    fs.set(file, whole.slice(0, -5));
    assert.equal((await find(fs, wanted)).size, 0);
    fs.set(file, whole);
    fs.failOn({ operation: "read", path: file, code: "no-permission", nth: 1 });
    assert.equal((await find(fs, wanted)).size, 0);
    assert.equal((await find(fs, wanted)).size, 1);
    fs.remove(file);
    assert.equal((await find(fs, wanted)).size, 0);
  });

  it("takes nothing for a resource that it isn't", async () => {
    const { fs, hashes } = await imported();
    const sha256 = hashes[0]!;
    assert.equal((await find(fs, { ref: ref("picklist", "con_Other"), sha256 })).size, 0);
    assert.equal((await find(fs, { ref: ref("entity", "con_Stage"), sha256 })).size, 0);
  });

  it("tells the next import who changed what", async () => {
    const { fs } = await imported();
    fs.set(
      `${folder}/picklists/con_Stage.json`,
      JSON.stringify(picklist({ entries: [{ value: 1, label: "Here" }, entry(2)] })),
    );
    const target = await loadTestEnvironment(fs);
    const history = await readHistory(fs, folder);
    const pkg = await openTestPackage({
      definitions: [picklist({ entries: [{ value: 1, label: "There" }, entry(2)] })],
    });
    const findKept = findInKept(fs, folder, history, testPlatform.codec);
    const [item] = (
      await new ImportPlanner(pkg, target).plan(() => undefined, steadyPacer, { history, findKept })
    ).items;
    const finding = item?.findings.find(({ rule }) => rule === "changed-in-target");
    assert.match(finding?.message ?? "", /Both changed 1 → label/);
  });

  it("tells what a package had where the import left more, so that what the source gives up is known for certain", async () => {
    const own = picklist({ entries: [entry(1), entry(2), entry(9)] });
    const fs = new MemoryFileSystem(environmentFiles({ picklists: [own] }));
    // Nothing of con_Stage changes, so that no journal would have it for that.
    await importInto(fs, picklist({ entries: [entry(1), entry(2)] }), picklist({ name: "con_Other" }));
    const history = await readHistory(fs, folder);
    const pkg = await openTestPackage({
      definitions: [picklist({ entries: [entry(1), entry(3, "Entry 2")] })],
    });
    const messageWith = async (
      findKept: ReturnType<typeof findInKept>,
      code = "gone-in-source",
    ): Promise<string | undefined> => {
      const target = await loadTestEnvironment(fs);
      const plan = await new ImportPlanner(pkg, target).plan(() => undefined, steadyPacer, {
        history,
        findKept,
      });
      return plan.items[0]?.findings.find(({ rule }) => rule === code)?.message;
    };
    const kept = findInKept(fs, folder, history, testPlatform.codec);
    assert.match(
      (await messageWith(kept)) ?? "",
      /keeps 1 entry that the source has removed since .*: 2 \(Entry 2\)\./,
    );
    assert.match(
      (await messageWith(kept, "looks-renamed")) ?? "",
      /keeps the entry 2 \(Entry 2\) and gets 3 with/,
    );
    const unknown = await messageWith(async () => new Map());
    assert.match(
      unknown ?? "",
      /keeps 2 entries that the package doesn't have: 2 \(Entry 2\) and 9 \(Entry 9\)\. Whether/,
    );
  });
});
