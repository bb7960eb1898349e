/**
 * Building blocks of the definition schemas. Each block pairs a zod schema with a hand-written predicate that accepts
 * exactly the same values, and knows the canonical order of its keys.
 *
 * Why both: an environment of 10,000 entities has some 400,000 fields, and letting zod look at each takes several
 * times as long as parsing the JSON. The predicate decides; zod is asked only when something is wrong, to say what
 * and where. One table of properties makes all three, so that they can't drift apart; a property test compares them.
 */
import * as z from "zod";
import { closestTo } from "../spelling";

export interface Checked<S extends z.ZodType = z.ZodType> {
  readonly schema: S;
  /** True exactly when `schema` would parse the value. */
  readonly accepts: (value: unknown) => boolean;
  /** The value with its keys in canonical order: known keys as in the schema, then unknown ones as they came. */
  readonly arrange: (value: unknown) => unknown;
  /** Of an object the properties that it knows. */
  readonly properties?: ReadonlyMap<string, Checked>;
  /** Of a list or map what it holds. */
  readonly item?: Checked;
  /** Set where the value may be left out. */
  readonly isOptional?: true;
}

/** What {@link Checked.arrange} is for values without keys; known by identity, so that whole lists of them are skipped. */
const asIs = (value: unknown): unknown => value;

/** Words for zod's issue: a missing property is told apart from one of the wrong kind. */
function must(be: string): { error: (issue: { input?: unknown }) => string } {
  return {
    error: ({ input }) =>
      input === undefined ? "is missing" : input === null ? `is null, and must be ${be}` : `must be ${be}`,
  };
}

interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  /** What it must be, for messages. */
  readonly be?: string;
}

export function text(limits: TextLimits = {}): Checked<z.ZodString> {
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern, be = "text" } = limits;
  let schema = z.string(must(be));
  if (min > 0) {
    schema = schema.min(min, must(min === 1 ? `${be}, not empty` : `${be} of at least ${min} characters`));
  }
  if (Number.isFinite(max)) {
    schema = schema.max(max, must(`${be} of at most ${max} characters`));
  }
  if (pattern) {
    schema = schema.regex(pattern, must(be));
  }
  return {
    schema,
    accepts: (value) =>
      typeof value === "string" &&
      value.length >= min &&
      value.length <= max &&
      (!pattern || pattern.test(value)),
    arrange: asIs,
  };
}

export function integer(limits: { min?: number; max?: number } = {}): Checked<z.ZodNumber> {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = limits;
  const words = must(
    limits.min === undefined && limits.max === undefined
      ? "a whole number"
      : limits.max === undefined
        ? `a whole number of at least ${min}`
        : `a whole number from ${min} to ${max}`,
  );
  return {
    schema: z.number(words).int(words).min(min, words).max(max, words),
    accepts: (value) =>
      typeof value === "number" && Number.isSafeInteger(value) && value >= min && value <= max,
    arrange: asIs,
  };
}

export function number(): Checked<z.ZodNumber> {
  return { schema: z.number(must("a number")), accepts: Number.isFinite, arrange: asIs };
}

export function flag(): Checked<z.ZodBoolean> {
  return {
    schema: z.boolean(must("true or false")),
    accepts: (value) => typeof value === "boolean",
    arrange: asIs,
  };
}

/** Exactly this value. */
export function exactly<const T extends number | string>(value: T): Checked<z.ZodLiteral<T>> {
  return {
    schema: z.literal(value, must(JSON.stringify(value))),
    accepts: (v) => v === value,
    arrange: asIs,
  };
}

export function oneOf<const T extends readonly [string, ...string[]]>(
  values: T,
): Checked<z.ZodEnum<{ [K in T[number]]: K }>> {
  const known = new Set<unknown>(values);
  return {
    schema: z.enum(values, {
      error: ({ input }) => {
        const meant = typeof input === "string" ? closestTo(input, values) : undefined;
        const hint = meant === undefined ? "" : `; "${meant}" is probably meant`;
        return `${must(`one of ${values.join(", ")}`).error({ input })}${hint}`;
      },
    }),
    accepts: (value) => known.has(value),
    arrange: asIs,
  };
}

/** How deep lists and objects may stand in each other where no schema says what they are. */
const deepest = 64;

function isShallow(value: unknown, levels = deepest): boolean {
  if (typeof value !== "object" || value === null) {
    return true;
  }
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}

/** Any JSON value but a missing one, not nested so deep that writing it would be more than an engine can do. */
export function anything(): Checked<z.ZodType<unknown>> {
  const words = must(`a JSON value of at most ${deepest} levels`);
  return {
    schema: z.custom<unknown>((value) => value !== undefined && isShallow(value), words),
    accepts: (value) => value !== undefined && isShallow(value),
    arrange: asIs,
  };
}

/**
 * How many unsound items of a list, or properties of a map, are explained one by one. More help nobody, and a file of some
 * megabytes can have millions: zod's words for them would take all memory. Maps stand in maps in maps.
 */
const mostUnsound = { items: 100, properties: 30 };

export function listOf<S extends z.ZodType>(
  item: Checked<S>,
  limits: { min?: number } = {},
): Checked<z.ZodArray<S>> {
  const { min = 0 } = limits;
  const list = z.array(item.schema, must("a list"));
  const schema = min > 0 ? list.min(min, must(`a list of at least ${min}`)) : list;
  /** How many of the first items hold as many unsound ones as are explained; all of them when there are fewer. */
  const explained = (items: readonly unknown[]): number => {
    let unsound = 0;
    const end = items.findIndex((v) => !item.accepts(v) && ++unsound > mostUnsound.items);
    return end === -1 ? items.length : end;
  };
  return {
    item,
    schema: guarded(
      schema,
      (value) => !Array.isArray(value) || explained(value) === value.length,
      `has more than ${mostUnsound.items} items that aren't valid, of which the first are listed here`,
      (value) => (Array.isArray(value) ? value.slice(0, explained(value)) : value),
    ),
    accepts: (value) => Array.isArray(value) && value.length >= min && value.every((v) => item.accepts(v)),
    arrange: item.arrange === asIs ? asIs : (value) => arrangeItems(value as readonly unknown[], item),
  };
}

function arrangeItems(items: readonly unknown[], item: Checked): readonly unknown[] {
  return items.every((v) => item.arrange(v) === v) ? items : items.map((v) => item.arrange(v));
}

/**
 * A schema with a condition on the value as it came, which zod's own checks don't see. A pipe would stop there; where the
 * condition isn't met, what the schema has to say of the value, or of that part of it which is `explained`, is said as well.
 */
function guarded<S extends z.ZodType>(
  schema: S,
  isSound: (value: unknown) => boolean,
  message: string,
  explained: (value: unknown) => unknown = asIs,
): S {
  const guard = z.unknown().check(({ value, issues }) => {
    if (!isSound(value)) {
      const others = schema.safeParse(explained(value)).error?.issues ?? [];
      issues.push({ code: "custom", message, input: value });
      issues.push(...others.map((issue) => ({ ...issue, input: undefined })));
    }
  });
  return guard.pipe(schema) as unknown as S;
}

/**
 * An object used as a map: any key but `__proto__`, which zod passes over; every value of one kind. Its keys keep the
 * order they came in.
 */
export function mapOf<S extends z.ZodType>(item: Checked<S>): Checked<z.ZodType<Record<string, z.infer<S>>>> {
  const isSafe = (value: unknown): boolean => !isObject(value) || !Object.hasOwn(value, "__proto__");
  const explained = (value: object): [string, unknown][] => {
    let unsound = 0;
    const entries = Object.entries(value);
    const end = entries.findIndex(([, v]) => !item.accepts(v) && ++unsound > mostUnsound.properties);
    return end === -1 ? entries : entries.slice(0, end);
  };
  const schema = z.record(z.string(), item.schema, must("an object")) as z.ZodType<
    Record<string, z.infer<S>>
  >;
  return {
    item,
    schema: guarded(
      guarded(
        schema,
        (value) => !isObject(value) || explained(value).length === Object.keys(value).length,
        `has more than ${mostUnsound.properties} properties that aren't valid, of which the first are listed here`,
        (value) => (isObject(value) ? Object.fromEntries(explained(value)) : value),
      ),
      isSafe,
      "must not have a property named __proto__",
    ),
    accepts: (value) =>
      isObject(value) && isSafe(value) && Object.values(value).every((v) => item.accepts(v)),
    arrange: (value) => {
      const entries = Object.entries(value as object);
      const arranged = entries.map(([key, v]): [string, unknown] => [key, item.arrange(v)]);
      return arranged.every(([, v], index) => v === entries[index]?.[1])
        ? value
        : Object.fromEntries(arranged);
    },
  };
}

interface Optional<S extends z.ZodType> extends Checked<z.ZodOptional<S>> {
  readonly isOptional: true;
}

export function optional<S extends z.ZodType>(inner: Checked<S>): Optional<S> {
  return {
    ...inner,
    schema: inner.schema.optional(),
    accepts: (value) => value === undefined || inner.accepts(value),
    isOptional: true,
  };
}

type Properties = Readonly<Record<string, Checked>>;
export interface Shape<P extends Properties> extends Checked<
  z.ZodObject<{ -readonly [K in keyof P]: P[K]["schema"] }, z.core.$loose>
> {
  readonly properties: ReadonlyMap<string, Checked>;
}

/** An object with these properties in this canonical order; properties it doesn't know are kept. */
export function shape<const P extends Properties>(properties: P): Shape<P> {
  const checks = new Map(Object.entries<Checked>(properties));
  const order = [...checks.keys()];
  const places = new Map(
    order.map((key, rank) => {
      const { arrange } = properties[key]!;
      return [key, { rank, arrange: arrange === asIs ? undefined : arrange }];
    }),
  );
  const required = new Set(order.filter((key) => !("isOptional" in properties[key]!)));
  const shapes = Object.fromEntries(order.map((key) => [key, properties[key]!.schema]));

  /** One walk over the keys: whether they stand in canonical order and no value changes when it is arranged. */
  function isArranged(value: Readonly<Record<string, unknown>>): boolean {
    let position = -1;
    for (const key of Object.keys(value)) {
      const place = places.get(key);
      const rank = place?.rank ?? order.length;
      if (rank < position || (place?.arrange && place.arrange(value[key]) !== value[key])) {
        return false;
      }
      position = rank;
    }
    return true;
  }

  // Not zod's catchall, which passes over a property named __proto__.
  const hasShallowExtras = (value: unknown): boolean =>
    !isObject(value) || Object.entries(value).every(([key, v]) => checks.has(key) || isShallow(v));

  return {
    properties: checks,
    schema: guarded(
      z.looseObject(shapes, must("an object")),
      hasShallowExtras,
      `must hold at most ${deepest} levels`,
    ) as unknown as Shape<P>["schema"],
    accepts: (value) => {
      if (!isObject(value)) {
        return false;
      }
      let missing = required.size;
      for (const key in value) {
        const check = checks.get(key);
        if (!(check ? check.accepts(value[key]) : isShallow(value[key]))) {
          return false;
        }
        if (required.has(key)) {
          missing--;
        }
      }
      return missing === 0;
    },
    arrange: (value) => {
      const source = value as Readonly<Record<string, unknown>>;
      if (isArranged(source)) {
        return source;
      }
      const known = order.filter((key) => Object.hasOwn(source, key));
      const unknown = Object.keys(source).filter((key) => !checks.has(key));
      // Object.fromEntries defines properties instead of assigning them: a key named __proto__ stays data.
      return Object.fromEntries([
        ...known.map((key) => [key, checks.get(key)!.arrange(source[key])] as const),
        ...unknown.map((key) => [key, source[key]] as const),
      ]);
    },
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One reason why a value doesn't fit its schema: the property's path, and words that follow its name. */
export interface SchemaIssue {
  readonly path: JsonPath;
  readonly message: string;
}

export type JsonPath = readonly (string | number)[];

/** Everything that is wrong with a value; empty exactly when {@link Checked.accepts} is true. */
export function explain(checked: Checked, value: unknown): SchemaIssue[] {
  if (checked.accepts(value)) {
    return [];
  }
  const parsed = checked.schema.safeParse(value);
  if (parsed.success) {
    throw new Error("The predicate refuses what the schema accepts");
  }
  return parsed.error.issues.map((issue) => {
    const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
    return { path, message: wordedAt(checked, value, path, issue.message) };
  });
}

/** What is wrong at a place, with what is known of it beyond zod's words. */
function wordedAt(checked: Checked, whole: unknown, path: JsonPath, message: string): string {
  if (message === "is missing") {
    const owner = insideOf(whole, path.slice(0, -1));
    const written = isObject(owner) ? closestTo(String(path.at(-1)), Object.keys(owner)) : undefined;
    return written === undefined ? message : `${message}; "${written}" is probably meant for it`;
  }
  return insideOf(whole, path) === null && checkedAt(checked, path)?.isOptional
    ? "is null, which says nothing; leave it out"
    : message;
}

function insideOf(whole: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      Array.isArray(value)
        ? (value as readonly unknown[])[Number(step)]
        : isObject(value) && Object.hasOwn(value, step)
          ? value[step]
          : undefined,
    whole,
  );
}

function checkedAt(checked: Checked, path: JsonPath): Checked | undefined {
  return path.reduce<Checked | undefined>(
    (known, step) => known?.properties?.get(String(step)) ?? known?.item,
    checked,
  );
}
