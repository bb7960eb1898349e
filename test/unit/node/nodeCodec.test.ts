import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { crc32 } from "../../../src/core/package/zip/crc32";
import { nodeCodec } from "../../../src/node/nodeCodec";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("nodeCodec", () => {
  it("hashes as the standards' examples say", async () => {
    assert.equal(
      await nodeCodec.sha256(bytes("abc")),
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    assert.equal(nodeCodec.crc32(bytes("123456789")), 0xcbf43926);
    assert.equal(nodeCodec.crc32(new Uint8Array()), 0);
  });

  it("gives the same CRC-32 as the core's own, always a positive number", () => {
    assert.equal(crc32(bytes("123456789")), 0xcbf43926);
    for (let length = 0; length < 300; length++) {
      const some = randomBytes(length);
      assert.equal(crc32(some), nodeCodec.crc32(some));
      assert.ok(crc32(some) >= 0);
    }
  });

  it("inflates what it deflated", async () => {
    for (const some of [new Uint8Array(), randomBytes(1_000), new Uint8Array(100_000)]) {
      const inflated = await nodeCodec.inflate(await nodeCodec.deflate(some), some.length);
      assert.ok(typeof inflated !== "string");
      assert.deepEqual(Buffer.from(inflated), Buffer.from(some));
    }
  });

  it("stops at the limit", async () => {
    const deflated = await nodeCodec.deflate(new Uint8Array(1_000));
    assert.equal((await nodeCodec.inflate(deflated, 1_000)).length, 1_000);
    for (const limit of [999, 1, 0]) {
      assert.equal(await nodeCodec.inflate(deflated, limit), "too-large");
    }
  });

  it("stops at a limit of nothing", async () => {
    assert.equal(await nodeCodec.inflate(await nodeCodec.deflate(new Uint8Array(1)), 0), "too-large");
    assert.equal((await nodeCodec.inflate(await nodeCodec.deflate(new Uint8Array()), 0)).length, 0);
  });

  it("calls corrupt what isn't deflated data, or only a part of it", async () => {
    const deflated = await nodeCodec.deflate(randomBytes(1_000));
    for (const wrong of [bytes("nonsense"), new Uint8Array(), deflated.subarray(0, 500)]) {
      assert.equal(await nodeCodec.inflate(wrong, 1_000), "corrupt");
    }
  });
});
