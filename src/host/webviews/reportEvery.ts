/** Passes on at most one report in so many milliseconds: a message for each of 10,000 resources would drown a view. */
export function reportEvery<A extends readonly unknown[]>(
  milliseconds: number,
  report: (...args: A) => void,
): (...args: A) => void {
  let last = -Infinity;
  return (...args) => {
    const now = performance.now();
    if (now - last >= milliseconds) {
      last = now;
      report(...args);
    }
  };
}
