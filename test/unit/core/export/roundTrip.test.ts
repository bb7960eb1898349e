import assert from "node:assert/strict";
import {
  exportPackage,
  portableResources,
  type ExportRequest,
} from "../../../../src/core/export/exportPackage";
import type { Environment } from "../../../../src/core/environment/environment";
import { openPackage } from "../../../../src/core/package/openPackage";
import type { Package } from "../../../../src/core/package/package";
import {
  customField,
  entity,
  field,
  key,
  loadTestEnvironment,
  picklist,
  picklistField,
  ref,
  standardEntity,
} from "../../../support/factories";
import { testPlatform } from "../../../support/testPlatform";

const origin = { createdAt: new Date(Date.UTC(2026, 0, 31)), generator: "envferry/0.0.0" };

async function exportAndOpen(
  environment: Environment,
  request: Partial<ExportRequest> = {},
): Promise<Package> {
  const selected = request.selected ?? portableResources(environment);
  const exported = await exportPackage(
    environment,
    { selected, related: [], name: "Test", ...request },
    origin,
    testPlatform,
  );
  assert.ok(exported.ok);
  const opened = await openPackage(exported.value.bytes, testPlatform);
  assert.ok(opened.ok);
  return opened.value;
}

describe("Export and open", () => {
  it("gives the same definitions, with every kind of property and those that aren't known", async () => {
    const project = entity({
      description: "Zeilen\nund „Zeichen“ 🚀 \u2028",
      pluralName: "Projects",
      primaryField: "con_Name",
      fields: [
        field({ maxLength: 200, required: true, con_hint: ["x", null, { y: 1.5 }] }),
        picklistField({ default: -5, searchable: false }),
        field({ name: "con_Size", type: "decimal", minimum: -1e3, maximum: 1e21, precision: 4, default: 0 }),
      ],
      keys: [key({ displayName: "By name", con_unknown: true })],
      translations: {
        "de-DE": { displayName: "Projekt", fields: { con_Name: { displayName: "Name" } }, con_more: 1 },
      },
      con_icon: { svg: "<svg/>" },
    });
    const stage = picklist({
      entries: [{ value: -5, label: "Open", color: "#0078d4", con_weight: 3 }],
      translations: { "fr-FR": { entries: { "-5": { label: "Ouvert" } } } },
    });
    const environment = await loadTestEnvironment({ entities: [project], picklists: [stage] });
    assert.deepEqual(environment.problems, []);
    const pkg = await exportAndOpen(environment);
    assert.deepEqual(
      pkg.resources.map((resource) => resource.definition),
      [project, stage],
    );
  });

  it("takes over the choices of whoever exports", async () => {
    const environment = await loadTestEnvironment({ entities: [entity()], picklists: [picklist()] });
    const pkg = await exportAndOpen(environment, {
      selected: [ref("entity", "con_Project")],
      related: [ref("picklist", "con_Stage")],
      name: "Mine",
      version: "2",
      description: "d",
      setupOf: ({ type }) => (type === "entity" ? "overwrite" : undefined),
      noteOf: ({ type }) => (type === "entity" ? "Careful" : undefined),
    });
    const { name, version, description, source } = pkg.manifest;
    assert.deepEqual(
      { name, version, description, source },
      { name: "Mine", version: "2", description: "d", source: { name: "dev", displayName: "Dev" } },
    );
    assert.deepEqual(
      pkg.resources.map(({ setup, note, related }) => ({ setup, note, related })),
      [
        { setup: "overwrite", note: "Careful", related: false },
        { setup: "merge", note: undefined, related: true },
      ],
    );
  });

  it("packs a resource once that is selected twice, or selected and related", async () => {
    const environment = await loadTestEnvironment({ entities: [entity()] });
    const project = ref("entity", "con_Project");
    const pkg = await exportAndOpen(environment, { selected: [project, { ...project }], related: [project] });
    assert.equal(pkg.resources.length, 1);
  });
});

describe("Export of a standard entity", () => {
  const account = standardEntity({
    description: "Companies",
    pluralName: "Accounts",
    primaryField: "Name",
    fields: [
      customField({ name: "con_Region" }),
      field({ name: "Phone", origin: "standard", type: "phone" }),
    ],
    keys: [
      key({ name: "ByPhone", fields: ["Phone"], origin: "standard" }),
      key({ name: "con_ByRegion", fields: ["con_Region"], origin: "custom" }),
    ],
    translations: {
      "de-DE": {
        displayName: "Firma",
        fields: { Name: { displayName: "Name" }, con_Region: { displayName: "Gebiet" } },
        keys: { ByPhone: { displayName: "Telefon" }, con_ByRegion: { displayName: "Gebiet" } },
      },
      "fr-FR": { displayName: "Compte", fields: { Name: { displayName: "Nom" } } },
    },
  });

  it("takes its custom fields and keys and their translations, and nothing else", async () => {
    const environment = await loadTestEnvironment({ entities: [account] });
    const pkg = await exportAndOpen(environment);
    assert.deepEqual(pkg.resources[0]?.definition, {
      name: "Account",
      displayName: "Account",
      kind: "standard",
      fields: [customField({ name: "con_Region" })],
      keys: [key({ name: "con_ByRegion", fields: ["con_Region"], origin: "custom" })],
      translations: {
        "de-DE": {
          fields: { con_Region: { displayName: "Gebiet" } },
          keys: { con_ByRegion: { displayName: "Gebiet" } },
        },
      },
    });
  });

  it("takes one that has a custom key and no custom field", async () => {
    const custom = key({ name: "con_ByName", fields: ["Name"], origin: "custom" });
    const environment = await loadTestEnvironment({ entities: [standardEntity({ keys: [custom] })] });
    const pkg = await exportAndOpen(environment);
    assert.deepEqual(pkg.resources[0]?.definition?.["keys"], [custom]);
    assert.deepEqual(pkg.resources[0]?.definition?.["fields"], []);
  });

  it("needs only what its custom fields need", async () => {
    const environment = await loadTestEnvironment({
      entities: [
        standardEntity({
          fields: [
            picklistField({ name: "Stage", origin: "standard", picklist: "con_Standard" }),
            picklistField({ origin: "custom", picklist: "con_Stage" }),
          ],
        }),
      ],
      picklists: [picklist({ name: "con_Standard" }), picklist()],
    });
    const pkg = await exportAndOpen(environment, { selected: [ref("entity", "Account")] });
    assert.deepEqual(
      pkg.resources[0]?.requires.map((requirement) => requirement.name),
      ["con_Stage"],
    );
  });

  it("offers none without customizations, and no standard picklist", async () => {
    const environment = await loadTestEnvironment({
      entities: [standardEntity(), standardEntity({ name: "Contact", fields: [customField()] })],
      picklists: [picklist({ name: "Industry", kind: "standard" }), picklist()],
    });
    assert.deepEqual(portableResources(environment), [
      ref("entity", "Contact"),
      ref("picklist", "con_Stage"),
    ]);
  });
});
