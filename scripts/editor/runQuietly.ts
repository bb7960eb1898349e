import { once } from "node:events";
import { text } from "node:stream/consumers";

import { startGroup, type GroupOptions } from "./processGroup";
import { Failure } from "./report";

/** Runs a program to its end without showing its output, unless it fails: then the end of it is in the error. */
export async function runQuietly(command: string, args: readonly string[], options: GroupOptions): Promise<void> {
  const group = startGroup(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const { stdout, stderr } = group.process;
  const output = Promise.all([stdout, stderr].map((stream) => (stream ? text(stream) : "")));
  await once(group.process, "spawn");
  const ending = await group.ended;
  if (ending !== 0) {
    const lastLines = (await output).join("").trimEnd().split("\n").slice(-15);
    throw new Failure(`It ended with ${ending}:\n${lastLines.map((line) => `  ${line}`).join("\n")}`);
  }
}
