import { useEffect, useRef } from "preact/hooks";
import { operator } from "../../api/operator";
import type { ContextValue, Decision, Outcome } from "../../api/types";
import { account, change_query, href, place } from "../../app/router";
import { ActionForm, use_form } from "../../parts/action";
import { curl_command } from "../../parts/cli";
import { Copy } from "../../parts/copy";
import { DecisionMark } from "../../parts/decision";
import { DecisionLadder } from "../../parts/decision_ladder";
import { Checkbox, TextField } from "../../parts/field";
import { Icon } from "../../parts/icon";
import { short_arn } from "../../parts/principal";
import { Empty, Loaded, use_loaded } from "../../parts/state";
import { SuggestedField } from "../../parts/suggested";
import { type Column, Table } from "../../parts/table";

interface Matched {
  policy?: string;
  arn?: string;
  index: number;
  sid?: string;
}

interface Principal {
  arn: string;
  kind: "user" | "role" | "root";
  name: string;
  account: string;
  decision: Outcome;
  matched_statements: Matched[];
  missing_context_keys: string[];
}

interface Told {
  principals: Principal[];
  checked: number;
  truncated: boolean;
}

interface Asked {
  action: string;
  resource?: string;
  account: string;
  context?: Record<string, ContextValue>;
  all?: boolean;
}

const kLimit = 10_000; // the most that the server tells

/** The question as the address has it; null: none yet. */
function asked_in(query: URLSearchParams): Asked | null {
  const action = query.get("action");
  if (!action) return null;
  const resource = query.get("resource");
  const context = context_of(query.get("context") ?? "");
  return {
    action,
    account: account.value,
    ...(resource ? { resource } : {}),
    ...(context ? { context } : {}),
    ...(query.has("all") ? { all: true } : {}),
  };
}

/** Lines such as "aws:SourceIp=203.0.113.5"; a key that is there twice has both values. */
function context_of(text: string): Record<string, ContextValue> | null {
  const found: Record<string, string[]> = {};
  for (const line of text.split("\n")) {
    const at = line.indexOf("=");
    if (at > 0) (found[line.slice(0, at).trim()] ??= []).push(line.slice(at + 1).trim());
  }
  const pairs = Object.entries(found).map(([key, values]) => [key, values.length === 1 ? values[0]! : values] as const);
  return pairs.length === 0 ? null : Object.fromEntries(pairs);
}

export function Who() {
  const { query } = place.value;
  const asked = asked_in(query);
  const kept = {
    action: query.get("action") ?? "",
    resource: query.get("resource") ?? "",
    context: query.get("context") ?? "",
  };
  const form = use_form(kept);
  useEffect(() => form.set(kept), [kept.action, kept.resource, kept.context]);
  const ask = async () => change_query({ ...form.values, why: undefined }, "push");
  return (
    <>
      <ActionForm
        title="The request"
        verb="Who can?"
        act={ask}
        disabled={form.values.action === ""}
        beside={asked && <Copy label="Copy as curl" text={curl_command("who-can", asked)} />}
      >
        <div class="columns">
          <SuggestedField label="Action" kind="action" placeholder="s3:GetObject" {...form.field("action")} />
          <SuggestedField
            label="Resource"
            kind="resource"
            action={form.values.action}
            placeholder="*"
            {...form.field("resource")}
          />
        </div>
        <TextField
          label="Condition keys"
          mono
          rows={2}
          placeholder="aws:SourceIp=203.0.113.5"
          hint="KEY=value, one a line. Keys about the principal and the time are added."
          {...form.field("context")}
        />
        <Checkbox
          label="List those who may not, too"
          checked={query.has("all")}
          on_change={(on) => change_query({ all: on ? "1" : undefined })}
        />
      </ActionForm>
      {asked ? (
        <Answer key={JSON.stringify(asked)} asked={asked} />
      ) : (
        <Empty command={curl_command("who-can", { action: "s3:GetObject", resource: "arn:aws:s3:::logs/a" })}>
          Say an action, and a resource if it matters. From a shell:
        </Empty>
      )}
    </>
  );
}

function Answer(props: { asked: Asked }) {
  const { asked } = props;
  const body = { ...asked, limit: kLimit };
  const loaded = use_loaded((signal) => operator<Told>("who-can", { body, signal }), []);
  const why = place.value.query.get("why");
  const columns: Column<Principal>[] = [
    {
      title: "Principal",
      cell: (row) => <span title={row.arn}>{row.kind === "root" ? "root" : short_arn(row.arn)}</span>,
    },
    { title: "Decision", cell: (row) => <DecisionMark decision={row.decision} />, wide_only: !asked.all },
    { title: "By", cell: (row) => <Statements of={row} /> },
    {
      title: "Why",
      cell: (row) => (
        <button
          type="button"
          class="quiet"
          aria-label={`Why ${row.name}`}
          aria-pressed={why === row.arn}
          onClick={() => change_query({ why: row.arn })}
        >
          Why
        </button>
      ),
    },
  ];
  return (
    <Loaded of={loaded} what="who can">
      {({ principals, checked, truncated }) => (
        <>
          <p class="muted" role="status">
            {principals.length} of {checked} principals{asked.all ? "" : " may"}
            {truncated && "; there are more"}
          </p>
          {principals.length === 0 ? (
            <p class="state">Nobody may do this.</p>
          ) : (
            <Table
              label="Who can"
              columns={columns}
              rows={principals}
              row_key={(row) => row.arn}
              row_href={(row) =>
                row.kind === "root" ? "" : href(["entities", row.kind, row.name], { account: row.account })
              }
            />
          )}
          {why && <Why key={why} asked={asked} principal={why} />}
        </>
      )}
    </Loaded>
  );
}

function Statements(props: { of: Principal }) {
  const { kind, matched_statements, missing_context_keys } = props.of;
  const words = matched_statements.map(
    ({ policy, arn, index, sid }) => `${policy ?? arn ?? "policy"}: statement ${index + 1}${sid ? ` “${sid}”` : ""}`,
  );
  if (words.length === 0 && kind === "root") words.push("root needs no policy");
  return (
    <span title={[...words, ...missing_context_keys].join("\n")}>
      {words.join("; ")}
      {missing_context_keys.length > 0 && (
        <span class="badge warn">
          <Icon name="warning" /> no {missing_context_keys.join(", ")}
        </span>
      )}
    </span>
  );
}

/** The layers of one principal's decision, with the deciding statement in its document. */
function Why(props: { asked: Asked; principal: string }) {
  const { action, resource, context } = props.asked;
  const { principal } = props;
  const body = { principal, action, resource: resource ?? "*", ...(context ? { context } : {}), statements: true };
  const loaded = use_loaded((signal) => operator<Decision>("authorize", { body, signal }), []);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="stack" aria-label={`Why ${short_arn(principal)}`}>
      <h2 tabIndex={-1} ref={heading}>
        Why {short_arn(principal)}
      </h2>
      <Loaded of={loaded} what="the decision">
        {(decision) => (
          <>
            <p>
              <DecisionMark decision={decision.decision} />
            </p>
            <DecisionLadder decision={decision} />
          </>
        )}
      </Loaded>
    </section>
  );
}
