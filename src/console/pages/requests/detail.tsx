import { href } from "../../app/router";
import { operator } from "../../api/operator";
import type { RecordedRequest } from "../../api/types";
import { Copy } from "../../parts/copy";
import { DecisionMark } from "../../parts/decision";
import { Document, pretty } from "../../parts/document";
import { Icon } from "../../parts/icon";
import { is_explained } from "../../parts/live";
import { At, Pairs } from "../../parts/pairs";
import { Empty, Loaded, use_loaded } from "../../parts/state";
import { StatusMark } from "../../parts/status";
import { Verify } from "./verify";

export function RequestDetail(props: { request_id: string }) {
  const { request_id } = props;
  const loaded = use_loaded(
    (signal) => operator<{ requests: RecordedRequest[] }>("requests", { query: { request_id, limit: 1 }, signal }),
    [request_id],
  );
  return (
    <>
      <div class="page-head">
        <h1>Request</h1>
        <a href={href(["requests"])}>All requests</a>
      </div>
      <Loaded of={loaded} what="the request">
        {({ requests: [request] }) =>
          request ? (
            <Shown request={request} />
          ) : (
            <Empty command={`curl -s '${location.origin}/_iam/requests'`}>
              The server does not remember this request. It keeps the last ones of each account (--requests).
            </Empty>
          )
        }
      </Loaded>
    </>
  );
}

function Shown(props: { request: RecordedRequest }) {
  const { request } = props;
  return (
    <>
      <section class="card" aria-label="The request">
        <h2>
          {request.service ?? request.source}:{request.operation ?? "?"}
        </h2>
        {request.error && (
          <p class="sentence">
            <Icon name="error" /> {request.error.message}
          </p>
        )}
        <Pairs
          of={[
            ["Answer", <StatusMark request={request} />],
            ["Policies", request.decision && <DecisionMark decision={request.decision} />],
            ["Who", <code>{request.principal}</code>],
            ["Account", request.account],
            ["When", <At at={request.at} />],
            ["Took", `${(request.duration_us / 1000).toFixed(2)} ms`],
            ["Face", request.source],
            ["Request id", <code>{request.request_id}</code>],
            ["Fault", request.fault !== undefined && <code>{JSON.stringify(request.fault)}</code>],
            ["Did you mean", did_you_mean(request)],
            ["Signature", request.help?.signature_differs],
          ]}
        />
        <div class="row">
          {is_explained(request) && (
            <a class="button" href={href(["why", request.request_id])}>
              Why, and what would help
            </a>
          )}
          <Copy text={pretty(request)} label="Copy as JSON" />
        </div>
      </section>
      <section class="card" aria-label="Parameters">
        <h2>Parameters</h2>
        {Object.keys(request.parameters).length === 0 ? (
          <p class="muted">The request had none.</p>
        ) : (
          <Document text={pretty(readable(request.parameters))} label="Parameters" />
        )}
        {request.parameters_cut && <p class="note warn">Some were too long to be kept.</p>}
      </section>
      <Verify expectation={expectation_of(request)} />
    </>
  );
}

const did_you_mean = ({ help }: RecordedRequest) =>
  Object.entries(help?.did_you_mean ?? {})
    .map(([parameter, names]) => `${parameter}: ${names.join(" or ")}`)
    .join("; ");

/** Documents that are sent as text are shown as what they are. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, readable(each)]));
  if (typeof value !== "string" || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** What a test would say to expect this request. Secrets read `***` and are left out. */
function expectation_of(request: RecordedRequest): Record<string, unknown> {
  const parameters = Object.fromEntries(Object.entries(request.parameters).filter(([, value]) => value !== "***"));
  return {
    account: request.account,
    operation: request.operation,
    principal: request.principal,
    status: request.error?.code ?? "success",
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
  };
}
