import assert from "node:assert/strict";
import { findEnvironments } from "../../../../src/core/environment/findEnvironments";
import { loadEnvironment } from "../../../../src/core/environment/loadEnvironment";
import { entity, environmentFiles, loadTestEnvironment, picklist, ref } from "../../../support/factories";
import { sha256 } from "../../../support/hostilePackage";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { Cancelled, cancellingPacer, steadyPacer, testPlatform } from "../../../support/testPlatform";

describe("loadEnvironment", () => {
  it("gives all definitions by type and name, with files and hashes", async () => {
    const fs = new MemoryFileSystem(
      environmentFiles({
        entities: [entity({ name: "con_B" }), entity({ name: "con_A" })],
        picklists: [picklist()],
      }),
    );
    const environment = await loadTestEnvironment(fs);
    assert.equal(environment.name, "dev");
    assert.equal(environment.displayName, "Dev");
    assert.deepEqual(environment.problems, []);
    assert.deepEqual(
      environment.resources.map((resource) => resource.file),
      ["entities/con_A.json", "entities/con_B.json", "picklists/con_Stage.json"].map(
        (file) => `environments/dev/${file}`,
      ),
    );
    for (const { file, sha256: hash } of environment.resources) {
      assert.equal(hash, sha256(fs.bytes(file)!));
    }
    assert.deepEqual(environment.find(ref("entity", "con_A")), entity({ name: "con_A" }));
    assert.equal(environment.find(ref("picklist", "con_A")), undefined);
    assert.deepEqual(
      environment.ofType("entity").map((resource) => resource.ref.name),
      ["con_A", "con_B"],
    );
  });

  it("loads an environment without folders as an empty one", async () => {
    const environment = await loadTestEnvironment({});
    assert.deepEqual([environment.resources, environment.broken, environment.problems], [[], [], []]);
  });

  it("looks only at JSON files directly in the folder of a type", async () => {
    const environment = await loadTestEnvironment({
      entities: [entity()],
      files: {
        "entities/notes.md": "no",
        "entities/.con_Hidden.json": "no",
        "entities/.con_Project.json.0a1b2c.tmp": "no",
        "entities/old/notes.txt": "no",
        "apps/con_App.json": "no",
        "imports.jsonl": "no",
      },
    });
    assert.deepEqual(environment.problems, []);
    assert.equal(environment.resources.length, 1);
  });

  it("reads every file once when all is well", async () => {
    const fs = new MemoryFileSystem(environmentFiles({ entities: [entity()], picklists: [picklist()] }));
    await loadTestEnvironment(fs);
    assert.equal(new Set(fs.pathsOf("read")).size, fs.pathsOf("read").length);
    assert.deepEqual(fs.pathsOf("write"), []);
  });

  it("takes a definition it knows by its hash without parsing it again", async () => {
    const fs = new MemoryFileSystem(environmentFiles({ entities: [entity()], picklists: [picklist()] }));
    const [header] = await findEnvironments(fs, "environments");
    const known = entity();
    const hash = sha256(fs.bytes("environments/dev/entities/con_Project.json")!);
    const environment = await loadEnvironment(fs, header!, steadyPacer, {
      codec: testPlatform.codec,
      known: (_, found) => (found === hash ? known : undefined),
    });
    assert.equal(environment.find(ref("entity", "con_Project")), known);
    assert.deepEqual(environment.find(ref("picklist", "con_Stage")), picklist());
  });

  it("gives no hashes without a codec", async () => {
    const fs = new MemoryFileSystem(environmentFiles({ entities: [entity()] }));
    const [header] = await findEnvironments(fs, "environments");
    const environment = await loadEnvironment(fs, header!, steadyPacer);
    assert.equal(environment.resources[0]?.sha256, undefined);
  });

  it("rejects when the job is cancelled, wherever it is", async () => {
    const files = environmentFiles({ entities: [entity(), entity({ name: "con_Task" })] });
    for (const nthPause of [1, 2, 3, 4]) {
      const fs = new MemoryFileSystem(files);
      const [header] = await findEnvironments(fs, "environments");
      await assert.rejects(loadEnvironment(fs, header!, cancellingPacer(nthPause)), Cancelled, `${nthPause}`);
    }
  });

  it("loads the sample workspace without a problem", async () => {
    const { NodeFileSystem } = await import("../../../../src/node/nodeFileSystem");
    const fs = new NodeFileSystem("media/sample-workspace");
    for (const header of await findEnvironments(fs, "environments")) {
      const environment = await loadEnvironment(fs, header, steadyPacer);
      assert.deepEqual(environment.problems, []);
    }
  });
});
