import assert from "node:assert/strict";
import { exportPackage } from "../../../../src/core/export/exportPackage";
import { canonicalJson } from "../../../../src/core/json/canonicalJson";
import { entityShape } from "../../../../src/core/model/entity";
import { picklistShape } from "../../../../src/core/model/picklist";
import type { Requirement } from "../../../../src/core/package/manifest";
import type { ResourceRef } from "../../../../src/core/resources/resourceType";
import {
  entity,
  loadTestEnvironment,
  lookupField,
  picklist,
  picklistField,
  ref,
  standardEntity,
} from "../../../support/factories";
import { sha256 } from "../../../support/hostilePackage";
import { testPlatform } from "../../../support/testPlatform";

const project = entity({
  fields: [
    picklistField({ picklist: "con_Stage" }),
    picklistField({ name: "con_Again", picklist: "con_Stage" }),
    lookupField(["Account", "con_Project", "con_Gone", "con_Broken"]),
  ],
});
const account = standardEntity();

async function requirements(related: ResourceRef[]): Promise<readonly Requirement[]> {
  const environment = await loadTestEnvironment({
    entities: [project, account],
    picklists: [picklist()],
    files: { "entities/con_Broken.json": "{" },
  });
  const request = { selected: [ref("entity", "con_Project")], related, name: "Test" };
  const origin = { createdAt: new Date(0), generator: "envferry/0.0.0" };
  const exported = await exportPackage(environment, request, origin, testPlatform);
  assert.ok(exported.ok);
  return exported.value.manifest.resources[0]!.requires;
}

describe("exportPackage, what a resource requires", () => {
  it("is named once each, without itself", async () => {
    assert.deepEqual(
      (await requirements([])).map((requirement) => `${requirement.type}:${requirement.name}`),
      ["picklist:con_Stage", "entity:Account", "entity:con_Gone", "entity:con_Broken"],
    );
  });

  it("has the hash of the whole definition when it is left out", async () => {
    const [stage, standard] = await requirements([]);
    assert.equal(stage?.sha256, sha256(canonicalJson(picklistShape, picklist())));
    assert.equal(standard?.sha256, sha256(canonicalJson(entityShape, account)));
  });

  it("says what is relied on, which for an entity is only that it is there", async () => {
    const [stage, standard] = await requirements([]);
    const reliedOn = [
      { value: 1, label: "Entry 1" },
      { value: 2, label: "Entry 2" },
    ];
    assert.equal(stage?.reliedOnSha256, sha256(new TextEncoder().encode(JSON.stringify(reliedOn))));
    assert.ok(standard && !("reliedOnSha256" in standard));
  });

  it("has no hash when it is in the package, or when the source doesn't have it either", async () => {
    const [stage, standard, gone, broken] = await requirements([ref("picklist", "con_Stage")]);
    assert.ok(stage && !("sha256" in stage));
    assert.ok(standard?.sha256);
    assert.ok(gone && !("sha256" in gone));
    assert.ok(broken && !("sha256" in broken));
  });
});
