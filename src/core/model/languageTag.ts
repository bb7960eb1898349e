const form = /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*$/;

/** A language tag as it is written: `de-DE` for `de_de`, `zh-Hant-TW`; what isn't of its form stays as it is. */
export function languageTag(written: string): string {
  if (!form.test(written)) {
    return written;
  }
  const [language = "", ...subtags] = written.toLowerCase().split(/[-_]/);
  return [language, ...subtags.map(cased)].join("-");
}

/** Scripts have four letters and begin with a capital, regions two, all of them capitals. */
function cased(subtag: string): string {
  if (/^[a-z]{4}$/.test(subtag)) {
    return subtag.charAt(0).toUpperCase() + subtag.slice(1);
  }
  return /^[a-z]{2}$/.test(subtag) ? subtag.toUpperCase() : subtag;
}
