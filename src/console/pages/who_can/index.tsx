// Who may do something, and who can become whom.

import type { PageProps } from "../../app/pages";
import { href } from "../../app/router";
import { Tabs } from "../../parts/tabs";
import { Assume } from "./assume";
import { Who } from "./who";

export default function WhoCan(props: PageProps) {
  const is_graph = props.rest[0] === "graph";
  return (
    <>
      <div class="page-head">
        <h1>Who can</h1>
      </div>
      <Tabs
        label="Parts of who can"
        tabs={[
          { title: "Do something", href: href(["who-can"]), current: !is_graph },
          { title: "Assume a role", href: href(["who-can", "graph"]), current: is_graph },
        ]}
      />
      {is_graph ? <Assume /> : <Who />}
    </>
  );
}
