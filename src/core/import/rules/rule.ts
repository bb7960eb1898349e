import type { Change } from "../../compare/compare";
import type { BrokenResource, Environment, LoadedResource } from "../../environment/environment";
import type { Package, PackageResource } from "../../package/package";
import type { Definition } from "../../resources/resourceType";
import type { Base } from "../base";
import type { Finding } from "../finding";
import type { ResourceGivenUp } from "../resourcesGivenUp";
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
  readonly caseTwin: LoadedResource | BrokenResource | undefined;
  /** The target's definition after the import; undefined when there can't be one. */
  readonly after: Definition | undefined;
  readonly changes: readonly Change[];
  /** What the last import of the resource left; undefined where there was none. */
  readonly base: Base | undefined;
  /** What the target has from an earlier import, and the package hasn't, that a new resource looks like. */
  readonly renamedFrom: ResourceGivenUp | undefined;
}

/**
 * What a rule gives, one after another. One of which a single resource can have very many leaves its words and places to be made when it
 * is told (see {@link ../tellFindings}). Undefined is no finding: a rule that looks at very much without finding anything gives it now and
 * then, so that the host has its turn.
 */
export type Found = Finding | UntoldFinding | undefined;

/** A finding of which only is known what it takes to count it. */
export interface UntoldFinding extends Pick<Finding, "rule" | "severity" | "resolvedBy"> {
  readonly tell: () => Pick<Finding, "message" | "places" | "steps">;
}

/** A rule on one resource. A rule that can find much is a generator: it works only as far as it is asked. */
export interface ResourceRule {
  check(subject: ImportSubject): Iterable<Found>;
}

/** A rule on the import as a whole. */
export interface ImportRule {
  check(pkg: Package, target: Environment, conditions: TargetConditions): Finding[];
}
