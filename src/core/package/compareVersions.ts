import { compareText } from "../text";

/**
 * Compares two versions as people number them: dotted numbers with an optional pre-release, as in https://semver.org (section 11), but with any
 * number of parts; a leading "v" and what follows a "+" don't count. Versions that aren't so numbered are compared as texts.
 * Negative when the first is lower.
 */
export function compareVersions(one: string, other: string): number {
  const first = parse(one);
  const second = parse(other);
  if (!first || !second) {
    return compareText(one.trim(), other.trim());
  }
  return (
    compareParts(first.numbers, second.numbers, "0") ||
    Number(first.preRelease.length === 0) - Number(second.preRelease.length === 0) ||
    compareParts(first.preRelease, second.preRelease)
  );
}

interface Version {
  readonly numbers: readonly string[];
  /** Empty for a release. */
  readonly preRelease: readonly string[];
}

const pattern = /^v?(\d+(?:\.\d+)*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]*)?$/i;

function parse(text: string): Version | undefined {
  const [, numbers, preRelease] = pattern.exec(text.trim()) ?? [];
  return numbers === undefined
    ? undefined
    : { numbers: numbers.split("."), preRelease: preRelease?.split(".") ?? [] };
}

/** Part by part. Where one has no more, the other is higher, unless `missing` says what stands in for the rest. */
function compareParts(one: readonly string[], other: readonly string[], missing?: string): number {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const left = one[index] ?? missing;
    const right = other[index] ?? missing;
    const order = left === undefined ? -1 : right === undefined ? 1 : comparePart(left, right);
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

/** Numbers by their size, however many digits they have; words by their letters; numbers before words. */
function comparePart(one: string, other: string): number {
  const digits = /^\d+$/;
  const [isNumber, isOtherNumber] = [digits.test(one), digits.test(other)];
  if (!isNumber || !isOtherNumber) {
    return isNumber ? -1 : isOtherNumber ? 1 : compareText(one, other);
  }
  const [left, right] = [one.replace(/^0+/, ""), other.replace(/^0+/, "")];
  return left.length - right.length || compareText(left, right);
}
