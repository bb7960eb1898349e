import { presentable } from "../checks/presentable";
import { locateAll } from "../json/locate";
import { readJson } from "../json/readJson";
import { wordIssue } from "../json/wordIssue";
import type { DefinitionIssue } from "../resources/resourceType";
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
  const issues = explain(checked, json.value).map(({ path, message }): DefinitionIssue => ({
    code,
    severity: "error",
    message: wordIssue(path, message),
    path,
  }));
  return failures(locateIssues(issues, file, bytes));
}

/** Issues of a definition as problems of its file, each with its place. */
export function locateIssues(issues: readonly DefinitionIssue[], file: string, bytes: Uint8Array): Problem[] {
  return locatePresentable(presentable(issues), file, bytes);
}

/** The same of issues that are {@link presentable} already. */
export function locatePresentable(
  told: readonly DefinitionIssue[],
  file: string,
  bytes: Uint8Array,
): Problem[] {
  const positions = locateAll(
    bytes,
    told.map((issue) => issue.path),
  );
  return told.map(({ severity, code, message, path, standsFor }, index) => ({
    file,
    ...positions[index]!,
    severity,
    code,
    message,
    // What stands for several is in no single place.
    ...(standsFor === undefined && { path }),
  }));
}
