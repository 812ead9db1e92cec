import type { ComponentChildren } from "preact";
import { Loaded, type Loading } from "../../parts/state";

/** A part of an entity's page that loads by itself: what changes is asked again without the rest. */
export function Section<T>(props: {
  title: string;
  of: Loading<T>;
  buttons?: ComponentChildren;
  /** As wide as the page. */
  whole?: boolean;
  children: (value: T) => ComponentChildren;
}) {
  return (
    <section class={`card ${props.whole ? "whole" : ""}`}>
      <div class="row">
        <h2 class="grow">{props.title}</h2>
        {props.buttons}
      </div>
      <Loaded of={props.of} what={props.title.toLowerCase()}>
        {props.children}
      </Loaded>
    </section>
  );
}
