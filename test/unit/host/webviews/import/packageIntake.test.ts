import assert from "node:assert/strict";
import type { Uri } from "vscode";
import { FakeUri, useFakeVscode } from "../../../../support/fakeVscode";
import { PackageIntake } from "../../../../../src/host/webviews/import/packageIntake";
import { sourceOf, type OpenedPackage } from "../../../../../src/host/webviews/import/openedPackage";
import { packageLimits } from "../../../../../src/core/package/packageLimits";
import { buildTestPackage, picklist } from "../../../../support/factories";
import { testPlatform } from "../../../../support/testPlatform";

type Parameters = ConstructorParameters<typeof PackageIntake>;

const file = "/w/packages/spring.zip";
const uri = FakeUri.parse(`file://${file}`) as unknown as Uri;

describe("the packages of an import wizard", () => {
  const vscode = useFakeVscode();
  let posted: { readonly kind: string; readonly body: unknown }[];
  let used: { readonly opened: OpenedPackage; readonly choices: unknown }[];
  let session: { opened: OpenedPackage | undefined };
  let obstacle: string | undefined;
  let isFollowing: boolean;
  let interruptions: number;
  let background: Promise<unknown>[];
  let intake: PackageIntake;
  let spring: Uint8Array;
  let autumn: Uint8Array;

  before(async () => {
    spring = await buildTestPackage({ header: { name: "spring" }, definitions: [picklist()] });
    autumn = await buildTestPackage({ header: { name: "autumn" }, definitions: [picklist()] });
  });

  beforeEach(() => {
    [posted, used, background, obstacle, isFollowing, interruptions] = [[], [], [], undefined, true, 0];
    session = {
      opened: undefined,
      use: (opened: OpenedPackage, choices: unknown) => {
        session.opened = opened;
        used.push({ opened, choices });
      },
    } as typeof session;
    const link = {
      session,
      services: { codec: testPlatform.codec },
      post: (kind: string, body: unknown) => posted.push({ kind, body }),
      setBusy: () => undefined,
      inBackground: (work: Promise<unknown>) => background.push(work),
    };
    intake = new PackageIntake(link as unknown as Parameters[0], {
      obstacle: () => obstacle,
      isFollowing: () => isFollowing,
      beforeChange: () => interruptions++,
      afterChange: async () => undefined,
    });
    vscode().files.contents.set(file, spring);
  });

  const says = (): string => JSON.stringify(posted.at(-1));
  const names = (): string[] => used.map(({ opened }) => opened.package.manifest.name);
  const change = async (content?: Uint8Array): Promise<void> => {
    if (content) {
      vscode().files.contents.set(file, content);
    } else {
      vscode().files.contents.delete(file);
    }
    vscode().files.changed.fire(FakeUri.parse(`file://${file}`));
    await Promise.all(background);
  };

  it("takes one, and keeps the choices only for the same file", async () => {
    await intake.open(sourceOf(uri));
    await intake.open(sourceOf(uri));
    await intake.open({ name: "dropped.zip", bytes: spring });
    assert.deepEqual(
      used.map(({ choices }) => choices),
      [[], undefined, []],
    );
    assert.equal(interruptions, 3);
  });

  it("reads neither a folder nor a pipe, and says what it is", async () => {
    for (const [other, words] of [
      ["Directory", /spring\.zip is a folder/],
      ["Unknown", /spring\.zip is no file/],
    ] as const) {
      vscode().files.others.set(file, other);
      await intake.open(sourceOf(uri));
      assert.match(says(), words);
      assert.equal(used.length, 0);
    }
  });

  it("takes none while another must stay, nor when that turns out meanwhile", async () => {
    obstacle = "Files are being written.";
    await intake.open(sourceOf(uri));
    assert.match(says(), /noticed.*Files are being written/);
    obstacle = undefined;
    const opening = intake.open(sourceOf(uri));
    obstacle = "Files are being written.";
    await opening;
    assert.deepEqual(names(), []);
  });

  it("takes the last of two that are opened at once", async () => {
    await Promise.all([intake.open(sourceOf(uri)), intake.open({ name: "autumn.zip", bytes: autumn })]);
    assert.deepEqual(names(), ["autumn"]);
  });

  it("keeps what is open when the next one is refused", async () => {
    await intake.open(sourceOf(uri));
    await intake.open({ name: "junk.zip", bytes: new Uint8Array(3) });
    assert.deepEqual(names(), ["spring"]);
    assert.match(says(), /"failed".*junk\.zip can't be used: /);
  });

  it("says why one can't be used, also to a view that loads later, and opens it once it is mended", async () => {
    vscode().files.contents.set(file, new Uint8Array(3));
    await intake.open(sourceOf(uri));
    assert.match(says(), /"packageRefused".*spring\.zip/);
    assert.ok(intake.sayWhyNone());
    assert.equal(posted.filter(({ kind }) => kind === "packageRefused").length, 2);
    await change(spring);
    assert.deepEqual(names(), ["spring"]);
    assert.ok(!intake.sayWhyNone());
  });

  it("refuses a file that is larger than a package may be before it is read", async () => {
    vscode().files.contents.set(file, { length: packageLimits.totalBytes + 1 } as unknown as Uint8Array);
    await intake.open(sourceOf(uri));
    assert.match(says(), /is larger than a package may be/);
  });

  it("follows the file: what is gone or broken stays usable, what is replaced is shown", async () => {
    await intake.open(sourceOf(uri));
    await change();
    assert.match(says(), /isn't there any more.*still shown/);
    await change(spring);
    assert.match(says(), /is there again, with the same content/);
    const before = posted.length;
    await change(spring);
    assert.equal(posted.length, before, "nothing has happened");
    await change(autumn);
    assert.deepEqual(names(), ["spring", "autumn"]);
    assert.match(says(), /was replaced by another package/);
  });

  it("doesn't follow the file of an import that has ended, or is being written", async () => {
    await intake.open(sourceOf(uri));
    isFollowing = false;
    await change(autumn);
    isFollowing = true;
    obstacle = "Files are being written.";
    await change(autumn);
    assert.deepEqual(names(), ["spring"]);
  });

  it("leaves other files alone", async () => {
    await intake.open(sourceOf(uri));
    vscode().files.contents.set(file, autumn);
    vscode().files.changed.fire(FakeUri.parse("file:///w/packages/other.zip"));
    await Promise.all(background);
    assert.deepEqual(names(), ["spring"]);
  });

  it("takes one package that is dropped, and nothing else", async () => {
    for (const uris of [[], ["no address.zip"], ["file:///w/a.txt"], [uri.toString(), "file:///w/b.zip"]]) {
      await intake.openDropped(uris);
      assert.match(says(), /"failed".*Drop one package/);
    }
    await intake.openDropped([uri.toString(), "file:///w/notes.txt"]);
    assert.deepEqual(names(), ["spring"]);
  });
});
