import assert from "node:assert/strict";
import { memoize } from "../../../../webview-ui/shared/memoize";

describe("memoize", () => {
  it("derives anew only when one of the values is another one", () => {
    let derivations = 0;
    const pair = memoize((a: object, b: number) => {
      derivations++;
      return [a, b];
    });
    const a = {};
    const first = pair(a, 1);
    assert.equal(pair(a, 1), first);
    assert.notEqual(pair(a, 2), first);
    assert.notEqual(pair({}, 2), first);
    assert.equal(derivations, 3);
  });

  it("remembers a result that is nothing", () => {
    let derivations = 0;
    const nothing = memoize((value: number) => {
      derivations += value;
      return undefined;
    });
    nothing(1);
    nothing(1);
    assert.equal(derivations, 1);
  });
});
