/** The environment variable that tells the processes running tests how much more time things take than on an idle machine. */
export const timeScaleVariable = "ENVFERRY_TIME_SCALE";

/** How much longer than on an idle machine of today things take; 1 unless somebody has found out. */
export function timeScale(): number {
  const scale = Number(process.env[timeScaleVariable]);
  return Number.isFinite(scale) && scale > 1 ? scale : 1;
}

/** A time limit, given for an idle machine, as it is on this one. */
export function scaled(milliseconds: number): number {
  return Math.ceil(milliseconds * timeScale());
}
