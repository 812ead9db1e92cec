import { account, href } from "../../app/router";
import { operator } from "../../api/operator";
import type { Denial, RecordedRequest } from "../../api/types";
import { DecisionMark } from "../../parts/decision";
import { Icon } from "../../parts/icon";
import { is_explained, use_live_requests } from "../../parts/live";
import { At } from "../../parts/pairs";
import { short_arn } from "../../parts/principal";
import { Empty, Failed, use_loaded, Waiting } from "../../parts/state";
import { type Column, Table } from "../../parts/table";
import { LiveMark } from "../../parts/live_mark";

/** A denial, or a request that failed in another way that can be explained. */
interface Row {
  at: string;
  request_id: string;
  operation: string;
  principal: string;
  decision: Denial["decision"] | null;
  enforced: boolean;
  code: string;
  message: string;
}

const kColumns: Column<Row>[] = [
  { title: "Operation", cell: (row) => row.operation },
  { title: "Outcome", cell: (row) => <Outcome row={row} /> },
  { title: "Who", cell: (row) => <span title={row.principal}>{short_arn(row.principal)}</span>, wide_only: true },
  { title: "Why", cell: (row) => <span title={row.message}>{row.message}</span>, wide_only: true },
  { title: "When", cell: (row) => <At at={row.at} /> },
];

function Outcome(props: { row: Row }) {
  const { row } = props;
  return (
    <>
      {row.decision ? <DecisionMark decision={row.decision} /> : <span class="badge">{row.code}</span>}
      {!row.enforced && <span class="badge">not enforced</span>}
    </>
  );
}

/** All that was denied lately, the newest first, as it happens. */
export function Denials() {
  const journal = use_live_requests({ account: account.value }, is_explained);
  // The server keeps denials longer than the journal keeps requests.
  const denials = use_loaded(
    (signal) => operator<{ denials: Denial[] }>("denials", { query: { account: account.value }, signal }),
    [account.value],
  );
  // With --requests off there is no journal, and denials are there all the same.
  const recorded = journal.rows.value ?? (journal.error.value !== null && denials.value ? [] : null);
  const rows = recorded && merged(recorded.map(row_of_request), (denials.value?.denials ?? []).map(row_of_denial));
  return (
    <>
      <div class="page-head">
        <h1>Why denied</h1>
        <LiveMark live={journal.live.value} />
      </div>
      <p class="muted">
        What was denied or failed in account {account.value}, the newest first. Choose one to see why, and what would
        help.
      </p>
      {journal.error.value !== null && <Failed what="the journal" why={journal.error.value} again={journal.again} />}
      {rows === null && journal.error.value === null && <Waiting what="what was denied" />}
      {rows?.length === 0 && journal.error.value === null && (
        <Empty command={`curl -s '${location.origin}/_iam/requests?status=error'`}>
          <Icon name="allowed" /> Nothing was denied yet. Denials appear here when they happen; policies decide under{" "}
          <code>--auth enforce</code>, and are only asked under <code>--auth soft</code>. The same from a shell:
        </Empty>
      )}
      {rows !== null && rows.length > 0 && (
        <Table
          label="What was denied"
          columns={kColumns}
          rows={rows}
          row_key={(row) => row.request_id}
          row_href={(row) => href(["why", row.request_id])}
        />
      )}
    </>
  );
}

function row_of_request(request: RecordedRequest): Row {
  const denial = request.help?.denial;
  return {
    at: request.at,
    request_id: request.request_id,
    operation: denial?.action ?? `${request.service ?? request.source}:${request.operation ?? "?"}`,
    principal: request.principal,
    decision: denial?.decision ?? null,
    enforced: denial?.enforced ?? true,
    code: request.error?.code ?? String(request.status),
    message: denial?.why ?? request.error?.message ?? denial?.message ?? "",
  };
}

const row_of_denial = (denial: Denial): Row => ({
  at: denial.at,
  request_id: denial.request_id,
  operation: denial.action,
  principal: denial.principal,
  decision: denial.decision,
  enforced: denial.enforced,
  code: "",
  message: denial.why ?? denial.message,
});

function merged(requests: readonly Row[], denials: readonly Row[]): Row[] {
  const ids = new Set(requests.map((row) => row.request_id));
  const old = denials.filter((row) => !ids.has(row.request_id));
  if (old.length === 0) return [...requests];
  return [...requests, ...old].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
