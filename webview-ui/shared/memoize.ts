/** Remembers the last result of a function of unchanging values: state is derived anew only where what it comes from changed. */
export function memoize<A extends readonly unknown[], R>(derive: (...from: A) => R): (...from: A) => R {
  let last: { readonly from: A; readonly result: R } | undefined;
  return (...from) => {
    if (!last?.from.every((value, index) => value === from[index])) {
      last = { from, result: derive(...from) };
    }
    return last.result;
  };
}
