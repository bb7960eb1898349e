/** A set of ids with these in it, or without them; the one that is given stays as it is. */
export function withIds(
  set: ReadonlySet<string>,
  ids: readonly string[],
  isIn: boolean,
): ReadonlySet<string> {
  const next = new Set(set);
  ids.forEach((id) => (isIn ? next.add(id) : next.delete(id)));
  return next;
}
