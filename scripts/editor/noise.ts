/**
 * The server lacks some native modules (spdlog, native-watchdog, kerberos, node-pty), does without them, and says so
 * at length, over and over.
 */
const missingNativeModule =
  /Could not locate the bindings file|Cannot find module '\S*(build\/(Release|Debug)|prebuilds)\//;

/** Such a report goes on for as long as lines are indented, start with an arrow, or close a bracket. */
const reportGoesOn = /^(\s|→|[\]}]|$)/;

/** What the workbench of the server build tells its driver about itself while an extension's tests run. */
const workbenchReports = [
  missingNativeModule,
  /^(Creating a socket|Resolv(ing|ed) connection token) /,
  /additional builtin extensions/,
  /^ChatSessionStore: /,
  // A file that a test asks for and that isn't to be there.
  /^\[node\.js fs\] /,
  /^\[Service Worker\] registration$/,
];

/** Whether a message that reached the workbench's log is about the server build rather than about what runs in it. */
export function isWorkbenchNoise(message: unknown): boolean {
  return typeof message === "string" && workbenchReports.some((report) => report.test(message));
}

/** Makes a test for the server's lines; each stream needs its own, for it remembers whether it is inside a report. */
export function makeServerNoiseTest(): (line: string) => boolean {
  let inReport = false;
  return (line) => {
    inReport = missingNativeModule.test(line) || (inReport && reportGoesOn.test(line));
    return inReport;
  };
}
