import { giveWay, type Pacer } from "../ports";
import { count } from "../text";
import type { Finding, Severity } from "./finding";
import type { Found } from "./rules/rule";
import type { SetupAction } from "./setupAction";

/** How many findings of one rule and severity are told one by one of one resource, and in a package of many about how many in all. */
const most = { ofOne: 100, ofAll: 50_000 };

/**
 * How many findings of one rule and severity are told one by one of each resource of a package, so that a plan's size doesn't depend on
 * how many mistakes a package can hold. The rest is counted. Every resource has some of its own, whatever the others have.
 */
export function mostToldOf(resources: number): number {
  return Math.max(3, Math.min(most.ofOne, Math.floor(most.ofAll / Math.max(1, resources))));
}

/** Those of one rule and severity that aren't told one by one. */
interface Rest {
  readonly rule: string;
  readonly severity: Severity;
  told: number;
  left: number;
  /** What would resolve each of those left. */
  resolvedBy: readonly SetupAction[];
}

/** Collects the findings on one resource, so that never more of them are made than anybody reads. None is lost from the count. */
export class ToldFindings {
  private readonly told: Finding[] = [];
  private readonly rests = new Map<string, Rest>();

  /** `name` says what the findings are on: "Stage (con_Stage)". */
  constructor(
    private readonly name: string,
    private readonly most = mostToldOf(1),
  ) {}

  /** Takes what a rule finds, and gives way while it does. */
  async take(found: Iterable<Found>, pacer: Pacer): Promise<void> {
    for (const one of found) {
      this.add(one);
      if (pacer.isDue()) {
        await pacer.pause();
      }
    }
    await giveWay(pacer);
  }

  add(found: Found): void {
    if (!found) {
      return;
    }
    const rest = this.restOf(found);
    if (rest.told < this.most) {
      rest.told++;
      this.told.push("tell" in found ? tell(found) : found);
      return;
    }
    const { resolvedBy } = found;
    rest.resolvedBy =
      rest.left === 0 ? resolvedBy : rest.resolvedBy.filter((action) => resolvedBy.includes(action));
    rest.left += "tell" in found ? 1 : (found.standsFor ?? 1);
  }

  /** All that are told, each rest behind them as one. */
  all(): Finding[] {
    const rests = [...this.rests.values()].filter(({ left }) => left > 0);
    return rests.length === 0 ? this.told : [...this.told, ...rests.map((rest) => this.tellRest(rest))];
  }

  private restOf({ rule, severity }: NonNullable<Found>): Rest {
    const key = `${severity} ${rule}`;
    const known = this.rests.get(key);
    if (known) {
      return known;
    }
    const rest: Rest = { rule, severity, told: 0, left: 0, resolvedBy: [] };
    this.rests.set(key, rest);
    return rest;
  }

  private tellRest({ rule, severity, left, resolvedBy }: Rest): Finding {
    const [singular, plural] = words[severity];
    return {
      rule,
      severity,
      message: `${this.name} has ${count(left, `more ${singular}`, `more ${plural}`)} of this kind, which ${left === 1 ? "isn't" : "aren't"} listed one by one.`,
      places: [],
      resolvedBy,
      standsFor: left,
    };
  }
}

const words: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ["error", "errors"],
  removal: ["removal", "removals"],
  warning: ["warning", "warnings"],
  information: ["piece of information", "pieces of information"],
};

function tell({ tell: make, ...found }: Extract<NonNullable<Found>, { tell: unknown }>): Finding {
  return { ...found, ...make() };
}
