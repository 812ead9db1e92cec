// An editor of policies: what is wrong is marked while you type, and actions, keys and ARNs are completed. CodeMirror
// comes only when the first editor is shown.

import { useEffect, useRef, useState } from "preact/hooks";
import type { View } from "./editor_view";

/** What the document is saved as, as `iamlocal lint --type` says it. */
export type DocumentType = "identity" | "inline" | "session" | "trust" | "resource" | "scp" | "rcp";

interface Props {
  label: string;
  value: string;
  on_change: (value: string) => void;
  /** null: JSON that is no policy. Nothing is marked then. */
  type: DocumentType | null;
}

export function Editor(props: Props) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<View | null>(null);
  const latest = useRef(props);
  const [failed, set_failed] = useState(false);
  latest.current = props;

  useEffect(() => {
    let gone = false;
    import("./editor_view").then(
      ({ open_editor }) => {
        if (gone) return;
        view.current = open_editor(box.current!, {
          label: latest.current.label,
          text: latest.current.value,
          type: () => latest.current.type,
          on_change: (text) => latest.current.on_change(text),
        });
      },
      () => set_failed(true),
    );
    return () => ((gone = true), view.current?.close());
  }, []);
  useEffect(() => view.current?.show(props.value), [props.value]);

  if (failed) {
    return (
      <textarea
        class="mono editor"
        rows={12}
        aria-label={props.label}
        spellcheck={false}
        value={props.value}
        onInput={(event) => props.on_change(event.currentTarget.value)}
      />
    );
  }
  return <div class="editor" ref={box} />;
}
