import type { ComponentChildren } from "preact";
import type { EvaluatedPolicy, Layer, Layers, Outcome } from "../api/types";
import { Ladder, outcome_of } from "./ladder";
import { EvaluatedPolicies } from "./policies";

interface Decided {
  decision: Outcome;
  decided_by?: Layer;
  layers?: Layers;
  policies?: EvaluatedPolicy[];
}

/** The ladder of a decision, with the policies of each layer in it. `beside` adds what else there is to say of one. */
export function DecisionLadder(props: { decision: Decided; beside?: (layer: Layer) => ComponentChildren }) {
  const { decided_by, policies = [] } = props.decision;
  // A layer with policies is there even when the decision was made before it was asked.
  const asked = new Set(policies.map((policy) => policy.type));
  const layers = { ...props.decision.layers };
  // A role's trust policy is told as the policy of a resource.
  if (layers.resource && !asked.has("resource") && (decided_by === "trust" || asked.has("trust"))) {
    layers.trust ??= layers.resource;
    delete layers.resource;
  }
  const inside = (layer: Layer) => {
    const own = policies.filter((policy) => policy.type === layer).sort((a, b) => weight(b) - weight(a));
    return (
      <>
        {props.beside?.(layer)}
        {own.length === 0 ? (
          <p class="muted">
            {layer === "identity" ? "The principal has no policies." : "There is no policy of this kind."}
          </p>
        ) : (
          <EvaluatedPolicies policies={own} denied={outcome_of(layers[layer]) === "implicitDeny"} />
        )}
      </>
    );
  };
  return <Ladder layers={layers} also={asked} inside={inside} {...(decided_by ? { decided_by } : {})} />;
}

/** What a policy has to say of the request: one that denies comes first, then those that allow. */
function weight(policy: EvaluatedPolicy): number {
  const applying = (policy.statements ?? []).filter((statement) => statement.applies);
  return applying.some((statement) => statement.effect === "Deny") ? 2 : applying.length > 0 ? 1 : 0;
}
