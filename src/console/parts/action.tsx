// What buttons and forms do with the server: once at a time, and what failed is shown where it was asked for.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { sentence_of } from "../api/error";
import { Icon } from "./icon";
import { tell } from "./toast";

export interface Action {
  busy: boolean;
  error: string | null;
  /** Whether it was done. While one is under way, another is not begun. */
  run: (act: () => Promise<unknown>) => Promise<boolean>;
}

export function use_action(): Action {
  const [busy, set_busy] = useState(false);
  const [error, set_error] = useState<string | null>(null);
  const run = async (act: () => Promise<unknown>) => {
    if (busy) return false;
    set_busy(true);
    set_error(null);
    try {
      await act();
      return true;
    } catch (thrown) {
      set_error(sentence_of(thrown));
      return false;
    } finally {
      set_busy(false);
    }
  };
  return { busy, error, run };
}

/** For a button alone: notes tell that it was done, or why not. */
export function attempt(act: () => Promise<unknown>, done?: string): void {
  act().then(
    () => done && tell(done),
    (thrown) => tell(sentence_of(thrown), "error"),
  );
}

interface FormProps {
  title: string;
  /** The button's word. */
  verb: string;
  act: () => Promise<unknown>;
  disabled?: boolean;
  /** More buttons. */
  beside?: ComponentChildren;
  children: ComponentChildren;
}

/** A card with a form; what failed stands above its button. */
export function ActionForm(props: FormProps) {
  const { busy, error, run } = use_action();
  const submit = (event: Event) => {
    event.preventDefault();
    void run(props.act);
  };
  return (
    <form class="card" aria-label={props.title} onSubmit={submit}>
      <h2>{props.title}</h2>
      {props.children}
      {error !== null && (
        <p class="problem" role="alert">
          <Icon name="error" /> {error}
        </p>
      )}
      <div class="row">
        <button type="submit" class="primary" disabled={busy || (props.disabled ?? false)}>
          {props.verb}
        </button>
        {props.beside}
      </div>
    </form>
  );
}

/** The values of a form's fields, and what a `TextField` of one needs: `<TextField label="Name" {...form.field("name")} />`. */
export function use_form<T extends Record<string, string>>(begin: T) {
  const [values, set_values] = useState(begin);
  const set = (part: Partial<T>) => set_values((before) => ({ ...before, ...part }));
  const field = <Name extends keyof T>(name: Name) => ({
    value: values[name],
    on_input: (value: string) => set({ [name]: value } as Partial<T>),
  });
  const choice = <Name extends keyof T>(name: Name) => ({
    value: values[name],
    on_change: (value: T[Name]) => set({ [name]: value } as unknown as Partial<T>),
  });
  return { values, set, field, choice };
}
