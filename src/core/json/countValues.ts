const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBracket = 0x5b;
const openBrace = 0x7b;

/**
 * About how many values a JSON text holds, counted without parsing it: one for each list and object, and one for each comma. For
 * what isn't JSON it is any number up to the count of bytes.
 */
export function countValues(bytes: Uint8Array): number {
  let count = 0;
  for (let place = 0; place < bytes.length; place++) {
    const byte = bytes[place];
    if (byte === quote) {
      place = endOfString(bytes, place);
    } else if (byte === comma || byte === openBracket || byte === openBrace) {
      count++;
    }
  }
  return count;
}

/** Where the quote is that ends the text which begins at a quote; the end of the bytes where there is none. */
function endOfString(bytes: Uint8Array, start: number): number {
  for (let end = start + 1; end < bytes.length; end++) {
    if (bytes[end] === quote) {
      return end;
    }
    if (bytes[end] === backslash) {
      end++;
    }
  }
  return bytes.length;
}
