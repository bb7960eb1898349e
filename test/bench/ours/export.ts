import * as path from "node:path";
import { loadEnvironment } from "../../../src/core/environment/loadEnvironment";
import { exportPackage, portableResources } from "../../../src/core/export/exportPackage";
import { findRelatedResources } from "../../../src/core/export/relatedResources";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { sourceName } from "../generate";
import { digestOf, measure } from "../measure";
import { createPlatform, headerOf } from "./environment";

// The steps of src/cli/commands/export.ts, without what it prints.
measure(
  async ({ workspace, packageFile }) => {
    const fs = new NodeFileSystem(workspace);
    const platform = createPlatform();
    const environment = await loadEnvironment(fs, await headerOf(fs, sourceName), platform.pacer, {
      codec: platform.codec,
    });
    const selected = portableResources(environment);
    const related = findRelatedResources(environment, selected).map((resource) => resource.ref);
    const exported = await exportPackage(
      environment,
      { selected, related, name: "Everything" },
      { createdAt: new Date(0), generator: "envferry/0.0.0" },
      platform,
    );
    if (!exported.ok) {
      throw new Error(exported.problems.map((problem) => problem.message).join("\n"));
    }
    const { bytes, manifest } = exported.value;
    await new NodeFileSystem(path.dirname(packageFile)).writeFile(path.basename(packageFile), bytes);
    return { manifest, problems: environment.problems.length };
  },
  ({ manifest, problems }) => ({ manifest: digestOf(manifest), problems }),
);
