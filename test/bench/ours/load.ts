import { loadEnvironment } from "../../../src/core/environment/loadEnvironment";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { sourceName } from "../generate";
import { measure } from "../measure";
import { createPlatform, headerOf } from "./environment";

measure(
  async ({ workspace }) => {
    const fs = new NodeFileSystem(workspace);
    return loadEnvironment(fs, await headerOf(fs, sourceName), createPlatform().pacer);
  },
  ({ resources, problems }) => ({ resources: resources.length, problems: problems.length }),
);
