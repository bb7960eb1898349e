import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { createNodePacer } from "../../../src/node/nodePacer";

describe("createNodePacer", () => {
  it("is due after a while, and not right after a pause", async () => {
    const pacer = createNodePacer();
    assert.equal(pacer.isDue(), false);
    await setTimeout(15);
    assert.equal(pacer.isDue(), true);
    await pacer.pause();
    assert.equal(pacer.isDue(), false);
  });

  it("lets other work have its turn", async () => {
    let hadTurn = false;
    setImmediate(() => {
      hadTurn = true;
    });
    await createNodePacer().pause();
    assert.ok(hadTurn);
  });

  it("rejects with the signal's reason once that is aborted", async () => {
    const controller = new AbortController();
    const pacer = createNodePacer(controller.signal);
    await pacer.pause();
    assert.equal(pacer.isCancelled(), false);
    const reason = new Error("Enough");
    controller.abort(reason);
    assert.equal(pacer.isCancelled(), true);
    await assert.rejects(pacer.pause(), reason);
  });

  it("notices a signal that is aborted during a pause", async () => {
    const controller = new AbortController();
    const pausing = createNodePacer(controller.signal).pause();
    controller.abort(new Error("Enough"));
    await assert.rejects(pausing, { message: "Enough" });
  });
});
