/**
 * All of `leading` in its order, and each item that only `following` has behind the item that precedes it there.
 * An item without predecessor goes to the start, or to the end when asked. Weaving a result again changes nothing.
 */
export function weave<T>(
  leading: readonly T[],
  following: readonly T[],
  first: "start" | "end" = "start",
): T[] {
  const known = new Set(leading);
  const behind = new Map<T, T>();
  let loose: T | undefined;
  following.forEach((item, index) => {
    if (known.has(item)) {
      return;
    }
    if (index === 0) {
      loose = item;
    } else {
      behind.set(following[index - 1]!, item);
    }
  });

  const woven: T[] = [];
  const place = (start: T | undefined): void => {
    for (let item = start; item !== undefined; item = behind.get(item)) {
      woven.push(item);
    }
  };
  if (first === "start") {
    place(loose);
  }
  leading.forEach(place);
  if (first === "end") {
    place(loose);
  }
  return woven;
}
