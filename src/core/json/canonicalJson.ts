import type { Checked } from "../schema/checked";

const encoder = new TextEncoder();

/**
 * The one form in which Envferry writes JSON: UTF-8, two spaces, keys in schema order with unknown ones after them, a
 * newline at the end. Equal content gives equal bytes, so that formatting never counts as a difference.
 */
export function canonicalJson(checked: Checked, value: unknown): Uint8Array {
  return encoder.encode(canonicalText(checked, value));
}

export function canonicalText(checked: Checked, value: unknown): string {
  return `${JSON.stringify(checked.arrange(value), null, 2)}\n`;
}
