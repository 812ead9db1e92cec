// What a page shows while it loads, when there is nothing, and when something failed.

import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { sentence_of } from "../api/error";
import { Command } from "./copy";
import { Icon } from "./icon";

export interface Loading<T> {
  value: T | null;
  error: string | null;
  loading: boolean;
  /** Asks again; what is shown stays until the answer is there. */
  reload: () => void;
}

/** Loads when the component is first shown and whenever a key changes. An answer that comes too late is dropped. */
export function use_loaded<T>(load: (signal: AbortSignal) => Promise<T>, keys: readonly unknown[]): Loading<T> {
  const [state, set_state] = useState<Omit<Loading<T>, "reload">>({ value: null, error: null, loading: true });
  const [round, set_round] = useState(0);
  const shown_keys = useRef(keys);
  useEffect(() => {
    const stop = new AbortController();
    const same = keys.every((key, index) => Object.is(key, shown_keys.current[index]));
    shown_keys.current = keys;
    set_state((before) => ({ value: same ? before.value : null, error: null, loading: true }));
    load(stop.signal).then(
      (value) => stop.signal.aborted || set_state({ value, error: null, loading: false }),
      (thrown) => stop.signal.aborted || set_state({ value: null, error: sentence_of(thrown), loading: false }),
    );
    return () => stop.abort();
  }, [...keys, round]);
  const reload = useCallback(() => set_round((before) => before + 1), []);
  return { ...state, reload };
}

/** Shows `children(value)` when there is a value, else that it loads or failed. */
export function Loaded<T>(props: { of: Loading<T>; what: string; children: (value: T) => ComponentChildren }) {
  const { value, error, reload } = props.of;
  if (error !== null) return <Failed what={props.what} why={error} again={reload} />;
  if (value === null) return <Waiting what={props.what} />;
  return <>{props.children(value)}</>;
}

export function Waiting(props: { what: string }) {
  return (
    <p class="state waiting" role="status">
      <span class="spinner" aria-hidden="true" /> Loading {props.what}…
    </p>
  );
}

export function Failed(props: { what: string; why: string; again?: () => void }) {
  return (
    <div class="state failed" role="alert">
      <p>
        <Icon name="error" /> Could not load {props.what}: {props.why}
      </p>
      {props.again && (
        <button type="button" onClick={props.again}>
          Try again
        </button>
      )}
    </div>
  );
}

/** `children` says what is not there, `command` what a person can do about it. */
export function Empty(props: { children: ComponentChildren; command?: string }) {
  return (
    <div class="state empty">
      <p>{props.children}</p>
      {props.command && <Command text={props.command} />}
    </div>
  );
}
