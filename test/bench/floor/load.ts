import { sourceName } from "../generate";
import { measure } from "../measure";
import { countProblems, loadDefinitions } from "./definitions";

measure(
  ({ workspace }) => {
    const definitions = loadDefinitions(`${workspace}/environments/${sourceName}`);
    return { definitions, problems: countProblems(definitions) };
  },
  ({ definitions, problems }) => ({ resources: definitions.size, problems }),
);
