// Stands for @codemirror/language, which would bring a parser of languages (vite.config.ts). CodeMirror asks for a tree
// in one method that completions of ours do not use, and in commands that are not bound.

function nothing(): never {
  throw new Error("this editor has no parser");
}

export const syntaxTree = nothing;
export const getIndentation = nothing;
export const getIndentUnit = nothing;
export const indentString = nothing;
export const indentUnit = nothing;
export const matchBrackets = nothing;
export const IndentContext = nothing;
