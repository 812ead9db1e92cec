import { useId } from "preact/hooks";
import { Copy } from "./copy";

/** A text of several lines to read and copy, with its title. */
export function Text(props: { title: string; text: string }) {
  const title = useId();
  return (
    <section class="text" aria-labelledby={title}>
      <div class="row">
        <h3 class="grow" id={title}>
          {props.title}
        </h3>
        <Copy text={props.text} quiet />
      </div>
      <pre tabIndex={0} role="group" aria-labelledby={title}>
        {props.text}
      </pre>
    </section>
  );
}
