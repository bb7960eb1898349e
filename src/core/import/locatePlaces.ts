import { locateSteps } from "../json/locate";
import type { Position } from "../json/position";
import { giveWay, type FileSystem, type Pacer } from "../ports";
import type { JsonPath } from "../schema/checked";
import { doPaced } from "../steps";
import type { Finding, Place, Step } from "./finding";
import type { PlanItem } from "./importPlan";

/** Something in a finding that points into a file of the target: by a path, and once that was looked up by line and column. */
type Pointer = { readonly file: string; readonly path?: JsonPath } & Partial<Position>;

/**
 * Finds line and column of what findings point to in the target's files. Each file is read once for the paths that a plan needs; what
 * was found is kept for the plans that follow, which mostly ask for the same. A file that can't be read any more has no lines.
 */
export class PlaceLocator {
  /** By file, then by path. */
  private readonly known = new Map<string, Map<string, Position>>();
  private readonly located = new WeakMap<PlanItem, PlanItem>();

  constructor(private readonly fs: FileSystem) {}

  /** The same items with every place located that can be; the very same where there is none. */
  async locate(items: readonly PlanItem[], pacer: Pacer): Promise<PlanItem[]> {
    const wanted = new Map<string, Map<string, JsonPath>>();
    for (const item of items) {
      if (!this.located.has(item)) {
        item.findings.forEach((finding) => this.collect(finding, wanted));
      }
    }
    if (wanted.size > 0) {
      await this.read(wanted, pacer);
    }
    return items.map((item) => this.located.get(item) ?? this.locateItem(item));
  }

  private collect({ places, steps = [] }: Finding, wanted: Map<string, Map<string, JsonPath>>): void {
    for (const { file, path, line } of [...places, ...steps].filter(isPointer)) {
      const key = JSON.stringify(path);
      if (path !== undefined && line === undefined && !this.known.get(file)?.has(key)) {
        const paths = wanted.get(file) ?? new Map<string, JsonPath>();
        wanted.set(file, paths.set(key, path));
      }
    }
  }

  private async read(
    wanted: ReadonlyMap<string, ReadonlyMap<string, JsonPath>>,
    pacer: Pacer,
  ): Promise<void> {
    for await (const batch of this.fs.readFiles([...wanted.keys()])) {
      for (const { path: file, bytes } of batch) {
        const paths = wanted.get(file);
        if (!bytes || !paths) {
          continue;
        }
        const positions = await doPaced(locateSteps(bytes, [...paths.values()]), pacer);
        const found = this.known.get(file) ?? new Map<string, Position>();
        [...paths.keys()].forEach((key, index) => found.set(key, positions[index]!));
        this.known.set(file, found);
        await giveWay(pacer);
      }
    }
  }

  private locateItem(item: PlanItem): PlanItem {
    const findings = item.findings.map((finding) => this.locateFinding(finding));
    const isSame = findings.every((finding, index) => finding === item.findings[index]);
    const located = isSame ? item : { ...item, findings };
    this.located.set(item, located);
    return located;
  }

  private locateFinding(finding: Finding): Finding {
    const places = finding.places.map((place) => this.point(place));
    const steps = finding.steps?.map((step) => this.point(step));
    const isSame =
      places.every((place, index) => place === finding.places[index]) &&
      (steps ?? []).every((step, index) => step === finding.steps?.[index]);
    return isSame ? finding : { ...finding, places, ...(steps && { steps }) };
  }

  private point<P extends Place | Step>(one: P): P {
    const position =
      isPointer(one) && one.path && one.line === undefined
        ? this.known.get(one.file)?.get(JSON.stringify(one.path))
        : undefined;
    return position ? { ...one, ...position } : one;
  }
}

function isPointer(one: Place | Step): one is (Place | Step) & Pointer {
  return ("side" in one && one.side === "target") || ("kind" in one && one.kind === "open");
}
