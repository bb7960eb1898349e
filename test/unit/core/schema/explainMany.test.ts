import assert from "node:assert/strict";
import { entityShape } from "../../../../src/core/model/entity";
import { picklistShape } from "../../../../src/core/model/picklist";
import { explain } from "../../../../src/core/schema/checked";
import { entity, field, picklist } from "../../../support/factories";

const wrong = Array.from({ length: 100_000 }, () => ({}));

describe("explain, of more than anybody reads", () => {
  it("names the first hundred items of a list, and says that there are more", () => {
    const issues = explain(entityShape, { ...entity(), fields: wrong });
    assert.equal(
      issues[0]?.message,
      "has more than 100 items that aren't valid, of which the first are listed here",
    );
    assert.deepEqual(issues[0].path, ["fields"]);
    assert.deepEqual(
      [...new Set(issues.slice(1).map(({ path }) => path[1]))],
      Array.from({ length: 100 }, (_, index) => index),
    );
  });

  it("counts what is wrong, not what is sound before it", () => {
    const sound = Array.from({ length: 500 }, (_, index) => field({ name: `con_F${index}` }));
    const issues = explain(entityShape, { ...entity(), fields: [...sound, {}, ...sound, { name: 1 }] });
    assert.deepEqual([...new Set(issues.map(({ path }) => path[1]))], [500, 1_001]);
    assert.ok(issues.every(({ message }) => !message.includes("more than")));
  });

  it("explains a hundred wrong items one by one", () => {
    const issues = explain(entityShape, { ...entity(), fields: wrong.slice(0, 100).map(() => 1) });
    assert.equal(issues.length, 100);
  });

  it("names the first properties of a map, and says that there are more", () => {
    const translations = Object.fromEntries(wrong.map((_, index) => [`l${index}`, 1]));
    const issues = explain(picklistShape, { ...picklist(), translations });
    assert.equal(issues.length, 31);
    assert.ok(issues.every(({ path }) => path[0] === "translations"));
  });

  it("has no more to say of maps in maps in maps", () => {
    const many = <T>(value: T): Record<string, T> =>
      Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`k${index}`, value]));
    const translations = many({ fields: many({ entries: many({ label: 1 }) }) });
    assert.ok(explain(entityShape, { ...entity(), translations }).length < 30 * 30 * 32);
  });
});
