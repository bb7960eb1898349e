import type { EnvironmentHeader } from "../core/environment/environment";
import { foldCase, list } from "../core/text";
import { printLine, type Io } from "./io";
import type { CliWorkspace } from "./workspace";

/** Where the name that was given is that of several environments but for letter case, says which of them is meant. */
export function sayWhich({ headers }: CliWorkspace, { name, folder }: EnvironmentHeader, io: Io): void {
  const others = headers.filter((other) => other.name !== name && foldCase(other.name) === foldCase(name));
  if (others.length > 0) {
    const names = list(others.map((other) => other.folder));
    printLine(
      io.stderr,
      `envferry: This is about ${folder}, not about ${names}, whose name differs only in letter case.`,
    );
  }
}
