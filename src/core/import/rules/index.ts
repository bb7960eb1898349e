import { changedInTarget } from "./changedInTarget";
import { definitionInvalid } from "./definitionInvalid";
import { eachEntryList } from "./entryListRule";
import { entryRelabelled } from "./entryRelabelled";
import { entryRenumbered } from "./entryRenumbered";
import { eachField } from "./fieldRule";
import { goneInSource, resourcesGoneInSource } from "./goneInSource";
import { historyDamaged } from "./historyDamaged";
import { importInterrupted } from "./importInterrupted";
import { importRunning } from "./importRunning";
import { keptUnderOldName, resourceKeptUnderOldName } from "./keptUnderOldName";
import { keyChanged } from "./keyChanged";
import { kindMismatch } from "./kindMismatch";
import { lengthReduced } from "./lengthReduced";
import { entryLooksRenamed, fieldLooksRenamed } from "./looksRenamed";
import { lookupTargetsReduced } from "./lookupTargetsReduced";
import { nameCase } from "./nameCase";
import { nameReserved } from "./nameReserved";
import { precisionReduced } from "./precisionReduced";
import { presentationOnly } from "./presentationOnly";
import { primaryFieldChanged } from "./primaryFieldChanged";
import { rangeNarrowed } from "./rangeNarrowed";
import { reintroduced } from "./reintroduced";
import { removed } from "./removed";
import { requiredAdded } from "./requiredAdded";
import { resultInvalid } from "./resultInvalid";
import type { ImportRule, ResourceRule } from "./rule";
import { sameEnvironment } from "./sameEnvironment";
import { standardEntityMissing } from "./standardEntityMissing";
import { standardPartChanged } from "./standardPartChanged";
import { targetInvalid } from "./targetInvalid";
import { targetNoFile } from "./targetNoFile";
import { targetReadOnly } from "./targetReadOnly";
import { targetShared } from "./targetShared";
import { targetTooNew } from "./targetTooNew";
import { targetUnreadable } from "./targetUnreadable";
import { typeChanged } from "./typeChanged";
import { unchanged } from "./unchanged";
import { uniqueAdded } from "./uniqueAdded";
import { versionLower } from "./versionLower";
import { workspaceUntrusted } from "./workspaceUntrusted";

/** Rules that look at one resource by itself. Those that look at several are in {@link ./context}. */
export const resourceRules: readonly ResourceRule[] = [
  definitionInvalid,
  targetInvalid,
  targetNoFile,
  nameCase,
  nameReserved,
  kindMismatch,
  standardEntityMissing,
  standardPartChanged,
  resultInvalid,
  typeChanged,
  primaryFieldChanged,
  eachField([
    lengthReduced,
    rangeNarrowed,
    precisionReduced,
    requiredAdded,
    uniqueAdded,
    lookupTargetsReduced,
  ]),
  keyChanged,
  removed,
  fieldLooksRenamed,
  eachEntryList([entryLooksRenamed, entryRelabelled, entryRenumbered]),
  changedInTarget,
  reintroduced,
  keptUnderOldName,
  resourceKeptUnderOldName,
  goneInSource,
  presentationOnly,
  unchanged,
];

/** Rules on the import as a whole. */
export const importRules: readonly ImportRule[] = [
  workspaceUntrusted,
  targetReadOnly,
  targetShared,
  importRunning,
  importInterrupted,
  targetTooNew,
  targetUnreadable,
  sameEnvironment,
  versionLower,
  resourcesGoneInSource,
  historyDamaged,
];
