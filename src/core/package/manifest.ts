import type * as z from "zod";
import { setupActions } from "../import/setupAction";
import { label, name } from "../model/names";
import { kind } from "../model/picklist";
import { resourceTypeIds } from "../resources/resourceType";
import { exactly, flag, listOf, oneOf, optional, shape, text } from "../schema/checked";

export const manifestPath = "manifest.json";
export const manifestVersion = 1;

const sha256 = text({ pattern: /^[0-9a-f]{64}$/, be: "a SHA-256 in 64 lower-case hexadecimal digits" });

const requirementShape = shape({
  type: oneOf(resourceTypeIds),
  name,
  // Of the canonical bytes that the needed resource had in the source; only where it isn't in the package.
  sha256: optional(sha256),
  // Of what references rely on in it, beyond that it is there; packages of older versions don't say.
  reliedOnSha256: optional(sha256),
});

const manifestResourceShape = shape({
  type: oneOf(resourceTypeIds),
  name,
  displayName: label,
  kind,
  path: label,
  sha256,
  setup: oneOf(setupActions),
  note: optional(text()),
  related: flag(),
  requires: listOf(requirementShape),
});

/** `manifest.json`: what a package is and holds. */
export const manifestShape = shape({
  formatVersion: exactly(manifestVersion),
  name: label,
  version: optional(text()),
  description: optional(text()),
  createdAt: text({
    pattern: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/,
    be: "a time in UTC such as 2026-01-31T12:00:00Z",
  }),
  generator: label,
  source: shape({ name: label, displayName: label }),
  resources: listOf(manifestResourceShape),
});

export type Manifest = z.infer<typeof manifestShape.schema>;
export type ManifestResource = z.infer<typeof manifestResourceShape.schema>;
export type Requirement = z.infer<typeof requirementShape.schema>;
