const quote = 0x22;
const plus = 0x2b;
const comma = 0x2c;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const openBrace = 0x7b;
/** `E`, and with this bit `e`. */
const exponent = 0x45;
const lowerCase = 0x20;

/** What can be told of a JSON text without parsing it. Of what isn't JSON the numbers mean nothing, but none is above that of the bytes. */
export interface JsonTally {
  /** About how many values it holds: one for each list and object, and one for each comma. */
  readonly values: number;
  /** How many properties its objects have, those that are there twice counted twice. */
  readonly properties: number;
  /** Whether a number has an exponent or more than fifteen characters, so that JavaScript may not keep it. */
  readonly hasLongNumber: boolean;
}

export function tallyJson(bytes: Uint8Array): JsonTally {
  let values = 0;
  let properties = 0;
  let hasLongNumber = false;
  for (let place = 0; place < bytes.length; place++) {
    const byte = bytes[place]!;
    if (byte === quote) {
      place = endOfString(bytes, place);
    } else if (byte === comma || byte === openBracket || byte === openBrace) {
      values++;
    } else if (byte === colon) {
      properties++;
    } else if (byte === minus || isDigit(byte)) {
      const end = endOfNumber(bytes, place);
      hasLongNumber ||= end - place > 15 || hasExponent(bytes, place, end);
      place = end - 1;
    }
  }
  return { values, properties, hasLongNumber };
}

/** How many properties the objects in a value have. What is nested too deep to be counted has `undefined`. */
export function countProperties(value: unknown): number | undefined {
  try {
    return propertiesOf(value);
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

function propertiesOf(value: unknown): number {
  if (typeof value !== "object" || value === null) {
    return 0;
  }
  const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  let count = Array.isArray(value) ? 0 : children.length;
  for (const child of children) {
    if (typeof child === "object" && child !== null) {
      count += propertiesOf(child);
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

/** Behind the last character that can belong to the number which begins at a place. */
function endOfNumber(bytes: Uint8Array, start: number): number {
  let end = start + 1;
  while (end < bytes.length && isOfNumber(bytes[end]!)) {
    end++;
  }
  return end;
}

function isOfNumber(byte: number): boolean {
  return isDigit(byte) || byte === point || byte === plus || byte === minus || isExponent(byte);
}

function hasExponent(bytes: Uint8Array, start: number, end: number): boolean {
  for (let place = start; place < end; place++) {
    if (isExponent(bytes[place]!)) {
      return true;
    }
  }
  return false;
}

function isExponent(byte: number): boolean {
  return (byte & ~lowerCase) === exponent;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}
