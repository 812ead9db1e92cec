import { useId } from "preact/hooks";
import { Copy } from "./copy";

/** A text of several lines to read and copy, with its title. `copied`: all of it, where `text` is only its beginning. */
export function Text(props: { title: string; text: string; copied?: string }) {
  const title = useId();
  return (
    <section class="text" aria-labelledby={title}>
      <div class="row">
        <h3 class="grow" id={title}>
          {props.title}
        </h3>
        <Copy text={props.copied ?? props.text} quiet />
      </div>
      <pre tabIndex={0} role="group" aria-labelledby={title}>
        {props.text}
      </pre>
    </section>
  );
}
