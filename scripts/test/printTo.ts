import type { ChildProcess } from "node:child_process";

import type { OutputTurn } from "./outputTurns";

/** Hands on what a process prints to both of its streams; resolves when it has printed all. */
export async function printTo(output: OutputTurn, { stdout, stderr }: ChildProcess): Promise<void> {
  await Promise.all(
    [stdout, stderr].map(async (stream) => {
      for await (const chunk of stream ?? []) {
        output.write(chunk as Uint8Array);
      }
    }),
  );
}
