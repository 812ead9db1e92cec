// CodeMirror, set up for policies. It lives in a shadow root: there its styles are adopted style sheets, which a strict
// Content-Security-Policy allows.

import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { history, historyKeymap, insertNewlineKeepIndent } from "@codemirror/commands";
import { type Diagnostic, linter, lintGutter, lintKeymap } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  ViewPlugin,
} from "@codemirror/view";
import { operator } from "../api/operator";
import type { Finding } from "../api/types";
import type { DocumentType } from "./editor";
import { tokens_of } from "./json_tokens";
import { policy_completions } from "./policy_completions";

export interface View {
  show: (text: string) => void;
  close: () => void;
}

interface Options {
  label: string;
  text: string;
  type: () => DocumentType | null;
  on_change: (text: string) => void;
}

// The colours are those of `Document`, by the same tokens. Policies are short: all of one is coloured anew.
const kColoured = ["key", "string", "number", "word"] as const;
const kMarks = Object.fromEntries(kColoured.map((kind) => [kind, Decoration.mark({ class: `json-${kind}` })]));

function colours_of(text: string): DecorationSet {
  return Decoration.set(
    tokens_of(text).flatMap(({ kind, at, text: word }) => kMarks[kind]?.range(at, at + word.length) ?? []),
  );
}

const kColours = ViewPlugin.define(
  (view) => ({
    colours: colours_of(view.state.doc.toString()),
    update(update) {
      if (update.docChanged) this.colours = colours_of(update.state.doc.toString());
    },
  }),
  { decorations: (plugin) => plugin.colours },
);

// The browser moves the cursor and deletes; CodeMirror's own commands for that would bring its parser of languages.
const kEnter = { key: "Enter", run: insertNewlineKeepIndent };

const kTheme = EditorView.theme({
  "&": { fontSize: "13px", color: "var(--text)", backgroundColor: "var(--surface)", maxHeight: "60vh" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--text)", minHeight: "8em" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".json-key": { color: "var(--json-key)" },
  ".json-string": { color: "var(--json-string)" },
  ".json-number, .json-word": { color: "var(--json-number)" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--muted)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--hover)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, ::selection": {
    backgroundColor: "var(--selection)",
  },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--text)", border: "1px solid var(--line)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { color: "inherit", opacity: "0.8" },
});

export function open_editor(box: HTMLElement, options: Options): View {
  const root = box.shadowRoot ?? box.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        highlightActiveLine(),
        kColours,
        kTheme,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": options.label, spellcheck: "false", tabindex: "0" }),
        autocompletion({ override: [(context) => policy_completions(context, options.type() !== null)], icons: false }),
        linter((shown) => findings(shown.state.doc.toString(), options.type()), { delay: 400 }),
        // Tab leaves the editor: nobody is caught in it.
        keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap, kEnter]),
        EditorView.updateListener.of((update) => update.docChanged && options.on_change(update.state.doc.toString())),
      ],
    }),
  });
  return {
    show: (text) => {
      const now = view.state.doc.toString();
      if (text !== now) view.dispatch({ changes: { from: 0, to: now.length, insert: text } });
    },
    close: () => view.destroy(),
  };
}

async function findings(text: string, type: DocumentType | null): Promise<Diagnostic[]> {
  if (type === null || text.trim() === "") return [];
  try {
    const told = await operator<{ findings: Finding[] }>("lint", { body: { document: text, type } });
    return told.findings.map((finding) => {
      const from = Math.min(finding.start.offset, text.length);
      return {
        from,
        to: Math.min(Math.max(finding.end.offset, from), text.length),
        severity: finding.severity === "suggestion" ? "info" : finding.severity,
        message: finding.message,
        source: finding.code,
      };
    });
  } catch {
    return []; // Whoever edits goes on without marks.
  }
}
