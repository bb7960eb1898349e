import assert from "node:assert/strict";
import type { Environment } from "../../../../src/core/environment/environment";
import { applyPlan, type ApplyOptions } from "../../../../src/core/apply/applyPlan";
import type { Applied, ApplyResult } from "../../../../src/core/apply/applyResult";
import type { ImportPlan } from "../../../../src/core/import/importPlan";
import { planImport } from "../../../../src/core/import/planImport";
import type { SetupAction } from "../../../../src/core/import/setupAction";
import type { Pacer } from "../../../../src/core/ports";
import type { Definition } from "../../../../src/core/resources/resourceType";
import {
  entity,
  entry,
  environmentFiles,
  loadTestEnvironment,
  lookupField,
  openTestPackage,
  picklist,
  type EnvironmentContent,
} from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { steadyPacer, testPlatform } from "../../../support/testPlatform";

export const folder = "environments/dev";
export const stageFile = `${folder}/picklists/con_Stage.json`;
export const projectFile = `${folder}/entities/con_Project.json`;
export const taskFile = `${folder}/entities/con_Task.json`;

/** An entity that needs others. */
export const needing = (name: string, ...targets: string[]): Definition =>
  entity({ name, fields: targets.length > 0 ? [lookupField(targets)] : [] });

/** An import that is planned and about to be applied. */
export class Scene {
  readonly before: Readonly<Record<string, string>>;

  private constructor(
    readonly fs: MemoryFileSystem,
    readonly target: Environment,
    readonly plan: ImportPlan,
  ) {
    this.before = fs.snapshot();
  }

  /** Unless told otherwise, one that creates con_Task, then con_Project, which needs it, and updates con_Stage. */
  static async set(
    definitions: readonly Definition[] = [
      needing("con_Project", "con_Task"),
      needing("con_Task"),
      picklist(),
    ],
    content: EnvironmentContent = { picklists: [picklist({ entries: [entry(1)] })] },
    action?: SetupAction,
  ): Promise<Scene> {
    return Scene.on(new MemoryFileSystem(environmentFiles(content)), definitions, action);
  }

  /** The import of these definitions into what is there already. */
  static async on(
    fs: MemoryFileSystem,
    definitions: readonly Definition[],
    action?: SetupAction,
  ): Promise<Scene> {
    const target = await loadTestEnvironment(fs);
    const pkg = await openTestPackage({ definitions });
    return new Scene(fs, target, await planImport(pkg, target, () => action, steadyPacer));
  }

  apply(options?: ApplyOptions, pacer: Pacer = steadyPacer): Promise<ApplyResult> {
    this.fs.calls.length = 0;
    return applyPlan(this.fs, this.target, this.plan, { ...testPlatform, pacer }, options);
  }

  assertUntouched(): void {
    assert.deepEqual(this.fs.snapshot(), this.before);
  }

  /** The files that aren't as they were. */
  changedFiles(): string[] {
    const now = this.fs.snapshot();
    const files = new Set([...Object.keys(now), ...Object.keys(this.before)]);
    return [...files].filter((file) => now[file] !== this.before[file]).sort();
  }
}

/** A result of an import that was begun. */
export function applied(result: ApplyResult): Applied {
  assert.notEqual(result.outcome, "target-changed");
  return result as Applied;
}

/** What became of each resource, by name. */
export function statesOf(result: ApplyResult): Record<string, string> {
  return Object.fromEntries(applied(result).items.map(({ item, state }) => [item.ref.name, state]));
}

/** The reason that a result gives for one resource. */
export function reasonOf(result: ApplyResult, name: string): string {
  const found = applied(result).items.find(({ item }) => item.ref.name === name);
  assert.ok(found && "reason" in found, `${name} has a reason`);
  return found.reason;
}
