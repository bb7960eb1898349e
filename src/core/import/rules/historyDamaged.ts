import { list } from "../../text";
import type { ImportRule } from "./rule";

/** Where the history can't be read, what was changed since an import may go unnoticed. */
export const historyDamaged: ImportRule = {
  check: (_pkg, target, { history: { problems } }) => {
    const [first] = problems;
    if (!first) {
      return [];
    }
    const { file, line, column, message } = first;
    const lines = problems.map((problem) => String(problem.line));
    return [
      {
        rule: "history-damaged",
        severity: "warning",
        message: `The import history of ${target.displayName} can't be read in ${file}, ${lines.length === 1 ? "line" : "lines"} ${list(lines)}, so what was changed since some imports may go unnoticed. ${message}`,
        places: problems.map((problem) => ({
          side: "target" as const,
          file: problem.file,
          line: problem.line,
          column: problem.column,
        })),
        resolvedBy: [],
        steps: [{ kind: "open", file, line, column }],
      },
    ];
  },
};
