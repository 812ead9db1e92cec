import { useState } from "preact/hooks";
import { operator } from "../../api/operator";
import type { Decision, Denial, Layer, Statement } from "../../api/types";
import { Copy } from "../../parts/copy";
import { DecisionMark, kLayerNames } from "../../parts/decision";
import { Document, pretty } from "../../parts/document";
import { Icon } from "../../parts/icon";
import { outcome_of } from "../../parts/ladder";
import { principal_of } from "../../parts/principal";
import { use_loaded } from "../../parts/state";
import { Apply } from "./apply";
import { ApplyToBoundary, widened } from "./boundary";

interface Props {
  denial: Denial;
  /** What the same request gets now, once it was asked again. */
  now: Decision | null;
  on_applied: () => Promise<void>;
}

/** What would allow the request, whether that is enough, and the button that does it. */
export function Remedy(props: Props) {
  const { denial, now } = props;
  return (
    <section class="card remedy" aria-label="What would allow it">
      <h2>What would allow it</h2>
      {now && (
        <p class={`note ${now.decision === "allowed" ? "good" : "warn"}`} role="status">
          <span>
            The same request, asked again: <DecisionMark decision={now.decision} />
          </span>
        </p>
      )}
      {denial.statement ? (
        <Allowing {...props} statement={denial.statement} />
      ) : (
        <p class="note bad">
          <Icon name="explicit" /> <span>{why_none(denial)}</span>
        </p>
      )}
    </section>
  );
}

const policy_of = (statement: Statement) => ({ Version: "2012-10-17", Statement: [statement] });

function Allowing(props: Props & { statement: Statement }) {
  const { denial, now, statement } = props;
  const [open, set_open] = useState(false);
  const decided: Decision | Denial = now ?? denial;
  const boundary = decided.policies?.find((policy) => policy.type === "boundary");
  const document = pretty(policy_of(statement));
  const wider =
    decided.decided_by === "boundary" && decided.decision !== "allowed" ? widened(boundary, statement) : null;
  const { kind } = principal_of(denial.principal);
  const takes_policies = kind === "user" || kind === "role" || kind === "session";
  const is_allowed = decided.decision === "allowed";
  // Where the identity-based policies allow it already, another of them changes nothing.
  const missing_elsewhere =
    !is_allowed && wider === null && decided.decided_by && outcome_of(decided.layers?.identity) === "allowed"
      ? decided.decided_by
      : null;
  const can_apply = !is_allowed && missing_elsewhere === null && (wider !== null || takes_policies);
  const close = () => set_open(false);
  const on_applied = async () => {
    close();
    await props.on_applied();
  };
  return (
    <>
      <p>
        {missing_elsewhere !== null ? (
          <>No identity-based policy is missing. {where_missing(missing_elsewhere)} this:</>
        ) : (
          <>
            The smallest statement that allows it,{" "}
            {wider === null ? "in an identity-based policy:" : "in the permissions boundary, which does not:"}
          </>
        )}
      </p>
      <Document text={document} label="The policy that would allow it" />
      {!is_allowed && missing_elsewhere === null && (
        <WouldHelp denial={denial} policies={given(wider, boundary?.arn, document)} />
      )}
      <div class="row">
        {can_apply && (
          <button type="button" class="primary" onClick={() => set_open(true)}>
            Apply and try again…
          </button>
        )}
        <Copy text={document} label="Copy the policy" />
      </div>
      {!is_allowed && missing_elsewhere === null && !can_apply && (
        <p class="muted">
          <code>{denial.principal}</code> takes no inline policy, so that the console cannot apply it.
        </p>
      )}
      {open && wider === null && <Apply denial={denial} document={document} on_close={close} on_applied={on_applied} />}
      {open && wider !== null && (
        <ApplyToBoundary arn={boundary!.arn!} document={wider} on_close={close} on_applied={on_applied} />
      )}
    </>
  );
}

/** The policies of the question whether the remedy is enough. */
const given = (wider: string | null, arn: string | undefined, document: string) =>
  wider === null ? { extra_identity: [document] } : { boundary: { document: wider, arn } };

/** Asks the server what it would say with the policy: another layer may deny as well. */
function WouldHelp(props: { denial: Denial; policies: Record<string, unknown> }) {
  const { authorization_id } = props.denial;
  const { policies } = props;
  const asked = use_loaded(
    (signal) => operator<Decision>("authorize", { body: { authorization_id, policies }, signal }),
    [authorization_id, JSON.stringify(policies)],
  );
  if (!asked.value) return asked.error ? <p class="muted">Whether it is enough cannot be said: {asked.error}</p> : null;
  const { decision, decided_by } = asked.value;
  return (
    <p>
      With it, by what is stored now: <DecisionMark decision={decision} />
      {decision !== "allowed" && decided_by && (
        <>
          {" "}
          by the {kLayerNames[decided_by].toLowerCase()}, which must allow it as well. {also_needed(decided_by)}
        </>
      )}
    </p>
  );
}

/** What has to allow it beside the identity-based policies, which do, and how that is done. */
function where_missing(layer: Layer): string {
  switch (layer) {
    case "boundary":
      return "The permissions boundary does not allow it, and AWS owns that policy: set another boundary, which allows";
    case "session":
      return "The session's own policies do not allow it, and end with it: begin a session without them, or that allow";
    case "service_control":
    case "resource_control":
      return `The ${kLayerNames[layer].toLowerCase()} do not allow it. Each level of the organization has to allow`;
    default:
      return `The ${kLayerNames[layer].toLowerCase()} has to allow`;
  }
}

function also_needed(layer: Layer): string {
  switch (layer) {
    case "identity":
    case "boundary":
      return "Apply this first; what then is missing is offered next.";
    case "session":
      return "The session's own policies limit it, and end with it: begin a session without them.";
    case "service_control":
    case "resource_control":
      return "Change the organization's policies.";
    default:
      return "Change that policy.";
  }
}

function why_none(denial: Denial): string {
  if (denial.decided_by === "trust" && denial.decision === "explicitDeny") {
    return (
      "A statement of the role's trust policy denies it. No policy of the caller helps: " +
      "that statement has to go, or has to except this request."
    );
  }
  if (denial.decided_by === "trust") {
    return (
      "The role's trust policy decides who may assume it, and no policy of the caller helps. " +
      "See below what its statements want."
    );
  }
  if (denial.decision === "explicitDeny") {
    const where = denial.denied_by ? `, in ${denial.denied_by}` : "";
    return (
      `A statement denies it explicitly${where}. No further permission helps: ` +
      "the statement that denies has to go, or has to except this request."
    );
  }
  return `The ${kLayerNames[denial.decided_by].toLowerCase()} do not allow it, and no policy of the caller helps.`;
}
