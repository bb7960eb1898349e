import { definitionInvalid } from "./definitionInvalid";
import { kindMismatch } from "./kindMismatch";
import { nameCase } from "./nameCase";
import { presentationOnly } from "./presentationOnly";
import { primaryFieldChanged } from "./primaryFieldChanged";
import { removed } from "./removed";
import { resultInvalid } from "./resultInvalid";
import type { ImportRule, ResourceRule } from "./rule";
import { sameEnvironment } from "./sameEnvironment";
import { standardEntityMissing } from "./standardEntityMissing";
import { standardPartChanged } from "./standardPartChanged";
import { targetInvalid } from "./targetInvalid";
import { targetUnreadable } from "./targetUnreadable";
import { typeChanged } from "./typeChanged";
import { unchanged } from "./unchanged";

/** Rules that look at one resource by itself. Those that look at several are in {@link ./context}. */
export const resourceRules: readonly ResourceRule[] = [
  definitionInvalid,
  targetInvalid,
  nameCase,
  kindMismatch,
  standardEntityMissing,
  standardPartChanged,
  resultInvalid,
  typeChanged,
  primaryFieldChanged,
  removed,
  presentationOnly,
  unchanged,
];

/** Rules on the import as a whole. */
export const importRules: readonly ImportRule[] = [targetUnreadable, sameEnvironment];
