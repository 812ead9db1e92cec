import { useState } from "preact/hooks";
import { operator } from "../../api/operator";
import type { Decision, Denial, Layer, Statement } from "../../api/types";
import { Copy } from "../../parts/copy";
import { DecisionMark, kLayerNames } from "../../parts/decision";
import { Document, pretty } from "../../parts/document";
import { Icon } from "../../parts/icon";
import { principal_of } from "../../parts/principal";
import { use_loaded } from "../../parts/state";
import { Apply } from "./apply";

interface Props {
  denial: Denial;
  /** What the same request gets now, once it was asked again. */
  now: Decision | null;
  on_applied: () => Promise<void>;
}

/** What would allow the request, whether that is enough, and the button that does it. */
export function Remedy(props: Props) {
  const { denial } = props;
  return (
    <section class="card" aria-label="What would allow it">
      <h2>What would allow it</h2>
      {props.now && (
        <p class={`note ${props.now.decision === "allowed" ? "good" : "warn"}`} role="status">
          <span>
            The same request, asked again: <DecisionMark decision={props.now.decision} />
          </span>
        </p>
      )}
      {denial.statement ? (
        <Allowing denial={denial} statement={denial.statement} on_applied={props.on_applied} />
      ) : (
        <p class="note bad">
          <Icon name="explicit" /> <span>{why_none(denial)}</span>
        </p>
      )}
    </section>
  );
}

export const policy_of = (statement: Statement) => ({ Version: "2012-10-17", Statement: [statement] });

function Allowing(props: { denial: Denial; statement: Statement; on_applied: () => Promise<void> }) {
  const { denial, statement } = props;
  const [open, set_open] = useState(false);
  const document = pretty(policy_of(statement));
  const { kind } = principal_of(denial.principal);
  const takes_policies = kind === "user" || kind === "role" || kind === "session";
  return (
    <>
      <p>The smallest statement that allows it, in an identity-based policy:</p>
      <Document text={document} label="The policy that would allow it" />
      <WouldHelp denial={denial} document={document} />
      <div class="row">
        {takes_policies && (
          <button type="button" class="primary" onClick={() => set_open(true)}>
            Apply and try again…
          </button>
        )}
        <Copy text={document} label="Copy the policy" />
      </div>
      {!takes_policies && (
        <p class="muted">
          <code>{denial.principal}</code> takes no inline policy, so that the console cannot apply it.
        </p>
      )}
      {open && (
        <Apply
          denial={denial}
          document={document}
          on_close={() => set_open(false)}
          on_applied={async () => {
            set_open(false);
            await props.on_applied();
          }}
        />
      )}
    </>
  );
}

/** Asks the server what it would say with the policy: another layer may deny as well. */
function WouldHelp(props: { denial: Denial; document: string }) {
  const { authorization_id } = props.denial;
  const asked = use_loaded(
    (signal) =>
      operator<Decision>("authorize", {
        body: { authorization_id, policies: { extra_identity: [JSON.parse(props.document)] } },
        signal,
      }),
    [authorization_id],
  );
  if (!asked.value) return asked.error ? <p class="muted">Whether it is enough cannot be said: {asked.error}</p> : null;
  const { decision, decided_by } = asked.value;
  return (
    <p>
      With it, by what is stored now: <DecisionMark decision={decision} />
      {decision !== "allowed" && decided_by && (
        <>
          {" "}
          by the {kLayerNames[decided_by].toLowerCase()}, which must allow it as well: {also_needed(decided_by)}
        </>
      )}
    </p>
  );
}

function also_needed(layer: Layer): string {
  switch (layer) {
    case "boundary":
      return "add the statement to the boundary's policy, too.";
    case "session":
      return "the session's own policies limit it, and end with it. Begin a session without them.";
    case "service_control":
    case "resource_control":
      return "change the organization's policies.";
    default:
      return "change that policy.";
  }
}

function why_none(denial: Denial): string {
  if (denial.decided_by === "trust")
    return "The role's trust policy decides who may assume it, and no policy of the caller helps. See below what its statements want.";
  if (denial.decision === "explicitDeny")
    return `A statement denies it explicitly${denial.denied_by ? `, in ${denial.denied_by}` : ""}. No further permission helps: the statement that denies has to go, or has to except this request.`;
  return `The ${kLayerNames[denial.decided_by].toLowerCase()} do not allow it, and no policy of the caller helps.`;
}
