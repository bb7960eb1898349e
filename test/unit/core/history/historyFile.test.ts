import assert from "node:assert/strict";
import { appendRecord, readHistory, recordLine } from "../../../../src/core/history/historyFile";
import { ImportHistory } from "../../../../src/core/history/importHistory";
import { FileAccessError } from "../../../../src/core/ports";
import { assertSentence } from "../../../support/assertSentence";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { importRecord, recordedResource } from "../../../support/records";
import { Cancelled, cancellingPacer } from "../../../support/testPlatform";

const folder = "environments/dev";
const file = `${folder}/imports.jsonl`;
const one = importRecord({ id: "one" });
const two = importRecord({ id: "two" });

function withHistory(content: string | Uint8Array): MemoryFileSystem {
  return new MemoryFileSystem({ [file]: content });
}

async function read(content: string | Uint8Array): Promise<ImportHistory> {
  return readHistory(withHistory(content), folder);
}

function ids({ records }: ImportHistory): string[] {
  return records.map(({ id }) => id);
}

/** Line and column of each problem. */
function places({ problems }: ImportHistory): string[] {
  return problems.map(({ line, column }) => `${line}:${column}`);
}

describe("reading a history", () => {
  it("is empty without a file", async () => {
    assert.equal(await readHistory(new MemoryFileSystem(), folder), ImportHistory.none);
  });

  it("gives the lines in their order, whatever their times say", async () => {
    const early = importRecord({ id: "later-but-earlier", at: "2020-01-01T00:00:00Z" });
    const history = await read(recordLine(one) + recordLine(early) + recordLine(two));
    assert.deepEqual(history.records, [one, early, two]);
    assert.deepEqual(history.problems, []);
  });

  it("keeps properties that it doesn't know", async () => {
    const more = { ...one, note: "by hand", resources: [{ ...recordedResource(), weight: 5 }] };
    assert.deepEqual((await read(`${JSON.stringify(more)}\n`)).records, [more]);
  });

  it("takes no offence at empty lines, Windows' line ends, a byte order mark and a missing last line end", async () => {
    const lines = [`\uFEFF${JSON.stringify(one)}`, "", "  ", JSON.stringify(two)];
    const history = await read(lines.join("\r\n"));
    assert.deepEqual(ids(history), ["one", "two"]);
    assert.deepEqual(history.problems, []);
  });

  const damaged: Readonly<Record<string, { readonly content: string | Uint8Array; readonly says: RegExp }>> =
    {
      "was cut off": { content: recordLine(two).slice(0, 100), says: /cut off/ },
      "is the rest of a merge": { content: "<<<<<<< HEAD", says: /merge conflict/ },
      "is no object": { content: "[1]", says: /must be an object/ },
      "is not UTF-8": { content: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), says: /UTF-8/ },
      "was written by a newer version": {
        content: JSON.stringify({ formatVersion: 2, id: "two", what: "unknown" }),
        says: /newer version.*2/,
      },
      "has a property that can't be": {
        content: JSON.stringify({ ...two, resources: [recordedResource({ sha256: "short" })] }),
        says: /resources\[0\]\.sha256/,
      },
      "lacks a property": {
        content: JSON.stringify({ ...two, package: undefined }),
        says: /package is missing/,
      },
      "has an id that leads elsewhere": {
        content: JSON.stringify({ ...two, id: "../../x" }),
        says: /id must/,
      },
      "has a time that is none": { content: JSON.stringify({ ...two, at: "yesterday" }), says: /at must/ },
      "is nested beyond measure": {
        content: `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
        says: /isn't known/,
      },
    };
  for (const [title, { content, says }] of Object.entries(damaged)) {
    it(`reports a line that ${title}, and keeps the others`, async () => {
      const parts = [recordLine(one), content, `\n${recordLine(two)}`].map((part) => Buffer.from(part));
      const history = await read(Buffer.concat(parts));
      assert.deepEqual(ids(history), ["one", "two"]);
      const [problem, ...more] = history.problems;
      assert.deepEqual(more, []);
      assert.equal(problem?.file, file);
      assert.equal(problem.line, 2);
      assert.equal(problem.severity, "warning");
      assert.equal(problem.code, "history-damaged");
      assertSentence(problem.message);
      assert.match(problem.message, says);
    });
  }

  it("tells a merge conflict as one, and knows the imports of both sides", async () => {
    const text = `<<<<<<< HEAD\n${recordLine(one)}=======\n${recordLine(two)}>>>>>>> other\n`;
    const history = await read(Buffer.from(text));
    assert.deepEqual(ids(history), ["one", "two"]);
    assert.equal(history.problems.length, 1);
    assert.match(history.problems[0]!.message, /merge conflict isn't resolved in lines 1 to 5/);
  });

  it("names the column of what isn't JSON", async () => {
    assert.deepEqual(places(await read('{"id": x}\n')), ["1:8"]);
  });

  it("reports a file that can't be read", async () => {
    const fs = withHistory(recordLine(one)).failOn({ operation: "read", code: "no-permission" });
    const { records, problems } = await readHistory(fs, folder);
    assert.deepEqual(records, []);
    assert.equal(problems.length, 1);
    assertSentence(problems[0]!.message, "permission is denied");
  });

  it("reports a folder that has the file's name", async () => {
    const history = await readHistory(new MemoryFileSystem({ [`${file}/x`]: "" }), folder);
    assert.deepEqual([history.records.length, history.problems.length], [0, 1]);
  });

  it("is sparing with words over a file that is something else altogether", async () => {
    const noise = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 251);
    const { records, problems } = await read(noise);
    assert.equal(records.length, 0);
    assert.equal(problems.length, 20);
    problems.forEach(({ message }) => assertSentence(message));
    assert.match(problems.at(-1)!.message, /\d+ more lines below/);
    assert.doesNotMatch(problems.at(-2)!.message, /below/);
  });

  it("reads thousands of lines, and the one behind a huge one", async () => {
    const resources = Array.from({ length: 20_000 }, (_, index) =>
      recordedResource({ name: `con_${index}` }),
    );
    const huge = importRecord({ id: "huge", resources });
    const many = Array.from({ length: 3000 }, (_, index) => importRecord({ id: `n${index}` }));
    const history = await read([...many, huge, one].map(recordLine).join(""));
    assert.equal(history.records.length, 3002);
    assert.deepEqual(ids(history).slice(-2), ["huge", "one"]);
  });

  it("refuses a line of more than 64 MiB without parsing it", async () => {
    const blown = new Uint8Array(64 * 1024 * 1024 + 2).fill(0x20);
    blown.set(Buffer.from("{}"), 10);
    blown[blown.length - 1] = 0x0a;
    const history = await read(Buffer.concat([blown, Buffer.from(recordLine(one))]));
    assert.deepEqual(ids(history), ["one"]);
    assert.match(history.problems[0]!.message, /longer/);
  });

  it("ends when it is cancelled", async () => {
    const fs = withHistory(recordLine(one) + recordLine(two));
    await assert.rejects(readHistory(fs, folder, cancellingPacer(2)), Cancelled);
  });
});

describe("adding to a history", () => {
  it("begins the file, and adds a line at the end", async () => {
    const fs = new MemoryFileSystem();
    await appendRecord(fs, folder, one);
    assert.equal(fs.text(file), recordLine(one));
    await appendRecord(fs, folder, two);
    assert.equal(fs.text(file), recordLine(one) + recordLine(two));
  });

  it("writes one compact line with its keys in order, whatever the texts hold", async () => {
    const text = 'Two\nlines\u2028and "quotes"';
    const { id, ...rest } = importRecord({
      resources: [recordedResource({ displayName: text, reason: text })],
    });
    const line = recordLine({ ...rest, id });
    assert.match(line, /^\{"formatVersion":1,"id":"1","kind":"import","at":[^\n]*\}\n$/);
    const fs = new MemoryFileSystem();
    await appendRecord(fs, folder, { ...rest, id });
    assert.equal((await readHistory(fs, folder)).records[0]?.resources[0]?.displayName, text);
  });

  it("keeps every byte that is there, damaged lines included", async () => {
    const before = Buffer.concat([
      Buffer.from([0xff, 0x00, 0x0d, 0x0a]),
      Buffer.from(`{"torn\n${recordLine(one)}`),
    ]);
    const fs = withHistory(before);
    await appendRecord(fs, folder, two);
    const after = Buffer.from(fs.bytes(file)!);
    assert.ok(after.subarray(0, before.length).equals(before));
    assert.equal(after.subarray(before.length).toString(), recordLine(two));
  });

  it("ends a last line that was cut off, so that only that one is lost", async () => {
    const torn = recordLine(one) + recordLine(importRecord({ id: "torn" })).slice(0, 80);
    const fs = withHistory(torn);
    await appendRecord(fs, folder, two);
    assert.equal(fs.text(file), `${torn}\n${recordLine(two)}`);
    const history = await readHistory(fs, folder);
    assert.deepEqual(ids(history), ["one", "two"]);
    assert.deepEqual(
      history.problems.map(({ line }) => line),
      [2],
    );
  });

  it("writes nothing when the file can't be read, since that would lose what is in it", async () => {
    const fs = withHistory(recordLine(one)).failOn({ operation: "read", code: "no-permission" });
    await assert.rejects(appendRecord(fs, folder, two), FileAccessError);
    assert.deepEqual(fs.pathsOf("write"), []);
  });

  it("leaves the file as it was when it can't be written", async () => {
    const fs = withHistory(recordLine(one)).failOn({ operation: "write", code: "no-space" });
    await assert.rejects(appendRecord(fs, folder, two), FileAccessError);
    assert.equal(fs.text(file), recordLine(one));
  });

  it("asks for the line to outlive a power cut", async () => {
    const fs = new MemoryFileSystem();
    const options: unknown[] = [];
    const write = fs.writeFile.bind(fs);
    fs.writeFile = async (path, bytes, ...rest: unknown[]) => {
      options.push(...rest);
      await write(path, bytes);
    };
    await appendRecord(fs, folder, one);
    assert.deepEqual(options, [{ durable: true }]);
  });
});
