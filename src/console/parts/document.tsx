// A JSON document to read: coloured, with line numbers and marked places. Light: no editor is loaded.

import { useMemo } from "preact/hooks";
import { Icon, type IconName } from "./icon";
import { lines_of, type Token } from "./json_tokens";

export interface Mark {
  /** Offsets in the text, in UTF-16 units, as the server's places have them. */
  from: number;
  to: number;
  kind: "allows" | "denies" | "misses" | "chosen";
  /** A few words that stand beside the first line. */
  label: string;
}

const kIcons: Record<Mark["kind"], IconName> = {
  allows: "allowed",
  denies: "explicit",
  misses: "implicit",
  chosen: "info",
};

export function Document(props: { text: string; label: string; marks?: readonly Mark[] }) {
  const lines = useMemo(() => lines_of(props.text), [props.text]);
  const told = new Set<Mark>();
  return (
    <div class="document" tabIndex={0} role="group" aria-label={props.label}>
      <ol>
        {lines.map((line, index) => {
          const mark = props.marks?.find((each) => line.tokens.some((token) => is_in(token, each)));
          const is_first = mark !== undefined && !told.has(mark);
          if (mark) told.add(mark);
          return (
            <li key={index} class={mark ? `marked ${mark.kind}` : ""}>
              <code style={{ paddingLeft: `${line.indent}ch` }}>
                {line.tokens.map((token) => (
                  <span key={token.at + token.kind} class={`json-${token.kind}`}>
                    {token.text}
                  </span>
                ))}
              </code>
              {is_first && (
                <span class="mark-label">
                  <Icon name={kIcons[mark.kind]} /> {mark.label}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const is_in = (token: Token, mark: Mark) => token.kind !== "space" && token.at >= mark.from && token.at < mark.to;

/** A JSON value, laid out. */
export const pretty = (value: unknown) => JSON.stringify(value, null, 2);
