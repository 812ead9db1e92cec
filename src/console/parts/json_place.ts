// Where in a JSON document a position is: which member's value, or the name of a member. Works on unfinished documents,
// for they are completed while they are written.

import { type Token, tokens_of } from "./json_tokens";

export interface JsonPlace {
  /** The string that the position is in. */
  string: Token;
  /** Whether the string is, or is to become, the name of a member. */
  is_name: boolean;
  /** The names of the members around, from the outside; of a value its own, too. */
  path: string[];
}

interface Open {
  bracket: string;
  name: string | null;
  /** In an object: whether a name is expected next. */
  wants_name: boolean;
}

/** Null outside strings. */
export function place_in(text: string, position: number): JsonPlace | null {
  const open: Open[] = [];
  for (const token of with_unfinished(text)) {
    const end = token.at + token.text.length;
    const top = open.at(-1);
    const is_string = token.text.startsWith('"');
    if (is_string && position > token.at && (position < end || (position === end && !is_closed(token.text)))) {
      const is_name = top?.bracket === "{" && top.wants_name;
      const path = open.map((each) => each.name).filter((name): name is string => name !== null);
      if (is_name && top?.name != null) path.pop();
      return { string: token, is_name, path };
    }
    if (token.at >= position) return null;
    if (token.text === "{" || token.text === "[") open.push({ bracket: token.text, name: null, wants_name: true });
    else if (token.text === "}" || token.text === "]") open.pop();
    else if (top && token.text === ":") top.wants_name = false;
    else if (top && token.text === ",") top.wants_name = true;
    else if (top?.bracket === "{" && top.wants_name && is_string) top.name = token.text.slice(1, -1);
  }
  return null;
}

/** The first text that a member has, in the innermost object around a position that has such a member. */
export function text_near(text: string, position: number, member: string): string | undefined {
  const tokens = tokens_of(text).filter((token) => token.kind !== "space");
  for (let from = position; ;) {
    const start = object_around(tokens, from);
    if (start < 0) return undefined;
    let depth = 0;
    for (let i = start; i < tokens.length; i++) {
      const { text: word, kind } = tokens[i]!;
      if (word === "{" || word === "[") depth++;
      else if (word === "}" || word === "]") depth--;
      if (depth === 0) break;
      if (depth !== 1 || kind !== "key" || word !== `"${member}"`) continue;
      const value = tokens[i + 2]?.text === "[" ? tokens[i + 3] : tokens[i + 2];
      if (value?.kind === "string") return value.text.slice(1, -1);
    }
    from = tokens[start]!.at;
  }
}

/** The index of the `{` of the innermost object that begins before a position and does not end before it. */
function object_around(tokens: readonly Token[], position: number): number {
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.at >= position) break;
    if (token.text === "{" || token.text === "[") open.push(index);
    else if (token.text === "}" || token.text === "]") open.pop();
  }
  return open.findLast((index) => tokens[index]!.text === "{") ?? -1;
}

/** The tokens, with a string that is not closed yet as one token to the end of its line. */
function with_unfinished(text: string): Token[] {
  const tokens: Token[] = [];
  let skip_to = 0;
  for (const token of tokens_of(text)) {
    if (token.kind === "space" || token.at < skip_to) continue;
    if (token.text !== '"') {
      tokens.push(token);
      continue;
    }
    const end = text.indexOf("\n", token.at);
    skip_to = end < 0 ? text.length : end;
    tokens.push({ ...token, text: text.slice(token.at, skip_to) });
  }
  return tokens;
}

const is_closed = (text: string) => /^"(?:[^"\\]|\\.)*"$/.test(text);
