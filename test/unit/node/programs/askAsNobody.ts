/** `askAsNobody.cjs read-only FOLDER PATH…`, `askAsNobody.cjs places FOLDER PATH…` or `askAsNobody.cjs running PROCESS`: prints the answers as JSON. */
import type { ProcessInfo } from "../../../../src/core/ports";
import { createNodeAgent } from "../../../../src/node/nodeAgent";
import { NodeFileSystem } from "../../../../src/node/nodeFileSystem";

const [question, first = "", ...paths] = process.argv.slice(2);

async function answer(): Promise<unknown> {
  if (question === "running") {
    return createNodeAgent().isRunning(JSON.parse(first) as ProcessInfo);
  }
  const files = new NodeFileSystem(first, { staysInside: true });
  if (question === "places") {
    const answers: string[] = [];
    for await (const batch of files.placesOf(paths)) {
      answers.push(...batch.map(({ readOnly }) => readOnly ?? ""));
    }
    return answers;
  }
  return Promise.all(paths.map((path) => files.whyReadOnly(path).then((why) => why ?? "")));
}

void answer().then((given) => console.log(JSON.stringify(given)));
