import { useEffect, useState } from "preact/hooks";
import { operator } from "../api/operator";
import type { Completion } from "../api/types";
import { account } from "../app/router";
import { TextField } from "./field";

interface Props {
  label: string;
  kind: "action" | "service" | "key" | "resource" | "principal";
  /** Of keys and resources: those of this action. */
  action?: string;
  value: string;
  on_input: (value: string) => void;
  placeholder?: string;
}

const kWaitMs = 150;

/** A text field that proposes what the server knows: actions, condition keys, ARNs. */
export function SuggestedField(props: Props) {
  const { kind, action, value } = props;
  const [suggestions, set_suggestions] = useState<string[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const query = { kind, prefix: value, action: action || undefined, account: account.value, limit: 30 };
      operator<{ completions: Completion[] }>("completions", { query, signal: stop.signal }).then(
        (told) => set_suggestions(told.completions.map(({ text }) => text)),
        () => undefined, // Whoever types goes on without proposals.
      );
    }, kWaitMs);
    return () => (clearTimeout(timer), stop.abort());
  }, [kind, action, value]);
  return (
    <TextField
      label={props.label}
      mono
      value={value}
      on_input={props.on_input}
      suggestions={suggestions}
      {...(props.placeholder ? { placeholder: props.placeholder } : {})}
    />
  );
}
