import assert from "node:assert/strict";
import { performImport } from "../../src/core/apply/performImport";
import type { TargetChanged } from "../../src/core/apply/applyResult";
import { planImport } from "../../src/core/import/planImport";
import { ImportProcess } from "../../src/host/webviews/import/importProcess";
import type { Planned } from "../../src/host/webviews/import/importSession";
import type { Ground } from "../../src/host/webviews/import/reviewedGround";
import {
  entity,
  entry,
  environmentFiles,
  field,
  loadTestEnvironment,
  openTestPackage,
  picklist,
} from "../support/factories";
import { MemoryFileSystem } from "../support/memoryFileSystem";
import { testHost } from "../support/testAgent";
import { steadyPacer } from "../support/testPlatform";

type Parameters = ConstructorParameters<typeof ImportProcess>;

/** A wizard with an import in preparation, whose view is the test. */
class Scene {
  readonly files: MemoryFileSystem;
  readonly posted: { readonly kind: string; readonly body: unknown }[] = [];
  readonly process: ImportProcess;
  readonly session: { planned: Planned | undefined; target: unknown; applied: number; cancelled: number };
  /** What an import stands on at the moment. */
  ground: Ground = {
    workspaceFolder: "file:///w",
    environmentsFolder: "environments",
    environment: "dev",
    packageHash: "a".repeat(64),
    choices: new Map(),
  };
  /** Of the plan that the view shows. */
  number = 0;
  /** Told instead of writing. */
  refusal: TargetChanged | undefined;
  /** Called when the target is looked at. */
  onRefresh: () => void | Promise<void> = () => undefined;
  private readonly shown: { onShown: (planned: Planned) => void };
  private readonly sent = new Map<number, Planned>();

  constructor(private readonly removes: boolean) {
    this.files = new MemoryFileSystem(
      environmentFiles({
        picklists: [picklist({ entries: [entry(1)] })],
        entities: [entity({ fields: [field(), field({ name: "con_Old" })] })],
      }),
    );
    this.session = {
      planned: undefined,
      target: { folder: "file:///w", name: "dev" },
      applied: 0,
      cancelled: 0,
    };
    const session = {
      ...this.session,
      apply: async (planned: Planned) => {
        this.session.applied++;
        return (
          this.refusal ?? performImport(planned.folder.fs, planned.environment, planned.plan, testHost())
        );
      },
      ground: () => this.ground,
      cancelApplying: () => this.session.cancelled++,
      rollBack: () => Promise.reject(new Error("It isn't rolled back here.")),
    };
    Object.defineProperty(session, "planned", { get: () => this.session.planned });
    const link = {
      session,
      services: { lastTarget: { set: async () => undefined } },
      post: (kind: string, body: unknown) => this.posted.push({ kind, body }),
      targetName: () => "Dev",
      setBusy: () => undefined,
      inBackground: (work: Promise<unknown>) => void work,
    };
    const shown = {
      onShown: () => undefined,
      settled: async () => undefined,
      sentPlan: (number: number) => this.sent.get(number),
      refresh: () => this.plan(),
      reset: () => undefined,
    };
    this.shown = shown;
    this.process = new ImportProcess(
      { visible: true } as unknown as Parameters[0],
      link as unknown as Parameters[1],
      shown as unknown as Parameters[2],
    );
  }

  /** Plans as the files are now, and shows it. */
  async plan(): Promise<boolean> {
    await this.onRefresh();
    const environment = await loadTestEnvironment(this.files);
    const pkg = await openTestPackage({
      definitions: [picklist({ entries: [entry(1), entry(2)] }), entity({ fields: [field()] })],
    });
    const plan = await planImport(
      pkg,
      environment,
      () => (this.removes ? "overwrite" : "merge"),
      steadyPacer,
    );
    const folder = { fs: this.files, unsavedFiles: new Set() } as unknown as Planned["folder"];
    const planned = { plan, environment, folder, ground: this.ground };
    this.session.planned = planned;
    this.number++;
    this.sent.set(this.number, planned);
    return true;
  }

  /** Plans anew, and shows it as the wizard does. */
  async show(): Promise<void> {
    await this.plan();
    if (this.session.planned) {
      this.shown.onShown(this.session.planned);
    }
  }

  async changeTarget(): Promise<void> {
    const changed = environmentFiles({ picklists: [picklist({ entries: [entry(3)] })] });
    for (const [file, content] of Object.entries(changed).filter(([name]) => name.includes("picklists/"))) {
      await this.files.writeFile(
        file,
        typeof content === "string" ? new TextEncoder().encode(content) : content,
      );
    }
  }

  /** Answers the question that was asked last. */
  confirm(allowsRemovals: boolean): Promise<void> {
    const asked = this.posted.findLast(({ kind }) => kind === "confirmationNeeded");
    const { question } = asked === undefined ? { question: 0 } : (asked.body as { question: number });
    return this.process.confirm(question, allowsRemovals);
  }

  kinds(): string[] {
    return this.posted.map(({ kind }) => kind);
  }
}

describe("an import in a wizard", () => {
  let scene: Scene;
  const begin = async ({ removes = false } = {}): Promise<void> => {
    scene = new Scene(removes);
    await scene.plan();
  };
  beforeEach(() => begin());

  it("is asked about, written once when that is confirmed, and told", async () => {
    await scene.process.check(scene.number);
    assert.deepEqual(scene.kinds(), ["confirmationNeeded"]);
    assert.equal(scene.session.applied, 0);
    const confirmed = [scene.confirm(false), scene.confirm(false)];
    await Promise.all(confirmed);
    assert.equal(scene.session.applied, 1);
    assert.equal(scene.kinds().at(-1), "imported");
    assert.ok(scene.process.hasEnded);
    const posted = scene.posted.length;
    await scene.confirm(false);
    await scene.process.check(scene.number);
    assert.equal(scene.session.applied, 1);
    assert.equal(scene.posted.length, posted, "nothing takes the place of the result");
  });

  it("is asked about once when the button is pressed twice", async () => {
    const { number } = scene;
    await Promise.all([scene.process.check(number), scene.process.check(number)]);
    assert.deepEqual(scene.kinds(), ["confirmationNeeded"]);
  });

  it("isn't asked about on the ground of a plan that the view doesn't show any more", async () => {
    await scene.process.check(scene.number + 7);
    assert.deepEqual(scene.kinds(), ["targetChanged"]);
  });

  it("isn't asked about when the target has moved on, which is said", async () => {
    await scene.changeTarget();
    await scene.process.check(scene.number);
    assert.deepEqual(scene.kinds(), ["targetChanged", "reviewing"]);
    await scene.confirm(false);
    assert.equal(scene.session.applied, 0);
  });

  it("isn't asked about when choices change while it is checked", async () => {
    const shown = scene.number;
    scene.onRefresh = () => scene.process.interrupt();
    await scene.process.check(shown);
    assert.deepEqual(scene.kinds(), []);
    await scene.confirm(false);
    assert.equal(scene.session.applied, 0);
  });

  it("isn't written when nobody was asked, nor after the question was declined or cancelled", async () => {
    await scene.confirm(true);
    assert.equal(scene.session.applied, 0);
    for (const end of ["decline", "cancel", "interrupt"] as const) {
      await scene.process.check(scene.number);
      assert.equal(scene.kinds().at(-1), "confirmationNeeded", end);
      scene.process[end]();
      await scene.confirm(true);
      assert.equal(scene.session.applied, 0, end);
      assert.equal(scene.kinds().at(-1), "targetChanged", end);
    }
  });

  it("isn't written when a view that has loaded anew didn't see the question", async () => {
    await scene.process.check(scene.number);
    scene.process.sendStage();
    await scene.confirm(false);
    assert.equal(scene.session.applied, 0);
  });

  it("isn't written when another plan has taken the place of the one that was asked about", async () => {
    await scene.process.check(scene.number);
    await scene.plan();
    await scene.confirm(false);
    assert.equal(scene.session.applied, 0);
    assert.equal(scene.kinds().at(-1), "targetChanged");
  });

  it("withdraws the question when the target changes under it, and goes on asking when nothing of it did", async () => {
    await scene.process.check(scene.number);
    await scene.process.follow();
    assert.equal(scene.kinds().at(-1), "confirmationNeeded");
    await scene.changeTarget();
    await scene.process.follow();
    assert.equal(scene.kinds().at(-1), "targetChanged");
    await scene.confirm(false);
    assert.equal(scene.session.applied, 0);

    await begin();
    await scene.process.check(scene.number);
    await scene.process.follow();
    await scene.confirm(false);
    assert.equal(scene.session.applied, 1);
  });

  it("isn't written where it wasn't reviewed, though the very same would be, whoever has noticed", async () => {
    const others: Partial<Ground>[] = [
      { workspaceFolder: "file:///other" },
      { environmentsFolder: "copies" },
      { environment: "production" },
      { packageHash: "b".repeat(64) },
      { choices: new Map([["picklist:con_Stage", "add"]]) },
    ];
    for (const other of others) {
      for (const isFollowed of [false, true]) {
        await begin();
        await scene.process.check(scene.number);
        scene.ground = { ...scene.ground, ...other };
        if (isFollowed) {
          await scene.process.follow();
        }
        await scene.confirm(false);
        assert.equal(scene.session.applied, 0, JSON.stringify(other));
        assert.match(JSON.stringify(scene.posted.at(-1)), /"targetChanged".*What was reviewed isn't/);
      }
    }
  });

  it("isn't written for an answer to another question", async () => {
    await scene.process.check(scene.number);
    await scene.process.confirm(7, false);
    assert.equal(scene.session.applied, 0);
    assert.equal(scene.kinds().at(-1), "targetChanged");
  });

  it("takes back what it said of a move when all is as it was reviewed again", async () => {
    const { ground } = scene;
    await scene.process.check(scene.number);
    scene.ground = { ...ground, environmentsFolder: "copies" };
    await scene.process.follow();
    const said = scene.posted.at(-1);
    assert.equal(said?.kind, "targetChanged");
    await scene.show();
    assert.equal(scene.kinds().at(-1), "targetChanged");
    scene.ground = ground;
    await scene.show();
    assert.deepEqual(scene.posted.at(-1), { kind: "failureOver", body: said.body });
  });

  it("looks once more at what changed while it was being checked", async () => {
    let isFirst = true;
    scene.onRefresh = async () => {
      if (isFirst) {
        isFirst = false;
        await scene.process.follow();
      } else {
        await scene.changeTarget();
      }
    };
    await scene.process.check(scene.number);
    assert.deepEqual(scene.kinds(), ["confirmationNeeded", "targetChanged"]);
  });

  it("removes nothing that wasn't agreed to, whatever the view says", async () => {
    await begin({ removes: true });
    await scene.process.check(scene.number);
    await assert.rejects(scene.confirm(false), /wasn't agreed to\. Nothing was written\.$/);
    assert.equal(scene.session.applied, 0);
    await scene.confirm(true);
    assert.equal(scene.session.applied, 0, "the question is over");
    await scene.process.check(scene.number);
    await scene.confirm(true);
    assert.equal(scene.session.applied, 1);
  });

  it("says what moved when the target changed in the last moment", async () => {
    await scene.process.check(scene.number);
    scene.refusal = { outcome: "target-changed", files: ["environments/dev/picklists/con_Stage.json"] };
    await scene.confirm(false);
    assert.deepEqual(scene.kinds().slice(-2), ["reviewing", "targetChanged"]);
    assert.match(JSON.stringify(scene.posted.at(-1)), /nothing was written.*con_Stage\.json/);
    assert.ok(!scene.process.hasEnded);
  });

  it("keeps its package while files are written", async () => {
    await scene.process.check(scene.number);
    assert.equal(scene.process.whyKeepPackage(), undefined);
    const confirmed = scene.confirm(false);
    while (!scene.process.isApplying) {
      await Promise.resolve();
    }
    assert.match(scene.process.whyKeepPackage() ?? "", /^Files are being written/);
    assert.ok(scene.process.isWriting);
    scene.process.interrupt();
    assert.ok(scene.process.isWriting, "nothing interrupts that");
    await confirmed;
    assert.ok(!scene.process.isWriting);
    assert.equal(scene.process.whyKeepPackage(), undefined);
  });
});
