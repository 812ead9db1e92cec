import type { Denial } from "../../api/types";
import { principal_of } from "../../parts/principal";
import { type Kind, kNoDocuments, type Playground } from "./state";

const kKindOf: Partial<Record<ReturnType<typeof principal_of>["kind"], Kind>> = {
  user: "user",
  root: "root",
  session: "role_session",
};

/** The request of a denial and its policies, to try changes on. Null where the playground has no place for a part of it. */
export function playground_of(denial: Denial): Playground | null {
  const kind = kKindOf[principal_of(denial.principal).kind];
  const policies = denial.policies ?? [];
  if (!kind || policies.some((policy) => policy.level || policy.type === "scope_down" || policy.type === "endpoint")) {
    return null;
  }
  const of = (...types: string[]) =>
    policies.filter(({ type }) => types.includes(type)).map(({ document }) => document);
  return {
    kind,
    principal: denial.principal,
    provider: "",
    action: denial.action,
    resource: denial.resource,
    resource_kind: policies.some(({ type }) => type === "trust") ? "trust" : "resource",
    context: Object.entries(denial.context).map(([key, values]) => [
      key,
      values.length === 1 ? values[0]! : JSON.stringify(values),
    ]),
    documents: {
      ...kNoDocuments,
      identity: of("identity"),
      boundary: of("boundary"),
      session: of("session"),
      resource: of("resource", "trust"),
      service_control: of("service_control"),
      resource_control: of("resource_control"),
    },
  };
}
