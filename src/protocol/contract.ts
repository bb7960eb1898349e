import * as z from "zod/mini";

/** The messages that one side of a webview's border may send to the other, by kind: what each one's body is. */
export type Contract = Readonly<Record<string, z.ZodMiniType>>;

export type KindOf<C extends Contract> = keyof C & string;
export type BodyOf<C extends Contract, K extends KindOf<C>> = z.infer<C[K]>;

/** What a side does about the messages that it receives; a new kind doesn't compile before it is handled. */
export type HandlersFor<C extends Contract> = {
  readonly [K in KindOf<C>]: (body: BodyOf<C, K>) => void | Promise<void>;
};

/** A message that was checked: its kind together with the body that this kind has. */
export type MessageOf<C extends Contract> = {
  readonly [K in KindOf<C>]: { readonly kind: K; readonly body: BodyOf<C, K> };
}[KindOf<C>];

const envelope = z.strictObject({ kind: z.string(), body: z.unknown() });

export type ParsedMessage<C extends Contract> =
  | { readonly ok: true; readonly message: MessageOf<C> }
  /** `reason` is for the log: it names the kind and the places that are wrong, never what was sent. */
  | { readonly ok: false; readonly reason: string };

/** The only way from what came over the border to a message. */
export function parseMessage<C extends Contract>(contract: C, raw: unknown): ParsedMessage<C> {
  const parsed = envelope.safeParse(raw);
  if (!parsed.success) {
    return { ok: false, reason: "It isn't a message of a kind with a body." };
  }
  const { kind, body } = parsed.data;
  const schema = Object.hasOwn(contract, kind) ? contract[kind] : undefined;
  if (!schema) {
    return { ok: false, reason: "Its kind isn't known here." };
  }
  const checked = schema.safeParse(body);
  if (!checked.success) {
    const places = checked.error.issues.map(
      ({ path, code }) => `${path.map(String).join(".") || "body"} (${code})`,
    );
    return { ok: false, reason: `The body of "${kind}" isn't as agreed: ${places.slice(0, 5).join(", ")}.` };
  }
  return { ok: true, message: { kind, body: checked.data } as MessageOf<C> };
}

/** Hands a checked message to the handler of its kind. */
export function dispatch<C extends Contract>(
  handlers: HandlersFor<C>,
  { kind, body }: MessageOf<C>,
): void | Promise<void> {
  return handlers[kind](body);
}
