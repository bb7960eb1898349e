import { element } from "../dom";
import { fitColumns, type ColumnFit, type FittedColumn } from "./columnFit";
import { checkboxWidth, columnGap, iconWidth, rowPadding } from "./metrics";

/** Measures how much room the columns have. */
export interface ColumnRoom {
  /** Tells the width of a character; it belongs where the font is the grid's. */
  readonly ruler: HTMLElement;
  /** Which columns fit in a width, if those that have a text here are to show it whole; undefined while the grid isn't shown. */
  fitInto(width: number, longest: ReadonlyMap<string, string>): ColumnFit | undefined;
  /** All columns, before anything can be measured. */
  readonly unmeasured: ColumnFit;
}

const charactersOfRuler = 100;

/** Of a text in the font of an element. */
function widthOf(text: string, styled: HTMLElement): number {
  const drawing = document.createElement("canvas").getContext("2d");
  if (!drawing) {
    return 0;
  }
  drawing.font = getComputedStyle(styled).font;
  return drawing.measureText(text).width;
}

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
    fitInto(width, longest) {
      if (width <= 0) {
        return undefined;
      }
      const pixelsPerCh = ruler.getBoundingClientRect().width / charactersOfRuler;
      const needing = columns.map((column): FittedColumn => {
        const text = longest.get(column.id);
        return text === undefined ? column : { ...column, needs: widthOf(text, ruler) + iconWidth };
      });
      return withCheckboxes(fitColumns(needing, width - besides, pixelsPerCh));
    },
  };
}
