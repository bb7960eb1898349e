/** The extra fields of a zip's headers, APPNOTE.TXT 4.5: an id, a length, and the bytes. */

export const extraIds = {
  /** Numbers that don't fit into 32 bits, 4.5.3. */
  zip64: 0x0001,
  /** Another name for the file in UTF-8, which many programs prefer, 4.6.9. */
  unicodePath: 0x7075,
};

export type ExtraFields = ReadonlyMap<number, DataView>;

/** The fields between two places by their id, the first of each; what is cut off is left out. */
export function readExtraFields(view: DataView, start: number, end: number): ExtraFields {
  const fields = new Map<number, DataView>();
  let position = start;
  while (position + 4 <= end) {
    const id = view.getUint16(position, true);
    const next = position + 4 + view.getUint16(position + 2, true);
    if (next > end) {
      break;
    }
    if (!fields.has(id)) {
      fields.set(id, new DataView(view.buffer, view.byteOffset + position + 4, next - position - 4));
    }
    position = next;
  }
  return fields;
}

const unknown32 = 0xffffffff;

/** Reads numbers of a header one after the other, with those of 64 bits from the field that has them. */
export class WideNumbers {
  private position = 0;

  constructor(private readonly field: DataView | undefined) {}

  /** The number that a header says in 32 bits; undefined when it leaves it to a field that isn't there. */
  read(narrow: number): number | undefined {
    if (narrow !== unknown32) {
      return narrow;
    }
    if (!this.field) {
      return undefined;
    }
    if (this.position + 8 > this.field.byteLength) {
      return undefined;
    }
    const wide = Number(this.field.getBigUint64(this.position, true));
    this.position += 8;
    return wide;
  }
}
