import { list } from "../../text";
import type { ImportRule } from "./rule";

/**
 * Where lines of the history can't be read, what was changed since an import may go unnoticed; where all of it can't, no import could be
 * told of.
 */
export const historyDamaged: ImportRule = {
  check: (_pkg, target, { history: { problems, unreadable } }) => {
    const [first] = problems;
    if (!first) {
      return [];
    }
    if (unreadable) {
      const message = `Nothing can be imported into ${target.displayName} while its import history ${first.file} can't be read: ${unreadable.reason}. Mend that, or move the file away.`;
      return [
        {
          rule: "history-damaged",
          severity: "error",
          message,
          places: [{ side: "target", file: first.file }],
          resolvedBy: [],
          steps: [{ kind: "open", file: first.file }],
        },
      ];
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
