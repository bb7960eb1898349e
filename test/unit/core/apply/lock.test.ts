import assert from "node:assert/strict";
import { EnvironmentLock, readLock } from "../../../../src/core/apply/lock";
import { StateFolder } from "../../../../src/core/apply/stateFolder";
import { FaultyFileSystem } from "../../../support/faultyFileSystem";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { processInfo, TestAgent } from "../../../support/testAgent";

const state = "environments/dev/.envferry";

const acquire = (fs: FaultyFileSystem, agent: TestAgent): ReturnType<typeof EnvironmentLock.acquire> =>
  EnvironmentLock.acquire(fs, new StateFolder(fs, "environments/dev"), agent);

async function acquired(fs: FaultyFileSystem, agent: TestAgent): Promise<EnvironmentLock> {
  const lock = await acquire(fs, agent);
  assert.ok(lock instanceof EnvironmentLock);
  return lock;
}

/** Numbers from 0 up to 1 that a seed decides. */
function random(seed: number): () => number {
  let current = seed;
  return () => {
    current = (Math.imul(current, 1664525) + 1013904223) >>> 0;
    return current / 2 ** 32;
  };
}

/** A process that takes a lock and frees it, one file operation at a time, whenever the schedule lets it. */
class Contender {
  isOver = false;
  isHolding = false;
  private go: (() => void) | undefined;

  constructor(
    memory: MemoryFileSystem,
    readonly pid: number,
    running: Set<number>,
    rounds: number,
  ) {
    const gate = (): Promise<void> => new Promise((resolve) => (this.go = resolve));
    const fs = new Proxy(memory, {
      get: (inner, name) => {
        const value: unknown = Reflect.get(inner, name);
        return typeof value !== "function"
          ? value
          : async (...args: unknown[]): Promise<unknown> => {
              await gate();
              return await (value as (...all: unknown[]) => unknown).apply(inner, args);
            };
      },
    });
    const work = async (): Promise<void> => {
      const agent = new TestAgent(pid, running);
      for (let round = 0; round < rounds; round++) {
        const lock = await acquire(fs, agent);
        if (lock instanceof EnvironmentLock) {
          this.isHolding = true;
          await gate();
          this.isHolding = false;
          await lock.release();
        }
      }
      this.isOver = true;
    };
    void work();
  }

  /** Lets it do its next operation. */
  async step(): Promise<void> {
    const { go } = this;
    this.go = undefined;
    go?.();
    for (let turn = 0; turn < 20 && !this.go && !this.isOver; turn++) {
      await Promise.resolve();
    }
  }
}

describe("the lock of an environment", () => {
  it("is held by one, told to others, and leaves nothing behind", async () => {
    const fs = new MemoryFileSystem();
    const running = new Set([1, 2]);
    const lock = await acquired(fs, new TestAgent(1, running));
    const refused = await acquire(fs, new TestAgent(2, running));
    assert.ok(!(refused instanceof EnvironmentLock));
    assert.deepEqual(refused.process, processInfo(1));
    await lock.release();
    assert.deepEqual(fs.paths(), []);
    await (await acquired(fs, new TestAgent(2, running))).release();
    assert.deepEqual(fs.paths(), []);
  });

  it("doesn't try for ever to create what can't be read, and names it", async () => {
    const fs = new FaultyFileSystem(new MemoryFileSystem()).failOn({
      operation: "create",
      path: `${state}/lock`,
      code: "already-exists",
    });
    await assert.rejects(acquire(fs, new TestAgent(1)), { name: "FileAccessError", path: `${state}/lock` });
  });

  it("goes on after any number of dead holders, whatever the clock says", async () => {
    const fs = new MemoryFileSystem();
    for (let pid = 1; pid <= 4; pid++) {
      const agent = new TestAgent(pid);
      agent.time = new Date(Date.UTC(2026, 0, 10 - pid));
      await acquired(fs, agent);
    }
    assert.equal(fs.paths().length, 4);
    const other = await acquire(fs, new TestAgent(9, new Set([4, 9])));
    assert.ok(!(other instanceof EnvironmentLock) && other.process?.pid === 4);
    await (await acquired(fs, new TestAgent(9))).release();
    assert.deepEqual(fs.paths(), []);
  });

  it("belongs to nobody known where it is damaged, follows itself or is another machine's", async () => {
    const lockOf = (id: string, host: string): string =>
      JSON.stringify({ formatVersion: 1, id, process: { pid: 1, host }, since: "2026-01-31T12:00:00Z" });
    const cases: Record<string, string>[] = [
      { [`${state}/lock`]: "{" },
      { [`${state}/lock`]: lockOf("a", "machine"), [`${state}/lock-after-a`]: "" },
      { [`${state}/lock`]: lockOf("a", "machine"), [`${state}/lock-after-a`]: lockOf("a", "machine") },
      { [`${state}/lock`]: lockOf("a", "elsewhere") },
    ];
    for (const files of cases) {
      const fs = new MemoryFileSystem(files);
      const before = fs.snapshot();
      assert.ok(!((await acquire(fs, new TestAgent(2))) instanceof EnvironmentLock));
      assert.ok(await readLock(fs, new StateFolder(fs, "environments/dev"), new TestAgent(2)));
      assert.deepEqual(fs.snapshot(), before);
    }
  });

  it("isn't left behind by a process that can't look whether it has it", async () => {
    const fs = new MemoryFileSystem();
    fs.failOn({ operation: "read", path: `${state}/lock`, nth: 2, code: "no-permission" });
    await assert.rejects(acquire(fs, new TestAgent(1)));
    assert.deepEqual(fs.paths(), []);
  });

  it("never has two holders, however their steps fall and whoever dies (4000 schedules)", async () => {
    let held = 0;
    for (let seed = 1; seed <= 4000; seed++) {
      const next = random(seed);
      const fs = new MemoryFileSystem();
      for (let dead = 0; dead < seed % 3; dead++) {
        await acquired(fs, new TestAgent(90 + dead));
      }
      const running = new Set([1, 2, 3]);
      const all = [1, 2, 3].map((pid) => new Contender(fs, pid, running, 2));
      let standing = all;
      while (standing.length > 0) {
        const one = standing[Math.floor(next() * standing.length)]!;
        await one.step();
        if (seed % 2 === 0 && running.size > 1 && next() < 0.02) {
          running.delete(one.pid);
        }
        standing = standing.filter(({ pid, isOver }) => running.has(pid) && !isOver);
        const holders = all.filter(({ pid, isHolding }) => isHolding && running.has(pid)).length;
        assert.ok(holders <= 1, `two hold it after seed ${seed}`);
        held += holders;
      }
      await (await acquired(fs, new TestAgent(99))).release();
      assert.deepEqual(fs.paths(), [], `seed ${seed} leaves something`);
    }
    assert.ok(held > 1000);
  });
});
