import { locate, readJson } from "../json/readJson";
import { wordIssue } from "../json/wordIssue";
import { failures, success, type Result } from "../result";
import { explain, type Checked } from "../schema/checked";
import type { Problem } from "./environment";

/**
 * Reads one JSON file of a known shape. Fails with every problem there is, each with its place.
 * The type argument is the one that goes with `checked`.
 */
export function readDefinition<T>(
  file: string,
  bytes: Uint8Array,
  checked: Checked,
  code = "definition-invalid",
): Result<T, Problem> {
  const json = readJson(bytes);
  if (!json.ok) {
    return failures(
      json.problems.map(({ message, position }) => ({
        file,
        ...position,
        severity: "error" as const,
        code,
        message,
      })),
    );
  }
  if (checked.accepts(json.value)) {
    return success(json.value as T);
  }
  return failures(
    explain(checked, json.value).map((issue) => ({
      file,
      ...locate(bytes, issue.path),
      severity: "error" as const,
      code,
      message: wordIssue(issue.path, issue.message),
    })),
  );
}
