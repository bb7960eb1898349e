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

/** Rows that are laid out at once: what the library takes for a table grows with the square of its rows. */
const sliceLength = 200;

/** Rows under a headline, columns aligned, numbers to the right. */
export function formatTable(headline: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const isNumeric = (column: number): boolean => rows.some((row) => typeof row[column] === "object");
  const colAligns = headline.map((_, column) => (isNumeric(column) ? "right" : "left"));
  const slice = (start: number, colWidths: number[]): CliTable => {
    const table = new Table({
      head: start === 0 ? [...headline] : [],
      chars: noBorders,
      colAligns,
      colWidths,
      style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    });
    table.push(...rows.slice(start, start + sliceLength).map((row) => row.map(formatCell)));
    return table;
  };
  const starts =
    rows.length === 0 ? [0] : rows.flatMap((_, index) => (index % sliceLength === 0 ? index : []));
  const widths = starts.map((start) => widthsOf(slice(start, [])));
  const colWidths = headline.map((_, column) => Math.max(...widths.map((own) => own[column] ?? 0)));
  return starts
    .map((start) => slice(start, colWidths).toString())
    .join("\n")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

type CliTable = InstanceType<typeof Table>;

/** The widths that a table gives its columns by itself, which it tells once it is laid out. */
function widthsOf(table: CliTable): readonly number[] {
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
