import assert from "node:assert/strict";
import { findEnvironments } from "../../../src/core/environment/findEnvironments";
import { loadEnvironment } from "../../../src/core/environment/loadEnvironment";
import { isTemporary, temporaryName } from "../../../src/core/temporaryName";
import { MemoryFileSystem } from "../../support/memoryFileSystem";
import { steadyPacer } from "../../support/testPlatform";

describe("temporary files", () => {
  it("are known by their names", () => {
    assert.ok(isTemporary(temporaryName("0af3")));
    for (const name of [".envferry", ".envferry-.tmp", "a.tmp", ".envferry-a.json", "x.envferry-a.tmp", ""]) {
      assert.ok(!isTemporary(name), name);
    }
  });

  it("that a crash left are neither environments nor definitions, and no problems", async () => {
    const left = temporaryName("0af3");
    const fs = new MemoryFileSystem({
      "environments/dev/environment.json": '{"formatVersion":1,"name":"dev","displayName":"Dev"}',
      [`environments/${left}`]: "{",
      [`environments/dev/${left}`]: "{",
      [`environments/dev/entities/${left}`]: "{",
      [`environments/dev/picklists/${left}`]: "{",
      // As if a folder had been left.
      "environments/.envferry-1.tmp/environment.json": "{",
    });
    const headers = await findEnvironments(fs, "environments");
    assert.deepEqual(
      headers.map(({ name }) => name),
      ["dev"],
    );
    const environment = await loadEnvironment(fs, headers[0]!, steadyPacer);
    assert.deepEqual([environment.resources, environment.broken, environment.problems], [[], [], []]);
  });
});
