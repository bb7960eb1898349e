/**
 * The server logs each native module that it lacks (spdlog, native-watchdog, kerberos, node-pty) at length and does
 * without. Such a report goes on for as long as lines are indented, start with an arrow, or close a bracket.
 */
const missingModule = /Could not locate the bindings file|Cannot find module '\S*(\/build\/|\/prebuilds\/|\.node')/;
const reportGoesOn = /^(\s|→|[\]}]|$)/;

/** Makes a test for the lines of such reports; each stream needs its own, for it remembers where in a report it is. */
export function nativeModuleNoise(): (line: string) => boolean {
  let inReport = false;
  return (line) => {
    inReport = missingModule.test(line) || (inReport && reportGoesOn.test(line));
    return inReport;
  };
}
