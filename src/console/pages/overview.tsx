import type { PageProps } from "../app/pages";
import { account, href } from "../app/router";
import { accounts, health } from "../app/server";
import { Icon } from "../parts/icon";
import { is_explained, use_live_requests } from "../parts/live";
import { Pairs } from "../parts/pairs";
import { short_arn } from "../parts/principal";
import { Empty, Failed, Waiting } from "../parts/state";
import { StatusMark } from "../parts/status";

const kShown = 5;

export default function Overview(_props: PageProps) {
  const server = health.value!;
  const here = accounts.value.find((each) => each.account === account.value);
  return (
    <>
      <div class="page-head">
        <h1>Overview</h1>
      </div>
      <div class="columns">
        <Latest />
        <section class="card">
          <h2>This server</h2>
          <Pairs
            of={[
              ["Account", here?.alias ? `${account.value} (${here.alias})` : account.value],
              [
                "In it",
                here && `${here.users} users, ${here.groups} groups, ${here.roles} roles, ${here.policies} policies`,
              ],
              ["Authentication", `--auth ${server.auth}`],
              ["Store", server.store],
              ["Consistency", server.consistency],
              ["Faults", server.faults > 0 && String(server.faults)],
              ["Version", server.version],
            ]}
          />
        </section>
      </div>
    </>
  );
}

/** What was denied lately: the question that most come with. */
function Latest() {
  const journal = use_live_requests({ account: account.value }, is_explained);
  const rows = journal.rows.value;
  return (
    <section class="card">
      <h2>Denied or failed lately</h2>
      {journal.error.value !== null && <Failed what="the journal" why={journal.error.value} again={journal.again} />}
      {rows === null && journal.error.value === null && <Waiting what="what was denied" />}
      {rows?.length === 0 && (
        <Empty command={`aws sts get-caller-identity --endpoint-url ${location.origin}`}>
          <Icon name="allowed" /> Nothing was denied yet. To send a request from a shell:
        </Empty>
      )}
      {rows !== null && rows.length > 0 && (
        <>
          <ul class="statements">
            {rows.slice(0, kShown).map((row) => (
              <li key={row.request_id}>
                <a href={href(["why", row.request_id])}>
                  {row.service ?? row.source}:{row.operation ?? "?"}
                </a>{" "}
                by {short_arn(row.principal)} <StatusMark request={row} />
                <p class="muted">{row.help?.denial?.why ?? row.error?.message ?? row.help?.denial?.message}</p>
              </li>
            ))}
          </ul>
          <p>
            <a href={href(["why"])}>All that was denied</a>
          </p>
        </>
      )}
    </section>
  );
}
