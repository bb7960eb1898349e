import assert from "node:assert/strict";

import {
  environmentChildren,
  environmentNode,
  groupChildren,
  resourceChildren,
} from "../../../../src/core/tree/buildTree";
import { entity, entry, field, loadTestEnvironment, picklist } from "../../../support/factories";

describe("The tree of an environment", () => {
  it("says of the environment what its description says, and of problems once it is read", async () => {
    const environment = await loadTestEnvironment({ files: { "entities/con_A.json": "{" } });
    const before = environmentNode(environment.header, undefined);
    assert.equal(before.problems, undefined);
    const after = environmentNode(environment.header, environment);
    assert.equal(after.problems?.length, 1);
    assert.equal(after.id, before.id);
  });

  it("has a group for each type, with what is sound and what is broken counted apart", async () => {
    const environment = await loadTestEnvironment({
      entities: [entity()],
      picklists: [picklist()],
      files: { "entities/con_Broken.json": "{" },
    });
    const groups = environmentChildren(environment).map((node) =>
      node.kind === "group" ? [node.type, node.count, node.broken] : node.kind,
    );
    assert.deepEqual(groups, [
      ["entity", 1, 1],
      ["picklist", 1, 0],
    ]);
  });

  it("shows a broken description as a row, and the groups all the same", async () => {
    const environment = await loadTestEnvironment({ files: { "environment.json": "{" } });
    assert.deepEqual(
      environmentChildren(environment).map((node) => node.kind),
      ["broken", "group", "group"],
    );
  });

  it("puts broken files first, and the rest by display name", async () => {
    const environment = await loadTestEnvironment({
      entities: [
        entity({ name: "con_A", displayName: "zebra" }),
        entity({ name: "con_B", displayName: "Item 10" }),
        entity({ name: "con_C", displayName: "item 9" }),
      ],
      files: { "entities/con_Z.json": "{" },
    });
    const names = groupChildren(environment, "entity", 100).map((node) =>
      node.kind === "resource" ? node.displayName : node.kind,
    );
    assert.deepEqual(names, ["broken", "item 9", "Item 10", "zebra"]);
  });

  it("shows as many rows as asked for, and how many it doesn't", async () => {
    const picklists = Array.from({ length: 7 }, (_, index) => picklist({ name: `con_P${index}` }));
    const environment = await loadTestEnvironment({ picklists });
    const rows = groupChildren(environment, "picklist", 5);
    const last = rows.at(-1);
    assert.equal(rows.length, 6);
    assert.ok(last?.kind === "more");
    assert.equal(last.hidden, 2);
    assert.equal(groupChildren(environment, "picklist", 7).length, 7);
  });

  it("gives a resource only the problems of its own file", async () => {
    const dangling = field({ name: "con_F", type: "lookup", targets: ["con_Nowhere"] });
    const environment = await loadTestEnvironment({
      entities: [entity({ name: "con_Bad", fields: [dangling] }), entity({ name: "con_Good" })],
    });
    const problems = groupChildren(environment, "entity", 100).map((node) =>
      node.kind === "resource" ? [node.ref.name, node.problems.length] : node.kind,
    );
    assert.deepEqual(problems, [
      ["con_Bad", 1],
      ["con_Good", 0],
    ]);
  });

  it("shows fields with type and origin, and entries with their value", async () => {
    const environment = await loadTestEnvironment({
      entities: [
        entity({
          name: "Account",
          kind: "standard",
          fields: [field({ name: "name", origin: "standard" }), field({ name: "con_X", origin: "custom" })],
        }),
      ],
      picklists: [picklist({ entries: [{ ...entry(), value: 7, label: "Seven" }] })],
    });
    const rows = environment.resources.flatMap((resource) => resourceChildren(resource));
    assert.deepEqual(
      rows.map(({ part }) => [part.name, part.origin, part.path]),
      [
        ["name", "standard", ["fields", 0]],
        ["con_X", "custom", ["fields", 1]],
        ["7", undefined, ["entries", 0]],
      ],
    );
    assert.equal(rows[2]?.part.label, "Seven");
    assert.equal(new Set(rows.map((row) => row.id)).size, rows.length);
  });
});
