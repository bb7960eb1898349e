import { l10n, ThemeColor, Uri, type FileDecoration, type FileDecorationProvider } from "vscode";
import type { Problem } from "../../core/environment/environment";

/** The scheme of the rows' own URIs, so that git's and the Explorer's decorations of the files stay as they are. */
export const rowScheme = "envferry-row";

/** A URI that carries what its decoration says: another number of problems is another URI. */
export function rowUri(id: string, problems: readonly Problem[], isInterrupted = false): Uri {
  const errors = problems.filter((problem) => problem.severity === "error").length;
  return Uri.from({
    scheme: rowScheme,
    path: `/${id}`,
    query: `${problems.length}/${errors}/${isInterrupted ? 1 : 0}`,
  });
}

/** Marks rows that have problems with their number, and colours them. */
export class ProblemDecorations implements FileDecorationProvider {
  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    if (uri.scheme !== rowScheme) {
      return undefined;
    }
    const [problems = 0, errors = 0, interrupted = 0] = uri.query.split("/").map(Number);
    if (interrupted > 0) {
      // The row says both; this is what has to be dealt with first.
      return {
        badge: "!",
        color: new ThemeColor("list.warningForeground"),
        tooltip: l10n.t("An import was interrupted"),
      };
    }
    if (problems === 0) {
      return undefined;
    }
    return {
      badge: problems > 9 ? "9+" : String(problems),
      color: new ThemeColor(errors > 0 ? "list.errorForeground" : "list.warningForeground"),
      tooltip: problems === 1 ? l10n.t("1 problem") : l10n.t("{0} problems", problems),
    };
  }
}
