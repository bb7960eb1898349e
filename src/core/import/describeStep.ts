import { list } from "../text";
import type { Step } from "./finding";
import { setupActionTexts } from "./setupAction";

/** What a step does, as the words on its button: "Choose Merge for con_Stage". */
export function describeStep(step: Step): string {
  switch (step.kind) {
    case "choose":
      return `Choose ${setupActionTexts[step.action].label} for ${step.ref.name}`;
    case "show":
      return `Show what is wrong with ${step.ref.name}`;
    case "open":
      return [
        `Open ${shortPath(step.file)}`,
        step.environment === undefined ? "" : ` of ${step.environment}`,
        step.line === undefined ? "" : `, line ${step.line}`,
      ].join("");
    case "save":
      return `Save ${shortPath(step.file)}`;
    case "revert":
      return `Revert ${shortPath(step.file)}`;
    case "import-first":
      return `Import ${step.file} first`;
    case "export-from": {
      const names = step.refs.map(({ name }) => name);
      return `Export ${list(names, 3)} from ${step.environment}`;
    }
    case "recover":
      return step.how === "finish" ? "Finish the interrupted import" : "Roll the interrupted import back";
    case "trust":
      return "Trust the workspace";
    case "compare":
      return "Compare";
    case "check-again":
      return "Check again";
  }
}

/** A file's name with its folder, which is enough to know it by within one environment: "entities/con_Project.json". */
function shortPath(file: string): string {
  return file.split("/").slice(-2).join("/");
}
