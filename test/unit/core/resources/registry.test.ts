import assert from "node:assert/strict";
import {
  allResourceTypes,
  definitionPath,
  refKey,
  resourceTypeOf,
} from "../../../../src/core/resources/registry";
import { propertiesOf } from "../schema/canonicalOrder";
import { resourceTypeIds } from "../../../../src/core/resources/resourceType";

describe("the registry of resource types", () => {
  it("has each type once, under its own id", () => {
    assert.deepEqual(
      allResourceTypes.map(({ id }) => id),
      [...resourceTypeIds],
    );
    for (const id of resourceTypeIds) {
      assert.equal(resourceTypeOf({ type: id }).id, id);
    }
  });

  it("gives each type a folder and names of its own", () => {
    for (const property of ["folder", "singular", "plural"] as const) {
      assert.equal(new Set(allResourceTypes.map((type) => type[property])).size, allResourceTypes.length);
    }
  });

  it("knows of no list or map that the shape doesn't have", () => {
    for (const { layout, shape } of allResourceTypes) {
      const known = propertiesOf(shape.schema);
      assert.deepEqual(
        Object.keys(layout.properties).filter((property) => !known.has(property)),
        [],
      );
    }
  });

  it("names resources and their files", () => {
    assert.equal(refKey({ type: "entity", name: "con_A" }), "entity:con_A");
    assert.equal(definitionPath({ type: "entity", name: "con_A" }), "entities/con_A.json");
    assert.equal(definitionPath({ type: "picklist", name: "con_A" }), "picklists/con_A.json");
  });
});
