import assert from "node:assert/strict";
import { countFindings } from "../../../../src/core/import/finding";
import type { UntoldFinding } from "../../../../src/core/import/rules/rule";
import { mostToldOf, ToldFindings } from "../../../../src/core/import/tellFindings";
import { cancellingPacer, Cancelled, steadyPacer } from "../../../support/testPlatform";

const mostTold = mostToldOf(1);

/** Findings that count how many of them are told. */
class Counting {
  told = 0;

  *many(n: number, finding: Partial<UntoldFinding> = {}): Iterable<UntoldFinding | undefined> {
    for (let index = 0; index < n; index++) {
      yield undefined;
      yield {
        rule: "length-reduced",
        severity: "warning",
        resolvedBy: ["add", "skip"],
        tell: () => {
          this.told++;
          return { message: `Finding ${index}.`, places: [] };
        },
        ...finding,
      };
    }
  }
}

describe("telling findings", () => {
  it("tells fewer of each resource where there are many, but always some", () => {
    const sizes = [0, 1, 500, 1_000, 10_000, 65_000];
    assert.deepEqual(sizes.map(mostToldOf), [100, 100, 100, 50, 5, 3]);
  });

  it("makes no more of one kind than are read, and counts the rest", async () => {
    const counting = new Counting();
    const findings = new ToldFindings("Stage (con_Stage)");
    await findings.take(counting.many(mostTold + 1_234), steadyPacer);
    assert.equal(counting.told, mostTold);
    const all = findings.all();
    assert.equal(all.length, mostTold + 1);
    assert.deepEqual(all.at(-1), {
      rule: "length-reduced",
      severity: "warning",
      message: "Stage (con_Stage) has 1,234 more warnings of this kind, which aren't listed one by one.",
      places: [],
      resolvedBy: ["add", "skip"],
      standsFor: 1_234,
    });
    assert.equal(countFindings(all, "warning"), mostTold + 1_234);
  });

  it("tells all where there are few, in their order, and says nothing of a rest", async () => {
    const findings = new ToldFindings("Stage (con_Stage)");
    await findings.take(new Counting().many(mostTold), steadyPacer);
    assert.deepEqual(
      findings.all().map(({ message }) => message),
      Array.from({ length: mostTold }, (_, index) => `Finding ${index}.`),
    );
  });

  it("loses no error behind many warnings of the same rule", async () => {
    const counting = new Counting();
    const findings = new ToldFindings("Stage (con_Stage)");
    await findings.take(counting.many(mostTold + 5), steadyPacer);
    await findings.take(counting.many(1, { severity: "error" }), steadyPacer);
    assert.equal(countFindings(findings.all(), "error"), 1);
  });

  it("names for the rest only what resolves each of them", async () => {
    const counting = new Counting();
    const findings = new ToldFindings("Stage (con_Stage)");
    await findings.take(counting.many(mostTold, { resolvedBy: [] }), steadyPacer);
    await findings.take(counting.many(2, { resolvedBy: ["overwrite", "add", "skip"] }), steadyPacer);
    await findings.take(counting.many(1, { resolvedBy: ["merge", "skip"] }), steadyPacer);
    assert.deepEqual(findings.all().at(-1)?.resolvedBy, ["skip"]);
  });

  it("counts what stands for others as all of them", () => {
    const findings = new ToldFindings("Stage (con_Stage)");
    const one = {
      rule: "definition-invalid",
      severity: "error",
      message: "A.",
      places: [],
      resolvedBy: [],
    } as const;
    for (let index = 0; index < mostTold; index++) {
      findings.add(one);
    }
    findings.add({ ...one, standsFor: 40 });
    findings.add(one);
    assert.equal(findings.all().at(-1)?.standsFor, 41);
  });

  it("gives way while a rule finds much, or much of nothing", async () => {
    const silent = function* (): Iterable<undefined> {
      for (let index = 0; index < 5; index++) {
        yield undefined;
      }
    };
    const findings = new ToldFindings("Stage (con_Stage)");
    await assert.rejects(findings.take(silent(), cancellingPacer(5)), Cancelled);
    await assert.rejects(findings.take(new Counting().many(3), cancellingPacer(6)), Cancelled);
  });
});
