/**
 * A function that works out what belongs to an object once, and remembers it as long as the object lives. For objects that never change:
 * definitions and what they are made of.
 */
export function perObject<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const known = made.get(key);
    if (known) {
      return known.value;
    }
    const value = make(key);
    made.set(key, { value });
    return value;
  };
}
