// Short notes at the edge of the page: what was done, or why it was not.

import { signal } from "@preact/signals";
import { Icon } from "./icon";

type Tone = "done" | "error";
interface Toast {
  id: number;
  text: string;
  tone: Tone;
}

const toasts = signal<readonly Toast[]>([]);
let last = 0;

export function tell(text: string, tone: Tone = "done"): void {
  const id = ++last;
  toasts.value = [...toasts.value.slice(-3), { id, text, tone }];
  // An error stays until it is closed: it may take longer to read.
  if (tone === "done") setTimeout(() => close(id), 6000);
}

const close = (id: number) => (toasts.value = toasts.value.filter((toast) => toast.id !== id));

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((toast) => (
        <div key={toast.id} class={`toast ${toast.tone}`}>
          <Icon name={toast.tone === "done" ? "allowed" : "error"} />
          <span>{toast.text}</span>
          <button type="button" class="quiet" aria-label="Close" onClick={() => close(toast.id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
