import type { Step } from "../core/import/finding";
import { refKey } from "../core/resources/registry";

/**
 * How a step is taken on the command line: options to add to the command, or another command to run first. Undefined for what is done
 * elsewhere, as mending a file is.
 */
export function stepCommand(step: Step, environment: string): string | undefined {
  switch (step.kind) {
    case "choose":
      return `--setup-for ${refKey(step.ref)}=${step.action}`;
    case "recover":
      return `envferry recover --env ${word(environment)} --${step.how}`;
    case "import-first":
      return `envferry import ${word(step.file)} --env ${word(environment)}`;
    case "export-from": {
      const selected = step.refs.map(({ type, name }) => `--${type} ${name}`);
      return ["envferry export --env", word(step.environment), ...selected, "--out FILE"].join(" ");
    }
    case "show":
    case "open":
    case "save":
    case "revert":
    case "trust":
    case "compare":
    case "check-again":
      return undefined;
  }
}

/** A word of a command, in quotes where the shell would take it for several. */
function word(text: string): string {
  return /^[\w./@%+=:,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
