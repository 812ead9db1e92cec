import type { ComponentChildren } from "preact";
import { type Kind, kLists, list_href } from "./nouns";

/** The head of one entity's page. */
export function Head(props: { kind: Kind; title: string; children?: ComponentChildren }) {
  return (
    <div class="page-head">
      <h1>
        {props.title} <span class="badge">{props.kind}</span>
      </h1>
      <a href={list_href(props.kind)}>All {kLists[props.kind]}</a>
      {props.children}
    </div>
  );
}
