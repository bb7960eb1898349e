import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { truncateSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

import { RelativePattern, Uri, workspace } from "vscode";

import { PackageIntake } from "../../src/host/webviews/import/packageIntake";
import { sourceOf, type OpenedPackage } from "../../src/host/webviews/import/openedPackage";
import { packageLimits } from "../../src/core/package/packageLimits";
import { buildTestPackage, picklist } from "../support/factories";
import { testPlatform } from "../support/testPlatform";

type Parameters = ConstructorParameters<typeof PackageIntake>;

describe("the packages of an import wizard", () => {
  let folder: Uri;
  let uri: Uri;
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

  beforeEach(async () => {
    const root = workspace.workspaceFolders?.[0];
    assert.ok(root, "The tests run in a workspace folder.");
    folder = Uri.joinPath(root.uri, `packages-${randomUUID()}`);
    uri = Uri.joinPath(folder, "spring.zip");
    await workspace.fs.writeFile(uri, spring);
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
  });
  afterEach(async () => {
    intake.dispose();
    await workspace.fs.delete(folder, { recursive: true });
  });

  const says = (): string => JSON.stringify(posted.at(-1));
  const names = (): string[] => used.map(({ opened }) => opened.package.manifest.name);
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) {
      await setTimeout(20);
    }
  };
  /** Changes a file, and waits until VS Code has told of it and all that follows from it is done. */
  const change = async (content: Uint8Array, changed = uri): Promise<void> => {
    let isTold = false;
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, "*"));
    const hear = (told: Uri): boolean => (isTold ||= told.path === changed.path);
    const subscriptions = [
      watcher,
      watcher.onDidChange(hear),
      watcher.onDidCreate(hear),
      watcher.onDidDelete(hear),
    ];
    await workspace.fs.writeFile(changed, content);
    await until(() => isTold);
    subscriptions.forEach((subscription) => void subscription.dispose());
    await setTimeout(100);
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
    const inside = Uri.joinPath(folder, "folder.zip");
    await workspace.fs.createDirectory(inside);
    await intake.open(sourceOf(inside));
    assert.match(says(), /folder\.zip is a folder/);
    if (process.platform !== "win32") {
      const pipe = Uri.joinPath(folder, "pipe.zip");
      execFileSync("mkfifo", [pipe.fsPath]);
      // Reading it would never end.
      await intake.open(sourceOf(pipe));
      assert.match(says(), /pipe\.zip is no file/);
    }
    assert.equal(used.length, 0);
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
    await workspace.fs.writeFile(uri, new Uint8Array(3));
    await intake.open(sourceOf(uri));
    assert.match(says(), /"packageRefused".*spring\.zip/);
    assert.ok(intake.sayWhyNone());
    assert.equal(posted.filter(({ kind }) => kind === "packageRefused").length, 2);
    await change(spring);
    assert.deepEqual(names(), ["spring"]);
    assert.ok(!intake.sayWhyNone());
  });

  it("refuses a file that is larger than a package may be before it is read", async () => {
    // A file with a hole: it takes no room.
    truncateSync(uri.fsPath, packageLimits.totalBytes + 1);
    await intake.open(sourceOf(uri));
    assert.match(says(), /is larger than a package may be/);
  });

  it("shows another package that takes the place of its file, and tells nothing of the same again", async () => {
    await intake.open(sourceOf(uri));
    const before = posted.length;
    await change(spring);
    assert.equal(posted.length, before);
    await change(autumn);
    await until(() => says().includes("was replaced by another package"));
    assert.deepEqual(names(), ["spring", "autumn"]);
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
    await change(autumn, Uri.joinPath(folder, "other.zip"));
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
