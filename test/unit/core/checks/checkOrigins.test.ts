import assert from "node:assert/strict";
import { entityType } from "../../../../src/core/resources/entityType";
import {
  customField,
  entity,
  environmentFiles,
  field,
  key,
  loadTestEnvironment,
  standardEntity,
} from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";

const unsaid = standardEntity({
  displayName: "Firm",
  fields: [field({ name: "Phone" }), customField({ name: "con_Code" })],
  keys: [
    key({ name: "byPhone", fields: ["Phone"] }),
    key({ name: "con_ByCode", fields: ["con_Code"], origin: "custom" }),
  ],
});

describe("parts of a standard entity that don't say their origin", () => {
  it("are problems, fields and keys alike", () => {
    assert.deepEqual(
      [...entityType.checkDetails(unsaid)],
      [
        {
          code: "origin-missing",
          severity: "error",
          message:
            'The field "Phone" of the standard entity Firm doesn\'t say its origin. It counts as standard, and is never moved, changed or removed, until it says "custom".',
          path: ["fields", 1],
          about: "Phone",
        },
        {
          code: "origin-missing",
          severity: "error",
          message:
            'The key "byPhone" of the standard entity Firm doesn\'t say its origin. It counts as standard, and is never moved, changed or removed, until it says "custom".',
          path: ["keys", 0],
          about: "byPhone",
        },
      ],
    );
  });

  it("are none in a custom entity, where every part is custom", () => {
    assert.deepEqual([...entityType.checkDetails(entity({ keys: [key()] }))], []);
  });

  it("have their line in the file, which can be used all the same", async () => {
    const fs = new MemoryFileSystem(environmentFiles({ entities: [unsaid] }));
    const environment = await loadTestEnvironment(fs);
    assert.deepEqual(
      environment.problems.map(({ file, line, code }) => `${file}:${line} ${code}`),
      [
        "environments/dev/entities/Account.json:12 origin-missing",
        "environments/dev/entities/Account.json:25 origin-missing",
      ],
    );
    assert.deepEqual(environment.broken, []);
    assert.equal(environment.resources.length, 1);
  });
});
