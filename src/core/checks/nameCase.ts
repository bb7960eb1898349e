/** Code of what is wrong where two names differ only in letter case, and what such an issue is about. */
export const nameCase = "name-case";
