import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "./icon";

interface Props {
  title: string;
  /** Escape, the cross or Cancel. */
  on_close: () => void;
  /** With it, the dialog is a form with a button `submit` (a verb: "Delete"). */
  on_submit?: () => void;
  submit?: string;
  danger?: boolean;
  /** For documents. */
  wide?: boolean;
  busy?: boolean;
  /** Why it could not be done: shown above the buttons. */
  error?: string | null;
  children: ComponentChildren;
}

/** The browser's own modal dialog: it keeps the focus, and gives it back. Render it while it is open. */
export function Dialog(props: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    const dialog = element.current!;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!props.busy) props.on_submit?.();
  };
  return (
    <dialog
      ref={element}
      class={props.wide ? "wide" : ""}
      aria-labelledby={title}
      onCancel={(event) => (event.preventDefault(), props.on_close())}
    >
      <form onSubmit={submit}>
        <header>
          <h2 id={title}>{props.title}</h2>
          <button type="button" class="quiet" aria-label="Close" onClick={props.on_close}>
            <Icon name="close" />
          </button>
        </header>
        <div class="dialog-body">{props.children}</div>
        {props.error && (
          <p class="problem" role="alert">
            <Icon name="error" /> {props.error}
          </p>
        )}
        {props.on_submit && (
          <footer>
            <button type="button" onClick={props.on_close}>
              Cancel
            </button>
            <button type="submit" class={props.danger ? "danger" : "primary"} disabled={props.busy}>
              {props.submit ?? "OK"}
            </button>
          </footer>
        )}
      </form>
    </dialog>
  );
}
