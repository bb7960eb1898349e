import type * as z from "zod";
import { exactly, flag, oneOf, optional, shape, text } from "../schema/checked";
import { label } from "./names";

export const purposes = ["development", "test", "staging", "production", "sandbox"] as const;
export type Purpose = (typeof purposes)[number];

/** Name of the file that describes an environment. */
export const descriptionFile = "environment.json";

/** The format of environments that this Envferry reads and writes. */
export const environmentVersion = 1;

/** `environment.json`: what makes a folder an environment. */
export const environmentShape = shape({
  formatVersion: exactly(environmentVersion),
  name: text({
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
    be: "letters, digits, '.', '_' or '-', at most 100 characters",
  }),
  displayName: label,
  description: optional(text()),
  purpose: optional(oneOf(purposes)),
  default: optional(flag()),
});

export type EnvironmentDescription = z.infer<typeof environmentShape.schema>;
