import { createScanner } from "jsonc-parser";
import type { JsonPath } from "../schema/checked";
import { doAll, type Steps } from "../steps";
import { decodeUtf8 } from "./readJson";
import { fileStart, LineIndex, type Position } from "./position";

/** The tokens that matter here. jsonc-parser declares its numbers as a const enum, which can't be imported one file at a time. */
const tokens = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  endOfFile: 17,
} as const;

/**
 * The place of the value at each path in a JSON file, or of its nearest parent that exists; the start of a file that
 * can't be read. One walk over the tokens finds all, however many they are and however deep the JSON is nested.
 */
export function locateAll(bytes: Uint8Array, paths: readonly JsonPath[]): Position[] {
  return doAll(locateSteps(bytes, paths));
}

/** The same in steps, for files of many megabytes. */
export function* locateSteps(bytes: Uint8Array, paths: readonly JsonPath[]): Steps<Position[]> {
  const text = decodeUtf8(bytes);
  if (text === undefined || paths.length === 0) {
    return paths.map(() => fileStart);
  }
  const root = new Wanted();
  const wanted = paths.map((path) => path.reduce<Wanted>((parent, step) => parent.child(step), root));
  yield* findOffsets(text, root);
  const lines = new LineIndex(text);
  return wanted.map((node) => lines.positionAt(node.nearestOffset()));
}

/** The place of one value; see {@link locateAll}. */
export function locate(bytes: Uint8Array, path: JsonPath): Position {
  return locateAll(bytes, [path])[0]!;
}

/** A value whose place is asked for, or a parent of one. */
class Wanted {
  offset: number | undefined;
  readonly children = new Map<string | number, Wanted>();

  constructor(private readonly parent?: Wanted) {}

  child(step: string | number): Wanted {
    const known = this.children.get(step) ?? new Wanted(this);
    this.children.set(step, known);
    return known;
  }

  /** Notes where the value starts. Of a property that is there twice the last one counts, as for JSON.parse. */
  found(offset: number): void {
    this.offset = offset;
    this.children.forEach((child) => child.forget());
  }

  nearestOffset(): number {
    return this.offset ?? this.parent?.nearestOffset() ?? 0;
  }

  private forget(): void {
    if (this.offset !== undefined) {
      this.offset = undefined;
      this.children.forEach((child) => child.forget());
    }
  }
}

/** A list or object that the walk is in; `step` is the index or property of the value that comes next. */
interface Container {
  readonly node: Wanted | undefined;
  step: string | number;
}

/** Tokens between two steps: a moment's work. */
const tokensOfStep = 10_000;

function* findOffsets(text: string, root: Wanted): Steps<void> {
  const scanner = createScanner(text, true);
  const containers: Container[] = [];
  let isProperty = false;
  let left = tokensOfStep;
  for (let token: number = scanner.scan(); token !== tokens.endOfFile; token = scanner.scan()) {
    const container = containers[containers.length - 1];
    if (--left === 0) {
      left = tokensOfStep;
      yield;
    }
    switch (token) {
      case tokens.closeBrace:
      case tokens.closeBracket:
        containers.pop();
        isProperty = false;
        break;
      case tokens.colon:
        isProperty = false;
        break;
      case tokens.comma:
        isProperty = typeof container?.step === "string";
        if (typeof container?.step === "number") {
          container.step++;
        }
        break;
      default: {
        if (isProperty && container) {
          container.step = scanner.getTokenValue();
          break;
        }
        const node = container ? container.node?.children.get(container.step) : root;
        node?.found(scanner.getTokenOffset());
        if (token === tokens.openBrace || token === tokens.openBracket) {
          isProperty = token === tokens.openBrace;
          containers.push({ node, step: isProperty ? "" : 0 });
        }
      }
    }
  }
}
