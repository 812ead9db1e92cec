// The journal of requests: what was asked, by whom, and what came of it.

import type { PageProps } from "../../app/pages";
import { href } from "../../app/router";
import { RequestDetail } from "./detail";
import { Requests } from "./list";
import { Verify } from "./verify";

export default function RequestsPage(props: PageProps) {
  const [part] = props.rest;
  if (part === undefined) return <Requests />;
  if (part !== "verify") return <RequestDetail key={part} request_id={part} />;
  return (
    <>
      <div class="page-head">
        <h1>Verify an expectation</h1>
        <a href={href(["requests"])}>All requests</a>
      </div>
      <Verify expectation={{ operation: "CreateUser", count: 1 }} />
    </>
  );
}
