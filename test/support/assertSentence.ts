import assert from "node:assert/strict";

/** Asserts that a message is whole sentences on one line and names the things it is about. Its wording stays free. */
export function assertSentence(message: string, ...names: readonly string[]): void {
  assert.match(message, /^["'\p{L}\p{N}.[/-].*[.?]$/u, `not a sentence: ${message}`);
  assert.doesNotMatch(message, /undefined|\[object|unexpected error|NaN/i);
  for (const name of names) {
    assert.ok(message.includes(name), `"${message}" doesn't name ${name}`);
  }
}
