/** Counts how often properties of JSON values are read, which grows with the work that is done with them. */
export class ReadCounter {
  count = 0;
  private readonly watched = new WeakMap<object, object>();

  /** The same value, each of whose properties and items is counted when it is read. The same objects stay the same. */
  watch<T>(value: T): T {
    return this.watchAny(value) as T;
  }

  private watchAny(value: unknown): unknown {
    if (typeof value !== "object" || value === null) {
      return value;
    }
    const known = this.watched.get(value);
    if (known) {
      return known;
    }
    const watched = new Proxy(value, {
      get: (target, property, receiver) => {
        this.count++;
        return this.watchAny(Reflect.get(target, property, receiver));
      },
    });
    this.watched.set(value, watched);
    return watched;
  }
}
