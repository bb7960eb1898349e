import type { EnvironmentHeader } from "../../../src/core/environment/environment";
import { defaultEnvironmentsFolder } from "../../../src/core/environment/environmentsFolder";
import { findEnvironments } from "../../../src/core/environment/findEnvironments";
import type { FileSystem, Platform } from "../../../src/core/ports";
import { nodeCodec } from "../../../src/node/nodeCodec";
import { createNodePacer } from "../../../src/node/nodePacer";

export async function headerOf(fs: FileSystem, name: string): Promise<EnvironmentHeader> {
  const headers = await findEnvironments(fs, defaultEnvironmentsFolder);
  return headers.find((header) => header.name === name)!;
}

export function createPlatform(): Platform {
  return { codec: nodeCodec, pacer: createNodePacer() };
}
