import { Failure } from "./report";

/** Waits for `promise`, but at most for so long: then it fails with "<what> within N seconds." */
export async function withLimit<T>(promise: Promise<T>, seconds: number, whatFailed: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Failure(`${whatFailed} within ${seconds} seconds.`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
