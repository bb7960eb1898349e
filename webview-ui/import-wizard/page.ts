import type { SetupActionId, EnvironmentKey } from "../../src/protocol/common";
import type { RowMenuItem } from "../../src/protocol/importWizard";
import type { Event, Model } from "./model";

/** One page of the wizard on screen: made when it is entered, disposed when it is left. */
export interface Page {
  readonly element: HTMLElement;
  update(model: Model): void;
  /** Puts the focus where work on this page starts. */
  focus(): void;
  focusFilter?(): void;
  /** How many rows the filters leave; nothing where that is all. */
  hits?(): string;
  goToNextProblem?(): void;
  /** An item of the rows' menu was chosen. */
  follow?(item: RowMenuItem): void;
  dispose?(): void;
}

/** What pages need besides the model. */
export interface PageContext {
  readonly send: (event: Event) => void;
  readonly ask: Requests;
}

/** What the user can ask the host for that isn't a change of the model. */
export interface Requests {
  browse(): void;
  details(id: string): void;
  compare(id: string, action: SetupActionId): void;
  place(request: {
    readonly id?: string;
    readonly action?: SetupActionId;
    readonly finding: number;
    readonly place: number;
  }): void;
  step(request: {
    readonly id?: string;
    readonly action?: SetupActionId;
    readonly finding: number;
    readonly step: number;
  }): void;
  file(id: string): void;
  chooseTarget(key: EnvironmentKey): void;
  rollBack(): void;
  report(how: "copy" | "save"): void;
  close(): void;
}
