import { text } from "../schema/checked";

/** Name of a resource, field or key: a letter, then letters, digits or `_`. */
export const name = text({
  pattern: /^[A-Za-z][A-Za-z0-9_]{0,99}$/,
  be: "a letter, then letters, digits or _, at most 100 characters",
});

/** Text shown to people; never empty, since a row without a label can't be told from a broken one. */
export const label = text({ pattern: /\S/, be: "text, not empty" });
