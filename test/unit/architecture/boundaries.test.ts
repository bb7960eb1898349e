import assert from "node:assert/strict";
import { isBuiltin } from "node:module";
import { findCycles, importsOf, sourceFiles, type ModuleImport } from "./moduleGraph";

const allowedInCore = new Set(["zod", "jsonc-parser"]);

describe("boundaries of the modules", () => {
  let core: readonly ModuleImport[];
  let all: readonly ModuleImport[];
  let webviews: readonly ModuleImport[];

  before(async () => {
    core = await importsOf(sourceFiles("src/core"));
    all = await importsOf(sourceFiles("src"));
    webviews = await importsOf(sourceFiles("webview-ui"));
  });

  it("sees imports of packages and of files", () => {
    assert.ok(all.some(({ to, isExternal }) => isExternal && to === "vscode"));
    assert.ok(core.some(({ to, isExternal }) => isExternal && to === "zod"));
    assert.ok(core.some(({ to, isExternal }) => !isExternal && to === "src/core/schema/checked.ts"));
  });

  it("the core uses zod and jsonc-parser and no other package", () => {
    const strangers = core.filter(({ isExternal, to }) => isExternal && !allowedInCore.has(to));
    assert.deepEqual(strangers, []);
  });

  it("the core imports files of the core only", () => {
    const outwards = core.filter(({ isExternal, to }) => !isExternal && !to.startsWith("src/core/"));
    assert.deepEqual(outwards, []);
  });

  it("only the host part and extension.ts import vscode", () => {
    const isHost = (file: string): boolean => file === "src/extension.ts" || file.startsWith("src/host/");
    assert.deepEqual(
      all.filter(({ from, to }) => to === "vscode" && !isHost(from)),
      [],
    );
  });

  it("only the Node part and the command line import modules of Node", () => {
    const isNode = (file: string): boolean => /^src\/(?:node|cli)\/|^src\/cli\.ts$/.test(file);
    assert.deepEqual(
      all.filter(({ from, to }) => isBuiltin(to) && !isNode(from)),
      [],
    );
  });

  it("the host part gets files, hashing and time handed in: it imports nothing of the Node part", () => {
    const host = all.filter(({ from }) => from.startsWith("src/host/"));
    assert.ok(host.length > 0);
    assert.deepEqual(
      host.filter(({ to }) => to.startsWith("src/node/")),
      [],
    );
  });

  it("the protocol imports zod/mini and its own files only", () => {
    const protocol = all.filter(({ from }) => from.startsWith("src/protocol/"));
    assert.ok(protocol.length > 0);
    assert.deepEqual(
      protocol.filter(({ to }) => to !== "zod/mini" && !to.startsWith("src/protocol/")),
      [],
    );
  });

  it("webviews import the protocol, each other's shared parts and the toolkit, and the toolkit in one place", () => {
    const isAllowed = ({ from, to, isExternal }: ModuleImport): boolean =>
      isExternal
        ? to === "zod/mini" ||
          (to === "@vscode/webview-ui-toolkit" && from === "webview-ui/shared/toolkit.ts")
        : to.startsWith("src/protocol/") || to.startsWith("webview-ui/shared/") || isSameFolder(from, to);
    assert.ok(webviews.length > 0);
    assert.deepEqual(
      webviews.filter((entry) => entry.from.endsWith(".ts") && !isAllowed(entry)),
      [],
    );
  });

  it("no files of the core, the protocol or a webview import each other in a circle", () => {
    assert.deepEqual(findCycles(core), []);
    assert.deepEqual(findCycles(webviews), []);
  });
});

function isSameFolder(one: string, other: string): boolean {
  return one.slice(0, one.lastIndexOf("/")) === other.slice(0, other.lastIndexOf("/"));
}

describe("findCycles", () => {
  const imports = (...pairs: [string, string][]): ModuleImport[] =>
    pairs.map(([from, to]) => ({ from, to, isExternal: false }));

  it("finds circles of any length, each once, and those that are only led to not at all", () => {
    assert.deepEqual(findCycles(imports(["a", "b"], ["b", "c"], ["c", "a"], ["d", "a"], ["e", "e"])), [
      ["a", "b", "c"],
      ["e"],
    ]);
  });

  it("finds none where paths only meet again", () => {
    assert.deepEqual(findCycles(imports(["a", "b"], ["a", "c"], ["b", "d"], ["c", "d"])), []);
  });
});
