import { text } from "node:stream/consumers";

import { describeEnding, startGroup, type GroupOptions } from "./processGroup";
import { Failure } from "./report";

/** Runs a program to its end without showing its output, unless it fails: then its beginning is in the error. */
export async function runQuietly(
  command: string,
  args: readonly string[],
  options: GroupOptions,
): Promise<void> {
  const group = startGroup(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const { stdout, stderr } = group.process;
  const output = Promise.all([stdout, stderr].map(async (stream) => (stream ? text(stream) : "")));
  const ending = await group.ended;
  if (ending !== 0) {
    const firstLines = (await output).join("").trimEnd().split("\n").slice(0, 12);
    throw new Failure(
      `It ended with ${describeEnding(ending)}:\n${firstLines.map((line) => `  ${line}`).join("\n")}`,
    );
  }
}
