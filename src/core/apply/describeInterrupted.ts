import { describeInterruption } from "../import/rules/importInterrupted";
import { markdownCode, markdownTable, markdownText } from "../markdown";
import { resourceTypeOf } from "../resources/registry";
import { definitionPath } from "../resources/registry";
import { FileAccessError, giveWay, type FileSystem } from "../ports";
import { utcText } from "../time";
import { findJournal } from "./interrupted";
import type { JournalEntry } from "./journal";
import type { ImportHost } from "./performImport";
import { isSame } from "./sameBytes";
import { StateFolder } from "./stateFolder";

/**
 * How far an import that was cut off has come, as a Markdown document; undefined when there is none. Texts of packages and files stay plain
 * text. Rejects only when the pacer's job is cancelled.
 */
export async function describeInterrupted(
  fs: FileSystem,
  environmentFolder: string,
  target: string,
  { platform: { codec, pacer } }: ImportHost,
): Promise<string | undefined> {
  const folder = new StateFolder(fs, environmentFolder);
  const found = await findJournal(fs, folder, codec);
  if (!found) {
    return undefined;
  }
  const into = markdownText(target);
  if ("damage" in found && found.belongsTo !== undefined) {
    const interrupted = { packageName: undefined, at: undefined, file: folder.journalFile, ...found };
    return document([
      `# Journal of another environment in ${into}`,
      markdownText(describeInterruption(interrupted, target)),
    ]);
  }
  if ("damage" in found) {
    return document([
      `# Interrupted import into ${into}`,
      `Its journal ${markdownText(folder.journalFile)} ${markdownText(found.damage)}, so that it can be neither finished nor rolled back. Look at what it may have changed, put that right, and delete the journal.`,
    ]);
  }
  const { record, entries } = found.journal;
  const rows: string[][] = [];
  for (const entry of entries) {
    const { ref, displayName, before } = entry;
    rows.push([
      markdownText(displayName),
      markdownCode(ref.name),
      resourceTypeOf(ref).singular,
      before ? "update" : "create",
      await stateOf(fs, `${environmentFolder}/${definitionPath(ref)}`, entry),
    ]);
    await giveWay(pacer);
  }
  const { name, version, source } = record.package;
  return document([
    `# Interrupted import of ${markdownText(version === undefined ? name : `${name} ${version}`)} into ${into}`,
    `It began on ${utcText(record.at)} and was cut off. The package came from ${markdownText(source.displayName)} (${markdownCode(source.name)}).`,
    "*Finish* writes what isn't written yet; *Roll Back* puts back what was. A file that somebody has changed since stays as it is either way.",
    markdownTable(["Resource", "Name", "Type", "The import was to", "Its file now"], rows).join("\n"),
  ]);
}

async function stateOf(fs: FileSystem, file: string, { before, after }: JournalEntry): Promise<string> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await fs.readFile(file);
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    if (error.code !== "not-found") {
      return `can't be read: ${error.reason}`;
    }
  }
  if (isSame(bytes, after.bytes)) {
    return "as the import wrote it";
  }
  return isSame(bytes, before?.bytes) ? "as before the import" : "**neither as before nor as imported**";
}

function document(paragraphs: readonly string[]): string {
  return `${paragraphs.join("\n\n")}\n`;
}
