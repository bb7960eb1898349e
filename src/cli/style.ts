import Table from "cli-table3";
import { createColors } from "picocolors";
import { printable } from "../core/text";
import { printLine, type Io, type Output } from "./io";

/** Colours for one output: only on a terminal, and not where the user asked for none (https://no-color.org). */
export function colorsFor(output: Output, env: Io["env"]): ReturnType<typeof createColors> {
  const isWanted = output.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return createColors(isWanted);
}

const noBorders = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/** Characters of a label in a table: one long label would push every other column off the screen. */
const longestLabel = 60;

/** A display name as a cell; names, which are for copying, are never cut. */
export function labelCell(label: string): string {
  return printable(label, longestLabel);
}

export type Cell = string | { readonly number: number };

/** Rows under a headline, columns aligned, numbers to the right. */
export function formatTable(headline: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [headline, ...rows].map((row) => row.map(formatCell));
  const widths = new CellWidths(lines);
  const columns = headline.map((_, column) => ({
    width: lines.reduce((most, line) => Math.max(most, widths.of(line[column] ?? "")), 0),
    isNumeric: rows.some((row) => typeof row[column] === "object"),
  }));
  return lines
    .map((line) =>
      columns
        .map(({ width, isNumeric }, column) => {
          const cell = line[column] ?? "";
          const blanks = " ".repeat(width - widths.of(cell));
          return isNumeric ? blanks + cell : cell + blanks;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Cells of nothing but ASCII, each of whose characters is as wide as the others. */
const plain = /^[ -~]*$/;
/** Cells that are measured at once: what the library takes grows with the square of them. */
const measuredAtOnce = 50;

/**
 * How wide cells are on a terminal. The library knows that of wide characters and of colours, but takes a hundred times as long as it takes
 * to count characters, so that only those cells are left to it.
 */
class CellWidths {
  private readonly special = new Map<string, number>();

  constructor(lines: readonly (readonly string[])[]) {
    const cells = [...new Set(lines.flatMap((line) => line.filter((cell) => !plain.test(cell))))];
    for (let start = 0; start < cells.length; start += measuredAtOnce) {
      const some = cells.slice(start, start + measuredAtOnce);
      const widths = measure(some);
      some.forEach((cell, index) => this.special.set(cell, widths[index] ?? cell.length));
    }
  }

  of(cell: string): number {
    return this.special.get(cell) ?? cell.length;
  }
}

/** The widths that a table of one row gives its columns by itself, which it tells once it is laid out. */
function measure(cells: readonly string[]): readonly number[] {
  const table = new Table({
    chars: noBorders,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  table.push([...cells]);
  table.toString();
  return table.options.colWidths.map((width) => width ?? 0);
}

export function printTable(
  output: Output,
  headline: readonly string[],
  rows: readonly (readonly Cell[])[],
): void {
  formatTable(headline, rows)
    .split("\n")
    .forEach((line) => printLine(output, line));
}

/** A cell is one line, whatever its text says. */
function formatCell(cell: Cell): string {
  return typeof cell === "object"
    ? cell.number.toLocaleString("en")
    : cell.replace(/[\r\n\u2028\u2029]+/g, " ");
}
