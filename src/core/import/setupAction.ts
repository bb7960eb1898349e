/** What is to happen to one resource on import. */
export const setupActions = ["merge", "add", "overwrite", "skip"] as const;
export type SetupAction = (typeof setupActions)[number];

/** The order in which they are offered as a remedy: what does most first. */
export const byStrength: readonly SetupAction[] = ["overwrite", "merge", "add", "skip"];

export const defaultSetupAction: SetupAction = "merge";

/** Name and meaning on screen. */
export const setupActionTexts: Readonly<
  Record<SetupAction, { readonly label: string; readonly meaning: string }>
> = {
  merge: {
    label: "Merge",
    meaning: "Adds and updates what the package has; keeps what only the target has.",
  },
  add: {
    label: "Add only",
    meaning: "Adds what the target lacks; leaves everything it has as it is.",
  },
  overwrite: {
    label: "Overwrite",
    meaning: "Makes the target's resource the package's; removes what only the target has.",
  },
  skip: {
    label: "Skip",
    meaning: "Leaves the resource alone.",
  },
};
