import { href } from "../../app/router";
import { account } from "../../app/router";
import { ApiError } from "../../api/error";
import { operator } from "../../api/operator";
import type { Denial, RecordedRequest } from "../../api/types";
import { Icon } from "../../parts/icon";
import { At, Pairs } from "../../parts/pairs";
import { Empty, Loaded, use_loaded } from "../../parts/state";
import { DenialView } from "./denial";
import { FailureView } from "./failure";

interface Found {
  request: RecordedRequest | null;
  denial: Denial | null;
}

/** One request: why it was denied, or failed. */
export function WhyRequest(props: { request_id: string }) {
  const loaded = use_loaded((signal) => find(props.request_id, signal), [props.request_id]);
  return (
    <>
      <div class="page-head">
        <h1>Why denied</h1>
        <a href={href(["why"])}>All denials</a>
      </div>
      <Loaded of={loaded} what="the request">
        {({ request, denial }) =>
          request || denial ? (
            <div class={denial ? "denial" : "stack"}>
              <Facts request={request} denial={denial} />
              {denial ? <DenialView denial={denial} /> : <FailureView request={request!} />}
            </div>
          ) : (
            <Empty command={`curl -s '${location.origin}/_iam/requests?request_id=${props.request_id}'`}>
              The server does not remember this request. It keeps the last of each account, and denials for a day.
            </Empty>
          )
        }
      </Loaded>
    </>
  );
}

async function find(request_id: string, signal: AbortSignal): Promise<Found> {
  const request = await recorded(request_id, signal);
  const id = request?.help?.denial?.authorization_id ?? (await denial_id(request_id, signal));
  return { request, denial: id ? await operator<Denial>("denials", { query: { id }, signal }) : null };
}

async function recorded(request_id: string, signal: AbortSignal): Promise<RecordedRequest | null> {
  try {
    const query = { request_id, limit: 1 };
    return (await operator<{ requests: RecordedRequest[] }>("requests", { query, signal })).requests[0] ?? null;
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 404) return null; // --requests off
    throw thrown;
  }
}

async function denial_id(request_id: string, signal: AbortSignal): Promise<string | undefined> {
  const told = await operator<{ denials: Denial[] }>("denials", { query: { account: account.value }, signal });
  return told.denials.find((denial) => denial.request_id === request_id)?.authorization_id;
}

function Facts(props: { request: RecordedRequest | null; denial: Denial | null }) {
  const { request, denial } = props;
  return (
    <section class="card facts" aria-label="The request">
      <p class="sentence">
        <Icon name={request && request.status < 400 ? "info" : "error"} />{" "}
        {request?.error?.message ??
          denial?.message ??
          `${request?.operation ?? "The request"} was answered ${request?.status}`}
      </p>
      <Pairs
        of={[
          ["Who", <code>{denial?.principal ?? request?.principal}</code>],
          ["Asked for", <code>{denial?.action ?? `${request?.service ?? ""}:${request?.operation ?? ""}`}</code>],
          ["On", denial && <code>{denial.resource}</code>],
          ["When", <At at={request?.at ?? denial!.at} />],
          ["Request", request && <a href={href(["requests", request.request_id])}>{request.request_id}</a>],
          ["Error", request?.error && `${request.error.code} (${request.status})`],
          ["Fault", request?.fault !== undefined && <code>{JSON.stringify(request.fault)}</code>],
        ]}
      />
      {denial && !denial.enforced && (
        <p class="note warn">It was let pass: the server asks policies, but does not enforce what they say.</p>
      )}
    </section>
  );
}
