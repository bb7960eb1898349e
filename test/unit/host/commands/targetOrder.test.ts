import assert from "node:assert/strict";
import { mayPreselect, orderTargets, type TargetCandidate } from "../../../../src/host/commands/targetOrder";

interface Candidate extends TargetCandidate {
  readonly name: string;
}

function candidate(name: string, overrides: Partial<TargetCandidate> = {}): Candidate {
  return { name, purpose: undefined, isLastUsed: false, isSource: false, ...overrides };
}

const production = candidate("production", { purpose: "production" });
const dev = candidate("dev", { purpose: "development" });
const staging = candidate("staging", { purpose: "staging" });
const qa = candidate("qa", { purpose: "test" });

const namesOf = (candidates: readonly Candidate[]): string[] =>
  orderTargets(candidates).map(({ name }) => name);

describe("the order in which targets are offered", () => {
  it("begins with the one that was used last", () => {
    const used = { ...staging, isLastUsed: true };
    assert.deepEqual(namesOf([production, dev, qa, used]), ["staging", "dev", "qa", "production"]);
  });

  it("ends with where the package came from, even if that was used last", () => {
    const source = { ...dev, isSource: true, isLastUsed: true };
    assert.deepEqual(namesOf([production, source, qa, staging]), ["qa", "staging", "production", "dev"]);
  });

  it("never begins with production while there is another, used last or not", () => {
    assert.deepEqual(namesOf([{ ...production, isLastUsed: true }, qa]), ["qa", "production"]);
    assert.deepEqual(namesOf([production, qa]), ["qa", "production"]);
  });
});

describe("the target that is chosen beforehand", () => {
  it("is neither production nor where the package came from", () => {
    assert.ok(mayPreselect(orderTargets([production, qa])));
    assert.ok(!mayPreselect(orderTargets([production, { ...dev, isSource: true }])));
    assert.ok(!mayPreselect([{ ...dev, isSource: true }]));
    assert.ok(!mayPreselect([]));
  });
});
