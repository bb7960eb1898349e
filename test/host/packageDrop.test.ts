import assert from "node:assert/strict";

import { CancellationTokenSource, DataTransfer, DataTransferItem, type DataTransferFile } from "vscode";

import { packageDrop } from "../../src/host/tree/packageDrop";
import type { Row } from "../../src/host/tree/row";
import type { PackageSource } from "../../src/host/webviews/import/openedPackage";

/** A file from outside of VS Code, as it is dropped. */
class FileItem extends DataTransferItem {
  constructor(private readonly file: DataTransferFile) {
    super("");
  }

  override asFile(): DataTransferFile {
    return this.file;
  }
}

describe("What is dropped on an environment", () => {
  const row = {} as unknown as Row;
  const bytes = new Uint8Array([1, 2]);

  /** Drops a list of addresses, a file, or both; gives what is imported. */
  async function drop(list: string, fileName?: string, on: Row | undefined = row): Promise<PackageSource[]> {
    const sources: PackageSource[] = [];
    const transfer = new DataTransfer();
    transfer.set("text/uri-list", new DataTransferItem(list));
    if (fileName !== undefined) {
      transfer.set("files", new FileItem({ name: fileName, data: async () => bytes }));
    }
    const controller = packageDrop((dropped, source) => {
      assert.equal(dropped, on);
      sources.push(source);
    });
    await controller.handleDrop?.(on, transfer, new CancellationTokenSource().token);
    return sources;
  }

  it("is imported when it is one package", async () => {
    const [source, ...others] = await drop("# a comment\r\nfile:///w/packages/spring.ZIP\r\n");
    assert.equal(source?.uri?.path, "/w/packages/spring.ZIP");
    assert.deepEqual(others, []);
  });

  it("may come from outside of VS Code, without an address", async () => {
    assert.deepEqual(await drop("", "spring.zip"), [{ name: "spring.zip", bytes }]);
  });

  it("is nothing that is imported when it is anything else", async () => {
    for (const list of [
      "",
      "no address.zip",
      "file:///w/README.md",
      "file:///w/a.zip\r\nfile:///w/b.zip",
      "# file:///w/a.zip",
    ]) {
      assert.deepEqual(await drop(list, "notes.txt"), [], list);
    }
  });

  it("does nothing beside the rows", async () => {
    const controller = packageDrop(() => assert.fail("Nothing is dropped on an environment."));
    const transfer = new DataTransfer();
    transfer.set("text/uri-list", new DataTransferItem("file:///w/a.zip"));
    await controller.handleDrop?.(undefined, transfer, new CancellationTokenSource().token);
  });
});
