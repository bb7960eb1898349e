/** A moment for people, the same on every machine: `2026-01-31 12:00:00 UTC`. Takes ISO texts in UTC as they are written to files. */
export function utcText(time: Date | string): string {
  const iso = typeof time === "string" ? time : time.toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
