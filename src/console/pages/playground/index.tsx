// Documents and a request, and what is decided of them while they are typed.

import { useEffect, useRef, useState } from "preact/hooks";
import type { PageProps } from "../../app/pages";
import { account, change_fragment, place } from "../../app/router";
import { Copy } from "../../parts/copy";
import { as_aws, as_curl, as_simulate } from "./copies";
import { Answer } from "./answer";
import { DocumentList } from "./documents";
import { RequestForm } from "./request";
import { decoded, encoded, example, type Playground } from "./state";

const kWaitMs = 300;

export default function PlaygroundPage(_props: PageProps) {
  const { fragment } = place.value;
  const [state, set_state] = useState<Playground>(() => decoded(fragment) ?? example(account.value));
  const written = useRef(fragment);

  // What is typed gets into the address when the typing pauses; an address that comes from elsewhere is shown.
  useEffect(() => {
    const timer = setTimeout(() => {
      written.current = encoded(state);
      if (written.current !== place.value.fragment) change_fragment(written.current);
    }, kWaitMs);
    return () => clearTimeout(timer);
  }, [state]);
  useEffect(() => {
    if (fragment === written.current) return;
    written.current = fragment;
    const read = decoded(fragment);
    if (read) set_state(read);
  }, [fragment]);

  const change = (part: Partial<Playground>) => set_state((before) => ({ ...before, ...part }));
  return (
    <>
      <div class="page-head">
        <h1>Playground</h1>
        <Copy text={() => as_simulate(state)} label="Copy as iamlocal simulate" />
        <Copy text={() => as_aws(state)} label="Copy as AWS CLI" />
        <Copy text={() => as_curl(state)} label="Copy as curl" />
      </div>
      <div class="columns">
        <section class="card" aria-label="Policies">
          <h2>Policies</h2>
          <DocumentList state={state} on_change={(documents) => change({ documents })} />
        </section>
        <section class="card" aria-label="The request">
          <h2>The request</h2>
          <RequestForm state={state} on_change={change} />
        </section>
      </div>
      <Answer state={state} on_add_key={(key) => change({ context: [...state.context, [key, ""]] })} />
    </>
  );
}
