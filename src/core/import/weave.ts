/**
 * All of `leading` in its order, and each item that only `following` has behind the item that precedes it there, or at
 * the start. Weaving a result again changes nothing.
 */
export function weave<T>(leading: readonly T[], following: readonly T[]): T[] {
  const known = new Set(leading);
  const behind = new Map<T | undefined, T>();
  following.forEach((item, index) => {
    if (!known.has(item)) {
      behind.set(index === 0 ? undefined : following[index - 1], item);
    }
  });

  const woven: T[] = [];
  for (const start of [undefined, ...leading]) {
    for (let item = start ?? behind.get(undefined); item !== undefined; item = behind.get(item)) {
      woven.push(item);
    }
  }
  return woven;
}
