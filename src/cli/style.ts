import Table from "cli-table3";
import { createColors } from "picocolors";
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

export type Cell = string | { readonly number: number };

/** Rows under a headline, columns aligned, numbers to the right. */
export function formatTable(headline: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const isNumeric = (column: number): boolean => rows.some((row) => typeof row[column] === "object");
  const table = new Table({
    head: [...headline],
    chars: noBorders,
    colAligns: headline.map((_, column) => (isNumeric(column) ? "right" : "left")),
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  table.push(...rows.map((row) => row.map(formatCell)));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
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
