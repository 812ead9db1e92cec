import type { Layer, Outcome } from "../api/types";
import { Icon } from "./icon";

const kWords = { allowed: "Allowed", implicitDeny: "Implicitly denied", explicitDeny: "Explicitly denied" } as const;
const kIcons = { allowed: "allowed", implicitDeny: "implicit", explicitDeny: "explicit" } as const;

/** AWS's decision as an icon and a word. */
export function DecisionMark(props: { decision: Outcome }) {
  return (
    <span class={`decision ${props.decision}`}>
      <Icon name={kIcons[props.decision]} /> {kWords[props.decision]}
    </span>
  );
}

/** The kinds of policies in the order in which a ladder shows them, from the organization down. */
export const kLayers: readonly Layer[] = [
  "service_control",
  "resource_control",
  "endpoint",
  "boundary",
  "session",
  "scope_down",
  "identity",
  "resource",
  "trust",
];

export const kLayerNames: Record<Layer, string> = {
  service_control: "Service control policies",
  resource_control: "Resource control policies",
  endpoint: "VPC endpoint policy",
  boundary: "Permissions boundary",
  session: "Session policies",
  scope_down: "Scope-down policies",
  identity: "Identity-based policies",
  resource: "Resource-based policy",
  trust: "Trust policy of the role",
};
