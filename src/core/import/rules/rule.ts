import type { Change } from "../../compare/compare";
import type { BrokenResource, Environment, LoadedResource } from "../../environment/environment";
import type { Package, PackageResource } from "../../package/package";
import type { Definition } from "../../resources/resourceType";
import type { Base } from "../base";
import type { CaseTwin } from "../caseTwins";
import type { Finding } from "../finding";
import type { SetupAction } from "../setupAction";
import type { TargetConditions } from "../targetConditions";

/** One resource on its way into the target, as far as it can be told without looking at the others. */
export interface ImportSubject {
  readonly resource: PackageResource;
  /** What is to happen to it; never Skip, since nothing can be wrong with what is left alone. */
  readonly action: Exclude<SetupAction, "skip">;
  /** The package's definition, unless it is invalid. */
  readonly incoming: Definition | undefined;
  readonly target: LoadedResource | undefined;
  readonly brokenTarget: BrokenResource | undefined;
  /** A resource of the target whose name differs only in letter case. */
  readonly caseTwin: CaseTwin | undefined;
  /** The target's definition after the import; undefined when there can't be one. */
  readonly after: Definition | undefined;
  readonly changes: readonly Change[];
  /** What the last import of the resource left; undefined where there was none. */
  readonly base: Base | undefined;
}

/** A rule on one resource. */
export interface ResourceRule {
  check(subject: ImportSubject): Finding[];
}

/** A rule on the import as a whole. */
export interface ImportRule {
  check(pkg: Package, target: Environment, conditions: TargetConditions): Finding[];
}
