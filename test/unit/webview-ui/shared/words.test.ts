import assert from "node:assert/strict";
import { capitalized, count } from "../../../../webview-ui/shared/words";

describe("count", () => {
  it("puts the right form after a number", () => {
    assert.equal(count(0, "resource"), "0 resources");
    assert.equal(count(1, "resource"), "1 resource");
    assert.equal(count(2, "resource"), "2 resources");
    assert.equal(count(2, "entry", "entries"), "2 entries");
    assert.equal(count(1, "entry", "entries"), "1 entry");
  });

  it("groups the digits of large numbers", () => {
    assert.equal(count(12_345, "resource"), "12,345 resources");
  });
});

describe("capitalized", () => {
  it("begins a word with a capital and leaves the rest alone", () => {
    assert.equal(capitalized("entities"), "Entities");
    assert.equal(capitalized("éa B"), "Éa B");
    assert.equal(capitalized(""), "");
  });
});
