import fc from "fast-check";
import { nastyKeys } from "./valuesOfSchema";

const deep = JSON.parse(`${"[".repeat(70)}${"]".repeat(70)}`) as unknown;

/** What a careless person or a hostile program may put anywhere. JSON's 1e999 is infinity. */
const junk: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 21, 2 ** 31, 2 ** 53, "", "x", "9x", "a b", "a".repeat(101), "#12", "custom"],
  ...[
    [],
    [null],
    [1],
    ["x"],
    {},
    { name: 1 },
    Object.fromEntries([["__proto__", 1]]),
    Object.fromEntries([["__proto__", deep]]),
    deep,
  ],
  ...[Number.POSITIVE_INFINITY, -0],
];

/** A value with a few places of it replaced, removed or added to. */
export function mutated(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const step = fc.record({
    place: fc.nat(),
    operation: fc.constantFrom("replace", "replace", "remove", "add"),
    junk: fc.constantFrom(...junk),
    key: fc.constantFrom(...nastyKeys, "name", "entries", "translations"),
  });
  return fc.tuple(values, fc.array(step, { minLength: 1, maxLength: 3 })).map(([value, steps]) =>
    steps.reduce((current, { place, operation, junk: other, key }) => {
      const paths = pathsOf(current);
      const path = paths[place % paths.length]!;
      return change(current, path, (old, owner) => {
        if (operation === "replace") {
          owner.put(other);
        } else if (operation === "remove") {
          owner.remove();
        } else {
          owner.put(withOneMore(old, key, other));
        }
      });
    }, value),
  );
}

type Step = string | number;

/** The place of every value inside a value, its own (the empty path) first. */
function pathsOf(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  const children: [Step, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : typeof value === "object" && value !== null
      ? Object.entries(value)
      : [];
  return [path, ...children.flatMap(([step, child]) => pathsOf(child, [...path, step]))];
}

interface Owner {
  put(value: unknown): void;
  remove(): void;
}

/** A copy in which `edit` changed the value at `path`. Properties are defined, so that `__proto__` stays data. */
function change(
  value: unknown,
  [step, ...rest]: readonly Step[],
  edit: (old: unknown, owner: Owner) => void,
): unknown {
  if (step === undefined) {
    let result: unknown = value;
    edit(value, { put: (other) => (result = other), remove: () => (result = undefined) });
    return result;
  }
  const isList = Array.isArray(value);
  const entries: [Step, unknown][] = isList ? [...value.entries()] : Object.entries(value as object);
  const changed = entries.flatMap(([key, child]): [Step, unknown][] => {
    if (key !== step) {
      return [[key, child]];
    }
    let kept: [Step, unknown][] = [[key, child]];
    if (rest.length > 0) {
      return [[key, change(child, rest, edit)]];
    }
    edit(child, { put: (other) => (kept = [[key, other]]), remove: () => (kept = []) });
    return kept;
  });
  return isList ? changed.map(([, child]) => child) : Object.fromEntries(changed);
}

function withOneMore(value: unknown, key: string, other: unknown): unknown {
  if (Array.isArray(value)) {
    return [...(value as unknown[]), other];
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries([...Object.entries(value), [key, other]])
    : other;
}
