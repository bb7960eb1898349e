/** Whether two files hold the same bytes; undefined stands for one that isn't there. */
export function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one && other ? one.length === other.length && startsWith(one, other) : one === other;
}

export function startsWith(whole: Uint8Array, start: Uint8Array): boolean {
  if (start.length > whole.length) {
    return false;
  }
  for (let index = 0; index < start.length; index++) {
    if (whole[index] !== start[index]) {
      return false;
    }
  }
  return true;
}
