import { element } from "../dom";
import { fitColumns, type ColumnFit, type FittedColumn } from "./columnFit";
import { checkboxWidth, columnGap, rowPadding } from "./metrics";

/** Measures how much room the columns have. */
export interface ColumnRoom {
  /** Tells the width of a character; it belongs where the font is the grid's. */
  readonly ruler: HTMLElement;
  /** Which columns fit in a width; undefined while the grid isn't shown. */
  fitInto(width: number): ColumnFit | undefined;
  /** All columns, before anything can be measured. */
  readonly unmeasured: ColumnFit;
}

const charactersOfRuler = 100;

export function createColumnRoom(columns: readonly FittedColumn[], hasCheckboxes: boolean): ColumnRoom {
  const ruler = element("span", { class: "grid-ruler", "aria-hidden": "true" });
  ruler.style.width = `${charactersOfRuler}ch`;
  const besides = 2 * rowPadding + (hasCheckboxes ? checkboxWidth + columnGap : 0);
  const withCheckboxes = ({ shown, tracks }: ColumnFit): ColumnFit => ({
    shown,
    tracks: hasCheckboxes ? `${checkboxWidth}px ${tracks}` : tracks,
  });
  return {
    ruler,
    unmeasured: withCheckboxes(fitColumns(columns, Infinity, 8)),
    fitInto(width) {
      const pixelsPerCh = ruler.getBoundingClientRect().width / charactersOfRuler;
      return width > 0 ? withCheckboxes(fitColumns(columns, width - besides, pixelsPerCh)) : undefined;
    },
  };
}
