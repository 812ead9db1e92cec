// Form fields: a label, the control, and what is wrong or helpful below it.

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface Common {
  label: string;
  hint?: ComponentChildren;
  error?: string | null;
  required?: boolean;
  disabled?: boolean;
}

interface TextProps extends Common {
  value: string;
  on_input: (value: string) => void;
  type?: "text" | "password" | "search" | "number" | "datetime-local";
  placeholder?: string;
  /** Monospace: ARNs, keys, documents. */
  mono?: boolean;
  suggestions?: readonly string[];
  rows?: number;
  pattern?: string;
  auto_focus?: boolean;
}

export function TextField(props: TextProps) {
  const id = useId();
  const shared = {
    id,
    value: props.value,
    onInput: (event: Event) => props.on_input((event.currentTarget as HTMLInputElement).value),
    class: props.mono ? "mono" : "",
    required: props.required,
    disabled: props.disabled,
    placeholder: props.placeholder,
    autofocus: props.auto_focus,
    spellcheck: false,
    autocomplete: "off",
    ...described(id, props),
  };
  return (
    <Labelled id={id} {...props}>
      {props.rows ? (
        <textarea {...shared} rows={props.rows} />
      ) : (
        <input
          {...shared}
          type={props.type ?? "text"}
          pattern={props.pattern}
          list={props.suggestions && `${id}-list`}
        />
      )}
      {props.suggestions && (
        <datalist id={`${id}-list`}>
          {props.suggestions.map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
      )}
    </Labelled>
  );
}

interface ChoiceProps<T extends string> extends Common {
  value: T;
  on_change: (value: T) => void;
  choices: readonly (readonly [T, string])[];
}

export function Choice<T extends string>(props: ChoiceProps<T>) {
  const id = useId();
  return (
    <Labelled id={id} {...props}>
      <select
        id={id}
        value={props.value}
        disabled={props.disabled}
        {...described(id, props)}
        onChange={(event) => props.on_change(event.currentTarget.value as T)}
      >
        {props.choices.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

export function Checkbox(props: { label: ComponentChildren; checked: boolean; on_change: (checked: boolean) => void }) {
  return (
    <label class="checkbox">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.on_change(event.currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}

const described = (id: string, props: Common) => ({
  "aria-invalid": props.error ? true : undefined,
  "aria-describedby": [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(" ") || undefined,
});

function Labelled(props: Common & { id: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      {props.children}
      {props.hint && (
        <p class="hint" id={`${props.id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="problem" id={`${props.id}-error`}>
          {props.error}
        </p>
      )}
    </div>
  );
}
