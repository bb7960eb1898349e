/** `createOnce.cjs FOLDER FILE TEXT`: once it hears a line, tries to create the file, and prints "created" or the code of the error. */
import { once } from "node:events";
import { FileAccessError } from "../../../../src/core/ports";
import { NodeFileSystem } from "../../../../src/node/nodeFileSystem";

const [folder = "", file = "", text = ""] = process.argv.slice(2);

async function main(): Promise<void> {
  console.log("ready");
  await once(process.stdin, "data");
  process.stdin.destroy();
  try {
    await new NodeFileSystem(folder).createFile(file, new TextEncoder().encode(text));
    console.log("created");
  } catch (error) {
    console.log(error instanceof FileAccessError ? error.code : String(error));
  }
}

void main();
