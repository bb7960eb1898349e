import { printJson, type CommandFailure, type Output } from "../io";
import type { ImportReport } from "./importReport";
import { junitOfRefusal, junitReport } from "./junitReport";
import { jsonOfRefusal, jsonReport } from "./jsonReport";
import { markdownOfRefusal, markdownReport } from "./markdownReport";

/** The forms in which an import can be reported to other programs. */
export const reportFormats = ["markdown", "json", "junit"] as const;
export type ReportFormat = (typeof reportFormats)[number];

export function printReport(format: ReportFormat, report: ImportReport, output: Output): void {
  switch (format) {
    case "json":
      return printJson(output, jsonReport(report));
    case "markdown":
      return void output.write(markdownReport(report));
    case "junit":
      return void output.write(junitReport(report));
  }
}

/** Reports an import that was refused before there was a plan. */
export function printRefusal(format: ReportFormat, failure: CommandFailure, output: Output): void {
  switch (format) {
    case "json":
      return printJson(output, jsonOfRefusal(failure));
    case "markdown":
      return void output.write(markdownOfRefusal(failure));
    case "junit":
      return void output.write(junitOfRefusal(failure));
  }
}
