import type { KindOf, BodyOf } from "../../../protocol/contract";
import type { toImportWizard } from "../../../protocol/importWizard";
import type { WizardServices } from "../wizardServices";
import type { ImportSession } from "./importSession";

export type Sent = typeof toImportWizard;

/** What the parts of one import wizard share. */
export interface WizardLink {
  readonly session: ImportSession;
  readonly services: WizardServices;
  post<K extends KindOf<Sent>>(kind: K, body: BodyOf<Sent, K>): void;
  /** What to call the target in sentences: its display name, with what tells it from others. */
  targetName(): string;
  /** Says what takes a while, also to a view that loads meanwhile; an empty text ends it. */
  setBusy(text: string): void;
  /** Lets work go on by itself; what goes wrong in it is said in the wizard. */
  inBackground(work: Promise<unknown>): void;
}
