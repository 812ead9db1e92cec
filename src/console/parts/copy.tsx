import { useState } from "preact/hooks";
import { Icon } from "./icon";
import { tell } from "./toast";

/** A button that copies a text. `label` says what: "Copy as curl". */
export function Copy(props: { text: string | (() => string); label?: string; quiet?: boolean }) {
  const [done, set_done] = useState(false);
  const label = props.label ?? "Copy";
  const copy = async () => {
    const text = typeof props.text === "string" ? props.text : props.text();
    if (!(await put(text))) return tell("The browser did not let the text be copied", "error");
    set_done(true);
    setTimeout(() => set_done(false), 1500);
  };
  return (
    <button type="button" class={props.quiet ? "quiet" : ""} onClick={() => void copy()}>
      <Icon name={done ? "allowed" : "copy"} /> <span aria-live="polite">{done ? "Copied" : label}</span>
    </button>
  );
}

/** A command for a shell, with a button to copy it. */
export function Command(props: { text: string }) {
  return (
    <div class="command">
      <pre tabIndex={0} role="group" aria-label="Command">
        <code>{props.text}</code>
      </pre>
      <Copy text={props.text} quiet />
    </div>
  );
}

// navigator.clipboard is missing on plain http from another host than loopback.
async function put(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
