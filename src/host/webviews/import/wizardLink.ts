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
  /** The target as the list of environments has it, which tells those of the same name apart. */
  targetLabel(): string;
  /** Says what takes a while, also to a view that loads meanwhile; an empty text ends it. */
  setBusy(text: string): void;
  /** Lets work go on by itself; what goes wrong in it is said in the wizard. */
  inBackground(work: Promise<unknown>): void;
}
