import assert from "node:assert/strict";
import { createEnvironment } from "../../../../src/core/environment/createEnvironment";
import { FileAccessError } from "../../../../src/core/ports";
import { description, environmentFiles, loadTestEnvironment } from "../../../support/factories";
import { ForgetfulFileSystem } from "../../../support/forgetfulFileSystem";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";

const file = "environments/dev/environment.json";

describe("making an environment", () => {
  it("writes its description, which a power cut doesn't take away again", async () => {
    const files = new ForgetfulFileSystem();
    assert.equal(await createEnvironment(files, "environments", description({ name: "dev" })), file);
    const cuts = [...files.cuts()];
    assert.deepEqual(cuts, [files.snapshot()]);
    const environment = await loadTestEnvironment(new MemoryFileSystem(cuts[0]));
    assert.deepEqual([environment.problems, environment.header.description?.name], [[], "dev"]);
  });

  it("replaces none that is there", async () => {
    const files = new MemoryFileSystem(environmentFiles());
    const before = files.snapshot();
    assert.equal(await createEnvironment(files, "environments", description({ name: "dev" })), undefined);
    assert.deepEqual(files.snapshot(), before);
  });

  it("isn't done when it can't be written, or brought onto the disk", async () => {
    for (const operation of ["create", "sync"] as const) {
      const files = new MemoryFileSystem().failOn({ operation });
      await assert.rejects(
        createEnvironment(files, "environments", description({ name: "dev" })),
        FileAccessError,
      );
    }
  });
});
