import { account, href, place } from "../../app/router";
import type { RecordedRequest } from "../../api/types";
import { DecisionMark } from "../../parts/decision";
import { use_live_requests } from "../../parts/live";
import { LiveMark } from "../../parts/live_mark";
import { At } from "../../parts/pairs";
import { short_arn } from "../../parts/principal";
import { Empty, Failed, Waiting } from "../../parts/state";
import { StatusMark } from "../../parts/status";
import { type Column, Table } from "../../parts/table";
import { Filters, kFilters } from "./filters";

const kColumns: Column<RecordedRequest>[] = [
  { title: "Operation", cell: (row) => `${row.service ?? row.source}:${row.operation ?? "?"}` },
  { title: "Answer", cell: (row) => <StatusMark request={row} /> },
  { title: "Policies", cell: (row) => row.decision && <DecisionMark decision={row.decision} />, wide_only: true },
  { title: "Who", cell: (row) => <span title={row.principal}>{short_arn(row.principal)}</span>, wide_only: true },
  { title: "Parameters", cell: (row) => <code>{short_parameters(row.parameters)}</code>, wide_only: true },
  { title: "ms", cell: (row) => (row.duration_us / 1000).toFixed(2), numeric: true, wide_only: true },
  { title: "When", cell: (row) => <At at={row.at} /> },
];

const short_parameters = (parameters: Record<string, unknown>) =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ")
    .slice(0, 200);

export function Requests() {
  const { query } = place.value;
  const filters = Object.fromEntries(kFilters.map((name) => [name, query.get(name) ?? undefined]));
  const journal = use_live_requests(query.has("all") ? filters : { ...filters, account: account.value });
  const rows = journal.rows.value;
  const filtered = kFilters.some((name) => query.get(name));
  return (
    <>
      <div class="page-head">
        <h1>Requests</h1>
        <LiveMark live={journal.live.value} />
        <a href={href(["requests", "verify"])}>Verify an expectation</a>
      </div>
      <Filters />
      {journal.error.value !== null && <Failed what="the journal" why={journal.error.value} again={journal.again} />}
      {rows === null && journal.error.value === null && <Waiting what="the requests" />}
      {rows?.length === 0 && (
        <Empty command={`aws iam list-users --endpoint-url ${location.origin}`}>
          {filtered
            ? "No request is as the filters say."
            : "Nothing was asked yet. Requests appear here when they are answered:"}
        </Empty>
      )}
      {rows !== null && rows.length > 0 && (
        <>
          <p class="muted" role="status">
            {rows.length} requests, the newest first
          </p>
          <Table
            label="Requests"
            columns={kColumns}
            rows={rows}
            row_key={(row) => row.request_id}
            row_href={(row) => href(["requests", row.request_id])}
          />
        </>
      )}
    </>
  );
}
