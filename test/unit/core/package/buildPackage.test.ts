import assert from "node:assert/strict";
import { scaled } from "../../../../scripts/editor/timeScale";
import { canonicalJson } from "../../../../src/core/json/canonicalJson";
import { entityShape } from "../../../../src/core/model/entity";
import {
  buildPackage,
  type PackageHeader,
  type PackageItem,
} from "../../../../src/core/package/buildPackage";
import { entity, field, packageItem, picklist } from "../../../support/factories";
import { sha256 } from "../../../support/hostilePackage";
import { Cancelled, cancellingPacer, testPlatform } from "../../../support/testPlatform";

const header: PackageHeader = {
  name: "Projects",
  version: "1.2",
  description: "What projects need",
  createdAt: new Date(Date.UTC(2026, 0, 31, 12)),
  generator: "envferry/1.0.0",
  source: { name: "dev", displayName: "Development" },
};
const items: readonly PackageItem[] = [
  packageItem(picklist()),
  packageItem(entity({ name: "con_Task" })),
  packageItem(entity()),
  packageItem(picklist({ name: "con_Area" })),
];

async function build(parts: readonly PackageItem[] = items, changes: Partial<PackageHeader> = {}) {
  const built = await buildPackage({ ...header, ...changes }, parts, testPlatform);
  assert.ok(built.ok);
  return built.value;
}

describe("buildPackage, manifest", () => {
  it("says what the header says", async () => {
    const { manifest } = await build();
    const { resources, ...rest } = manifest;
    assert.equal(resources.length, 4);
    assert.deepEqual(rest, {
      formatVersion: 1,
      name: "Projects",
      version: "1.2",
      description: "What projects need",
      createdAt: "2026-01-31T12:00:00.000Z",
      generator: "envferry/1.0.0",
      source: { name: "dev", displayName: "Development" },
    });
  });

  it("leaves out what isn't said", async () => {
    const { manifest } = await build([packageItem(entity())], { version: undefined, description: undefined });
    assert.deepEqual(
      ["version", "description"].filter((property) => property in manifest),
      [],
    );
    assert.equal("note" in manifest.resources[0]!, false);
  });

  it("lists entities before picklists, each by name", async () => {
    const { manifest } = await build();
    assert.deepEqual(
      manifest.resources.map((resource) => resource.path),
      [
        "entities/con_Project.json",
        "entities/con_Task.json",
        "picklists/con_Area.json",
        "picklists/con_Stage.json",
      ],
    );
  });

  it("says everything about a resource", async () => {
    const requires = [{ type: "picklist" as const, name: "con_Other", sha256: "0".repeat(64) }];
    const overrides = { setup: "add" as const, note: "Mind the keys", related: true, requires };
    const { manifest } = await build([packageItem(entity(), overrides)]);
    assert.deepEqual(manifest.resources, [
      {
        type: "entity",
        name: "con_Project",
        displayName: "Project",
        kind: "custom",
        path: "entities/con_Project.json",
        sha256: sha256(canonicalJson(entityShape, entity())),
        ...overrides,
      },
    ]);
  });

  it("hashes canonical bytes: the order in which keys stand makes no difference", async () => {
    const { kind, fields, ...rest } = entity();
    const turned = { fields: fields.map(({ name, ...other }) => ({ ...other, name })), kind, ...rest };
    const [one, other] = [await build([packageItem(entity())]), await build([packageItem(turned)])];
    assert.equal(one.manifest.resources[0]?.sha256, other.manifest.resources[0]?.sha256);
  });

  it("hashes what differs differently", async () => {
    const [one, other] = [
      await build([packageItem(entity())]),
      await build([packageItem(entity({ fields: [field({ maxLength: 5 })] }))]),
    ];
    assert.notEqual(one.manifest.resources[0]?.sha256, other.manifest.resources[0]?.sha256);
  });
});

describe("buildPackage, bytes", () => {
  it("are the same for the same items, in whatever order they come", async () => {
    const { bytes } = await build();
    assert.deepEqual(await build().then((built) => built.bytes), bytes);
    assert.deepEqual((await build([...items].reverse())).bytes, bytes);
  });

  it("don't depend on the time zone of the machine", async () => {
    const before = process.env["TZ"];
    try {
      process.env["TZ"] = "Pacific/Auckland";
      const east = await build();
      process.env["TZ"] = "America/Los_Angeles";
      assert.deepEqual((await build()).bytes, east.bytes);
    } finally {
      if (before === undefined) {
        delete process.env["TZ"];
      } else {
        process.env["TZ"] = before;
      }
    }
  });

  it("differ with the time of creation only", async () => {
    const later = { createdAt: new Date(Date.UTC(2026, 1, 1)) };
    assert.notDeepEqual((await build(items, later)).bytes, (await build()).bytes);
    assert.deepEqual((await build(items, later)).bytes, (await build(items, later)).bytes);
  });

  it("can be built of thousands of resources", async () => {
    const many = Array.from({ length: 3_000 }, (_, index) => packageItem(entity({ name: `con_E${index}` })));
    assert.equal((await build(many)).manifest.resources.length, 3_000);
  });

  it("aren't given when they hold more values than opening them again allows", async function () {
    this.timeout(scaled(60_000));
    const con_x = Array<number>(2_100_000).fill(0);
    const dense = Array.from({ length: 10 }, (_, index) =>
      packageItem(picklist({ name: `con_P${index}`, con_x })),
    );
    const built = await buildPackage(header, dense, testPlatform);
    assert.deepEqual(built.ok || built.problems.map(({ code }) => code), ["package-limits"]);
  });

  it("aren't given when the job is cancelled", async () => {
    const building = buildPackage(header, items, { ...testPlatform, pacer: cancellingPacer(2) });
    await assert.rejects(building, Cancelled);
  });
});
