/** The environment variable that asks for the many tries of `npm run test:slow`. */
export const longRunsVariable = "ENVFERRY_LONG_RUNS";

/** How often something is tried that is never tried enough: the short share of `npm test`, or that of `npm run test:slow`. */
export function tries<T>(share: { readonly short: T; readonly long: T }): T {
  return process.env[longRunsVariable] ? share.long : share.short;
}
