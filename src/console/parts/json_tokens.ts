// JSON cut into tokens, to be coloured and laid out. Never fails: what is no JSON becomes tokens of the kind `other`.

export type TokenKind = "key" | "string" | "number" | "word" | "punctuation" | "space" | "other";

export interface Token {
  kind: TokenKind;
  text: string;
  /** Where it begins in the text, in UTF-16 units. */
  at: number;
}

const kToken = /\s+|"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true\b|false\b|null\b|[{}[\],:]|[^\s{}[\],:"]+|"/gy;

export function tokens_of(text: string): Token[] {
  const tokens: Token[] = [];
  kToken.lastIndex = 0;
  for (let found; (found = kToken.exec(text));)
    tokens.push({ kind: kind_of(found[0]), text: found[0], at: found.index });
  // A string before a colon is a key.
  let before: Token | undefined;
  for (const token of tokens) {
    if (token.kind === "space") continue;
    if (token.text === ":" && before?.kind === "string") before.kind = "key";
    before = token;
  }
  return tokens;
}

function kind_of(text: string): TokenKind {
  if (/^\s/.test(text)) return "space";
  if (text.length > 1 && text.startsWith('"')) return "string";
  if (/^-?\d/.test(text)) return "number";
  if (text === "true" || text === "false" || text === "null") return "word";
  return "{}[],:".includes(text) ? "punctuation" : "other";
}

export interface Line {
  indent: number;
  tokens: Token[];
}

const kLineMax = 110;

/** Lines as they are in the text, or laid out anew where the text is in lines that are too long to read. */
export function lines_of(text: string): Line[] {
  const tokens = tokens_of(text);
  return text.split("\n").some((line) => line.length > kLineMax) ? laid_out(tokens) : as_written(tokens);
}

function as_written(tokens: readonly Token[]): Line[] {
  const lines: Line[] = [{ indent: 0, tokens: [] }];
  for (const token of tokens) {
    if (token.kind !== "space") {
      lines.at(-1)!.tokens.push(token);
      continue;
    }
    const parts = token.text.split(/\r?\n/);
    for (const [index, part] of parts.entries()) {
      if (index > 0) lines.push({ indent: 0, tokens: [] });
      if (part === "") continue;
      const line = lines.at(-1)!;
      if (line.tokens.length === 0) line.indent = part.replace(/\t/g, "  ").length;
      else line.tokens.push({ kind: "space", text: part, at: token.at });
    }
  }
  if (lines.length > 1 && lines.at(-1)!.tokens.length === 0) lines.pop();
  return lines;
}

function laid_out(tokens: readonly Token[]): Line[] {
  const solid = tokens.filter((token) => token.kind !== "space");
  const lines: Line[] = [{ indent: 0, tokens: [] }];
  let depth = 0;
  const next = () => lines.push({ indent: 2 * depth, tokens: [] });
  for (let i = 0; i < solid.length; i++) {
    const token = solid[i]!;
    const short = token.text === "{" || token.text === "[" ? short_end(solid, i) : -1;
    if (short >= 0) {
      // Lists and objects that fit stay on their line.
      for (; i <= short; i++) spaced(lines.at(-1)!, solid[i]!);
      i--;
      continue;
    }
    if (token.text === "}" || token.text === "]") {
      depth = Math.max(0, depth - 1);
      next();
    }
    spaced(lines.at(-1)!, token);
    if (token.text === "{" || token.text === "[") depth++;
    if (token.text === "{" || token.text === "[" || token.text === ",") next();
  }
  return lines;
}

function spaced(line: Line, token: Token): void {
  const before = line.tokens.at(-1);
  if (before && (before.text === ":" || before.text === ","))
    line.tokens.push({ kind: "space", text: " ", at: token.at });
  line.tokens.push(token);
}

/** The index of the bracket that closes the one at `from`, when what is between is flat and short; else -1. */
function short_end(tokens: readonly Token[], from: number): number {
  let length = 0;
  for (let i = from; i < tokens.length && length < 64; i++) {
    const text = tokens[i]!.text;
    length += text.length + 1;
    if (i > from && (text === "{" || text === "[")) return -1;
    if (text === "}" || text === "]") return length < 64 ? i : -1;
  }
  return -1;
}
