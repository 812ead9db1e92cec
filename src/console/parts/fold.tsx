import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

/** A line that opens. What is inside is made, and loaded, when it is first opened. */
export function Fold(props: { summary: ComponentChildren; open?: boolean; children: () => ComponentChildren }) {
  const [open, set_open] = useState(props.open ?? false);
  return (
    <div class="rung">
      <details open={open} onToggle={(event) => set_open(event.currentTarget.open)}>
        <summary>{props.summary}</summary>
        {open && <div class="rung-body">{props.children()}</div>}
      </details>
    </div>
  );
}
