import assert from "node:assert/strict";
import { performImport } from "../../src/core/apply/performImport";
import { undoImport } from "../../src/core/apply/undo";
import { readHistory } from "../../src/core/history/historyFile";
import { planImport } from "../../src/core/import/planImport";
import type { Package } from "../../src/core/package/package";
import { ImportProcess } from "../../src/host/webviews/import/importProcess";
import type { Planned } from "../../src/host/webviews/import/importSession";
import { toImportWizard, type ImportResult } from "../../src/protocol/importWizard";
import {
  entity,
  entry,
  environmentFiles,
  loadTestEnvironment,
  openTestPackage,
  picklist,
} from "../support/factories";
import { MemoryFileSystem } from "../support/memoryFileSystem";
import { testHost } from "../support/testAgent";
import { steadyPacer } from "../support/testPlatform";

const stageFile = "environments/dev/picklists/con_Stage.json";

type Parameters = ConstructorParameters<typeof ImportProcess>;

/** A wizard whose result is looked at: it creates an entity and updates a picklist. */
class Scene {
  readonly files = new MemoryFileSystem(environmentFiles({ picklists: [picklist({ entries: [entry(1)] })] }));
  readonly before = this.files.snapshot();
  readonly results: ImportResult[] = [];
  readonly process: ImportProcess;
  private readonly host = testHost();
  private readonly folder = { fs: this.files, unsavedFiles: new Set() } as unknown as Planned["folder"];
  private readonly ground: Planned["ground"] = {
    workspaceFolder: "file:///w",
    environmentsFolder: "environments",
    environment: "dev",
    packageHash: "a".repeat(64),
    choices: new Map(),
  };
  private question = 0;
  private planned: Planned | undefined;
  private number = 0;
  private readonly sent = new Map<number, Planned>();

  constructor(private readonly pkg: Package) {
    const session = {
      ground: () => this.ground,
      apply: (planned: Planned) =>
        performImport(planned.folder.fs, planned.environment, planned.plan, this.host),
      rollBack: async (_planned: Planned, { id }: { id: string }) =>
        undoImport(this.files, await loadTestEnvironment(this.files), this.host, {
          id,
          whenChanged: "leave",
        }),
    };
    Object.defineProperty(session, "planned", { get: () => this.planned });
    const states = {
      forget: () => undefined,
      of: async () => ({ history: await readHistory(this.files, "environments/dev") }),
    };
    const link = {
      session,
      services: { imports: { states } },
      post: (kind: string, body: unknown) => {
        if (kind === "confirmationNeeded") {
          this.question = toImportWizard.confirmationNeeded.parse(body).question;
        } else if (kind === "imported") {
          this.results.push(toImportWizard.imported.parse(body));
        }
      },
      targetName: () => "Dev",
      setBusy: () => undefined,
      inBackground: (work: Promise<unknown>) => void work,
    };
    const shown = {
      settled: async () => undefined,
      sentPlan: (number: number) => this.sent.get(number),
      refresh: () => this.plan(),
      reset: () => undefined,
    };
    this.process = new ImportProcess(
      { visible: true } as unknown as Parameters[0],
      link as unknown as Parameters[1],
      shown as unknown as Parameters[2],
    );
  }

  async plan(): Promise<boolean> {
    const environment = await loadTestEnvironment(this.files);
    const plan = await planImport(this.pkg, environment, () => undefined, steadyPacer);
    this.planned = { plan, environment, folder: this.folder, ground: this.ground };
    this.number++;
    this.sent.set(this.number, this.planned);
    return true;
  }

  async import(): Promise<ImportResult> {
    await this.process.check(this.number);
    await this.process.confirm(this.question, false);
    return this.last;
  }

  async undoElsewhere(): Promise<void> {
    const undone = await undoImport(this.files, await loadTestEnvironment(this.files), this.host);
    assert.equal(undone.outcome, "undone");
  }

  get last(): ImportResult {
    return this.results.at(-1)!;
  }

  assertAsBefore(): void {
    const now = this.files.snapshot();
    const definitions = Object.keys({ ...now, ...this.before }).filter((file) =>
      /\/(entities|picklists)\//.test(file),
    );
    definitions.forEach((file) => assert.equal(now[file], this.before[file], file));
  }
}

const statesOf = ({ rows }: ImportResult): string[] => rows.map(({ name, state }) => `${name} ${state}`);

describe("the result of an import in a wizard", () => {
  let scene: Scene;
  beforeEach(async () => {
    const definitions = [picklist({ entries: [entry(1), entry(2)] }), entity()];
    scene = new Scene(await openTestPackage({ definitions }));
    await scene.plan();
  });

  it("says that the import was undone, whoever did it, and offers no undo any more", async () => {
    assert.equal((await scene.import()).canRollBack, true);
    await scene.process.follow();
    assert.equal(scene.results.length, 1, "nothing has changed yet");
    await scene.undoElsewhere();
    await scene.process.follow();
    const { outcome, canRollBack, message } = scene.last;
    assert.deepEqual([outcome, canRollBack], ["undone", false]);
    assert.equal(message, "The import was undone. Dev is as it was before.");
    await scene.process.follow();
    assert.equal(scene.results.length, 2);
  });

  const importInParts = async (): Promise<ImportResult> => {
    scene.files.failOn({ operation: "write", path: stageFile, nth: 1, code: "no-space" });
    const part = await scene.import();
    assert.equal(part.outcome, "partly");
    await scene.process.reviewAgain();
    return scene.import();
  };

  it("tells of all parts once the rest is imported, and of both when they are undone", async () => {
    const whole = await importInParts();
    assert.equal(whole.outcome, "imported");
    assert.deepEqual(statesOf(whole).sort(), ["con_Project imported", "con_Stage imported"]);
    await scene.undoElsewhere();
    await scene.process.follow();
    assert.equal(scene.last.outcome, "undone");
    assert.deepEqual(statesOf(scene.last).sort(), ["con_Project not-attempted", "con_Stage not-attempted"]);
    scene.assertAsBefore();
  });

  it("rolls back the part before when the rest fails again, and says so", async () => {
    scene.files.failOn({ operation: "write", path: stageFile, code: "no-space" });
    assert.equal((await scene.import()).outcome, "partly");
    await scene.process.reviewAgain();
    const again = await scene.import();
    assert.equal(again.outcome, "not");
    assert.match(
      again.message,
      /^Nothing more was imported into Dev\. 1 resource was imported before, .*, and stays\.$/,
    );
    assert.equal(again.canRollBack, true);
    await scene.process.rollBack();
    assert.equal(scene.last.outcome, "undone");
    scene.assertAsBefore();
  });
});
