import * as z from "zod/mini";

/** What the messages of both wizards speak of. */

/** Names a resource in messages, such as `entity:con_Project`; the host looks it up. */
export const resourceId = z.string();

export const setupActionId = z.enum(["merge", "add", "overwrite", "skip"]);
export type SetupActionId = z.infer<typeof setupActionId>;

export const resourceKind = z.enum(["custom", "standard"]);

/** A type of resource in words. */
export const typeInfo = z.strictObject({
  id: z.string(),
  singular: z.string(),
  plural: z.string(),
  /** What one of it is made of, in the plural: "fields", "entries". */
  parts: z.string(),
  /** Name of a codicon. */
  icon: z.string(),
});
export type TypeInfo = z.infer<typeof typeInfo>;

/** A setup action in words. */
export const actionInfo = z.strictObject({
  id: setupActionId,
  label: z.string(),
  meaning: z.string(),
});
export type ActionInfo = z.infer<typeof actionInfo>;

/** Which environment of which workspace folder: enough to find it again after a restart. */
export const environmentKey = z.strictObject({
  /** URI of the workspace folder. */
  folder: z.string(),
  name: z.string(),
});
export type EnvironmentKey = z.infer<typeof environmentKey>;

export const nothing = z.strictObject({});

/** One or two whole sentences for people. */
export const sentence = z.strictObject({ message: z.string() });

/** How far something is, and with what: "Packing Account, 12 of 40". The total is 0 where there is no telling. */
export const progress = z.strictObject({
  text: z.string(),
  done: z.int(),
  total: z.int(),
});
export type Progress = z.infer<typeof progress>;

/** Messages that every view sends. */
export const fromAnyView = {
  /** The view has loaded, for the first time or again, and knows nothing. */
  ready: nothing,
  /** Something in the view went wrong that is nobody's fault but ours; for the log. */
  viewFailed: sentence,
  closeRequested: nothing,
};
