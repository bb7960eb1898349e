import assert from "node:assert/strict";
import type { CancellationToken, DataTransfer } from "vscode";
import { useFakeVscode } from "../../../support/fakeVscode";
import { packageDrop } from "../../../../src/host/tree/packageDrop";
import type { Row } from "../../../../src/host/tree/row";
import type { PackageSource } from "../../../../src/host/webviews/import/openedPackage";

interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

describe("what is dropped on an environment", () => {
  const vscode = useFakeVscode();
  const row = {} as unknown as Row;

  /** Drops a list of addresses, files from outside of VS Code, or both; gives what is imported. */
  async function drop(list: string, files: readonly DroppedFile[] = [], on?: Row): Promise<PackageSource[]> {
    const sources: PackageSource[] = [];
    const entries = files.map(({ name, bytes }) => [
      "files",
      { asFile: () => ({ name, data: async () => bytes }), asString: async () => "" },
    ]);
    const transfer = {
      get: (type: string) => (type === "text/uri-list" ? { asString: async () => list } : undefined),
      [Symbol.iterator]: () =>
        [["text/uri-list", { asFile: () => undefined }], ...entries][Symbol.iterator](),
    };
    const controller = packageDrop((dropped, source) => {
      assert.equal(dropped, on);
      sources.push(source);
    });
    await controller.handleDrop?.(
      on,
      transfer as unknown as DataTransfer,
      {} as unknown as CancellationToken,
    );
    return sources;
  }

  it("is imported when it is one package", async () => {
    const [source, ...others] = await drop("# a comment\r\nfile:///w/packages/spring.ZIP\r\n", [], row);
    assert.equal(source?.uri?.path, "/w/packages/spring.ZIP");
    assert.deepEqual([others, vscode().messages], [[], []]);
  });

  it("may come from outside of VS Code, without an address", async () => {
    const bytes = new Uint8Array([1, 2]);
    assert.deepEqual(await drop("", [{ name: "spring.zip", bytes }], row), [{ name: "spring.zip", bytes }]);
  });

  it("is refused with a word of what can be dropped when it is anything else", async () => {
    for (const list of [
      "",
      "no address.zip",
      "file:///w/README.md",
      "file:///w/a.zip\r\nfile:///w/b.zip",
      "# file:///w/a.zip",
    ]) {
      assert.deepEqual(await drop(list, [{ name: "notes.txt", bytes: new Uint8Array() }], row), [], list);
    }
    assert.equal(vscode().messages.length, 5);
    assert.match(vscode().messages[0]!.text, /^Drop one package, a \.zip file/);
  });

  it("does nothing beside the rows", async () => {
    assert.deepEqual(await drop("file:///w/a.zip"), []);
    assert.deepEqual(vscode().messages, []);
  });
});
