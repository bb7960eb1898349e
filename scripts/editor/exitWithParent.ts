const checkEveryMilliseconds = 1000;

/**
 * Ends this process when the one that started it is gone. npm passes a signal on to its shell only, which dies of it
 * and leaves its children running; such a child gets another parent. (On Windows it does not, so nothing happens.)
 */
export function exitWithParent(): void {
  const parent = process.ppid;
  const check = (): void => {
    if (process.ppid !== parent) {
      process.exit(1);
    }
  };
  setInterval(check, checkEveryMilliseconds).unref();
}
