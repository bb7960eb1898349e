import type { Model } from "./model";

/** One step of the wizard on screen: made when it is entered, disposed when it is left. */
export interface StepView {
  readonly element: HTMLElement;
  update(model: Model): void;
  /** How much is selected, shown, and so on: what a screen reader says when it has changed. */
  status(): string;
  /** Puts the focus where work in this step starts. */
  focus(): void;
  focusFilter?(): void;
  /** Sets up the rows that are selected. */
  setUpSelected?(): void;
  dispose(): void;
}
