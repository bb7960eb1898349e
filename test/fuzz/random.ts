import { createHash } from "node:crypto";

/** Numbers that look random and are the same for the same seed, on every machine and in every version of Node. */
export class Random {
  private state: number;

  /** Whatever a seed is made of: the seed of a run and the number of a case, say. */
  constructor(...seeds: readonly (string | number)[]) {
    this.state = createHash("sha256").update(seeds.join("/")).digest().readUInt32LE(0);
  }

  /** A whole number of 32 bits without sign (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** A whole number from 0 to below `end`; 0 when there is none. */
  below(end: number): number {
    return end < 1 ? 0 : this.next() % end;
  }

  /** A whole number from `first` to `last`. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  /** True once in so many times. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined && items.length === 0) {
      throw new Error("There is nothing to pick from");
    }
    return item as T;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.next() & 0xff);
  }
}
