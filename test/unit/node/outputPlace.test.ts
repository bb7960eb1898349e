import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { isSameFile, isWithin, outputPlace } from "../../../src/node/outputPlace";
import { linkToEndless, makePipe, whyNoSpecialFiles } from "../../support/specialFiles";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

describe("where a file is to be written", () => {
  const folder = useTemporaryFolder();
  const at = (relative: string): string => path.join(folder(), relative);
  const kindAt = (relative: string): string => outputPlace(at(relative)).kind;

  it("is what links lead to, there or not", () => {
    writeTree(folder(), { "sub/file": "" });
    fs.symlinkSync("sub", at("to-folder"));
    fs.symlinkSync("sub/file", at("to-file"));
    fs.symlinkSync("sub/none", at("to-none"));
    fs.symlinkSync("loop", at("loop"));
    assert.deepEqual(["sub", "to-folder"].map(kindAt), ["directory", "directory"]);
    assert.deepEqual(["sub/file", "to-file", "to-folder/file"].map(kindAt), ["file", "file", "file"]);
    assert.deepEqual(["none", "to-none", "to-folder/none"].map(kindAt), ["missing", "missing", "missing"]);
    assert.equal(kindAt("loop"), "unreachable");
  });

  it("is no pipe, no device and no name of an open file, through links too", function () {
    if (whyNoSpecialFiles()) {
      this.skip();
    }
    makePipe(at("pipe"));
    linkToEndless(at("zero"));
    fs.symlinkSync("pipe", at("to-pipe"));
    fs.symlinkSync("/dev/stdout", at("to-stdout"));
    fs.symlinkSync("/dev", at("dev"));
    fs.symlinkSync("to-stdout", at("further"));
    const what = (absolute: string): string => {
      const place = outputPlace(absolute);
      return place.kind === "special" ? place.what : place.kind;
    };
    assert.equal(what(at("pipe")), "no file but a pipe");
    assert.equal(what(at("to-pipe")), "no file but a pipe");
    assert.equal(what(at("zero")), "no file but a device");
    const open = "no file but a name of one that is open already";
    const names = [
      "/dev/stdout",
      "/dev/stderr",
      "/dev/fd/1",
      at("to-stdout"),
      at("further"),
      at("dev/stdout"),
    ];
    for (const name of names) {
      assert.equal(what(name), open, name);
    }
  });

  it("is not called the name of an open file for looking like one", () => {
    writeTree(folder(), { "dev/stdout": "", "proc/a": "" });
    assert.deepEqual(["dev/stdout", "proc/a"].map(kindAt), ["file", "file"]);
  });
});

describe("whether a file would be in a folder", () => {
  const folder = useTemporaryFolder();
  const at = (relative: string): string => path.join(folder(), relative);
  const isIn = (place: string, ...folders: string[]): boolean => isWithin(at(place), folders.map(at));

  it("is told by where both are in the end", () => {
    writeTree(folder(), { "ws/environments/dev/entities/a.json": "", "shared/x": "", "ws/out/x": "" });
    fs.symlinkSync("ws/environments/dev", at("alias"));
    fs.symlinkSync("../../../shared", at("ws/environments/dev/picklists"));
    const [environments, picklists] = ["ws/environments", "ws/environments/dev/picklists"];
    assert.ok(isIn("ws/environments/dev/entities/b.json", environments));
    assert.ok(isIn("ws/environments/new/deep/b.json", environments));
    assert.ok(isIn("alias/entities/b.json", environments));
    assert.ok(!isIn("shared/b.json", environments));
    assert.ok(isIn("shared/b.json", environments, picklists));
    assert.ok(!isIn("ws/out/b.json", environments, picklists));
    assert.ok(!isIn("ws/environments-of-old/b.json", environments));
  });

  it("is told of a folder that isn't there yet", () => {
    assert.ok(isIn("ws/environments/b.json", "ws/environments"));
    assert.ok(!isIn("ws/other/b.json", "ws/environments"));
  });

  it("knows a file by any of its names", () => {
    writeTree(folder(), { a: "a", b: "a" });
    fs.symlinkSync("a", at("link"));
    fs.linkSync(at("a"), at("hard"));
    fs.symlinkSync("none", at("to-none"));
    for (const other of ["a", "link", "hard"]) {
      assert.ok(isSameFile(at("a"), at(other)), other);
    }
    assert.ok(isSameFile(at("to-none"), at("none")));
    assert.ok(!isSameFile(at("a"), at("b")));
    assert.ok(!isSameFile(at("a"), at("none")));
  });
});
