import assert from "node:assert/strict";
import { checkReferences, type Referable } from "../../../../src/core/checks/checkReferences";
import { resourceTypeOf } from "../../../../src/core/resources/registry";
import { entity, lookupField, picklistField } from "../../../support/factories";

function knowing(isThere: Referable["isThere"]): Referable {
  return { isThere, inOtherCase: () => undefined, hint: () => "" };
}

describe("checking references", () => {
  const user = entity({ fields: [picklistField(), lookupField(["Account", "Contact"])] });
  const references = [...resourceTypeOf({ type: "entity" }).references(user)];

  it("finds each that leads nowhere, at its place", () => {
    const issues = [
      ...checkReferences(
        references,
        knowing(({ name }) => name === "Account"),
        "isn't there",
      ),
    ];
    assert.deepEqual(
      issues.map(({ code, severity, path }) => [code, severity, path.join("/")]),
      [
        ["dependency-missing", "error", "fields/0/picklist"],
        ["dependency-missing", "error", "fields/1/targets/1"],
      ],
    );
  });

  it("tells an entity from a picklist of the same name", () => {
    const issues = [
      ...checkReferences(
        references,
        knowing(({ type }) => type === "entity"),
        "isn't there",
      ),
    ];
    assert.deepEqual(
      issues.map(({ path }) => path.join("/")),
      ["fields/0/picklist"],
    );
  });

  it("finds nothing where all is there", () => {
    assert.deepEqual(
      [
        ...checkReferences(
          references,
          knowing(() => true),
          "isn't there",
        ),
      ],
      [],
    );
    assert.deepEqual(
      [
        ...checkReferences(
          [],
          knowing(() => false),
          "isn't there",
        ),
      ],
      [],
    );
  });
});
