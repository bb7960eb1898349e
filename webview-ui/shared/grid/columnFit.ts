import { columnGap } from "./metrics";

/** What of a column decides about its room. */
export interface FittedColumn {
  readonly id: string;
  readonly width: string;
  readonly priority: 1 | 2 | 3;
  /** Pixels that it never gets less of, beyond the minimum of its width: what is in it isn't to be cut off. */
  readonly needs?: number;
}

/** Which columns are shown, and the tracks of the CSS grid for them. */
export interface ColumnFit {
  readonly shown: ReadonlySet<string>;
  readonly tracks: string;
}

/**
 * Lets columns give way until the others have their minimum: first those of the highest number, the last of them first.
 * Those of number 1 stay, and share what there is if that is too little.
 */
export function fitColumns(columns: readonly FittedColumn[], room: number, pixelsPerCh: number): ColumnFit {
  const shown = [...columns];
  while (neededWidth(shown, pixelsPerCh) > room) {
    const least = leastImportant(shown);
    if (least === undefined) {
      return { shown: idsOf(shown), tracks: sharedTracks(shown, pixelsPerCh) };
    }
    shown.splice(least, 1);
  }
  return { shown: idsOf(shown), tracks: shown.map((column) => trackOf(column, pixelsPerCh)).join(" ") };
}

/** The least width that a track allows, in pixels: the minimum of `minmax`, or the fixed width; 0 for a fraction. */
export function minimumWidth(track: string, pixelsPerCh: number): number {
  const [, amount, unit] = /^(?:minmax\(\s*)?(\d+(?:\.\d+)?)(ch|px)\b/.exec(track.trim()) ?? [];
  return Number(amount ?? 0) * (unit === "ch" ? pixelsPerCh : 1);
}

function neededWidth(columns: readonly FittedColumn[], pixelsPerCh: number): number {
  const gaps = columnGap * Math.max(columns.length - 1, 0);
  return columns.reduce((sum, column) => sum + leastWidth(column, pixelsPerCh), gaps);
}

function leastWidth({ width, needs = 0 }: FittedColumn, pixelsPerCh: number): number {
  return Math.max(minimumWidth(width, pixelsPerCh), needs);
}

/** The place of the column to go next, if one may go. */
function leastImportant(columns: readonly FittedColumn[]): number | undefined {
  const least = Math.max(...columns.map(({ priority }) => priority));
  return least > 1 ? columns.findLastIndex(({ priority }) => priority === least) : undefined;
}

/** Tracks without minimum, in the proportions of the minimums; but for what isn't to be cut off. */
function sharedTracks(columns: readonly FittedColumn[], pixelsPerCh: number): string {
  return columns
    .map(({ width, needs }) =>
      needs === undefined
        ? `minmax(0, ${Math.max(1, Math.round(minimumWidth(width, pixelsPerCh)))}fr)`
        : `${Math.ceil(needs)}px`,
    )
    .join(" ");
}

/** The track of a column that has its room, with what it needs as its minimum where that is more. */
function trackOf({ width, needs = 0 }: FittedColumn, pixelsPerCh: number): string {
  const track = inPixels(width, pixelsPerCh);
  if (needs <= minimumWidth(width, pixelsPerCh)) {
    return track;
  }
  const [, fraction = ""] = /^minmax\([^,]+,(.+)\)$/.exec(track) ?? [];
  const least = `${Math.ceil(needs)}px`;
  return fraction === "" ? least : `minmax(${least},${fraction})`;
}

/** Rows in another font, as the header, would have other columns if each took its own `ch`. */
function inPixels(track: string, pixelsPerCh: number): string {
  return track.replace(
    /(\d+(?:\.\d+)?)ch\b/g,
    (_, amount: string) => `${Math.round(Number(amount) * pixelsPerCh)}px`,
  );
}

function idsOf(columns: readonly FittedColumn[]): ReadonlySet<string> {
  return new Set(columns.map(({ id }) => id));
}
