import type { PageProps } from "../app/pages";
import { href } from "../app/router";
import { health } from "../app/server";
import { Pairs } from "../parts/pairs";

export default function Overview(_props: PageProps) {
  const server = health.value!;
  return (
    <>
      <div class="page-head">
        <h1>Overview</h1>
      </div>
      <section class="card">
        <h2>This server</h2>
        <Pairs
          of={[
            ["Version", server.version],
            ["Authentication", server.auth],
            ["Store", server.store],
            ["Default account", <a href={href([], { account: server.account })}>{server.account}</a>],
            ["Consistency", server.consistency],
            ["Faults", String(server.faults)],
          ]}
        />
      </section>
    </>
  );
}
