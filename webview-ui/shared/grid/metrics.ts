/** Sizes in pixels that script and stylesheet share: the script hands them over as custom properties. */

export const rowHeight = 24;
export const headerHeight = 26;
/** Between columns. */
export const columnGap = 10;
/** Before the first column and after the last one. */
export const rowPadding = 6;
export const checkboxWidth = 24;
/** An icon before a text, and the gap between them. */
export const iconWidth = 24;
