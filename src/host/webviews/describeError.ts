import { FileAccessError } from "../../core/ports";

/** An error as a sentence for people. */
export function describeError(error: unknown): string {
  if (error instanceof FileAccessError) {
    return `${error.path}: ${error.reason}.`;
  }
  return error instanceof Error ? error.message : String(error);
}
