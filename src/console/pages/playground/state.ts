// What the playground asks. All of it is in the fragment of the address, which browsers send nowhere.

import type { ContextValue, Question } from "../../api/types";

export const kKinds = [
  "stored",
  "user",
  "role_session",
  "root",
  "federated_user",
  "web_identity",
  "saml",
  "service",
  "anonymous",
] as const;
export type Kind = (typeof kKinds)[number];

export const kResourceKinds = ["resource", "trust", "kms_key"] as const;
export type ResourceKind = (typeof kResourceKinds)[number];

/** The documents, as texts: they may be unfinished. */
export interface Documents {
  identity: string[];
  boundary: string[];
  session: string[];
  resource: string[];
  service_control: string[];
  resource_control: string[];
}
export type DocumentKind = keyof Documents;

export interface Playground {
  kind: Kind;
  /** The ARN; of `service` the service's name. */
  principal: string;
  /** Of `web_identity` and `saml`: as the trust policy names it. */
  provider: string;
  action: string;
  resource: string;
  resource_kind: ResourceKind;
  context: [key: string, value: string][];
  documents: Documents;
}

export const kNoDocuments: Documents = {
  identity: [],
  boundary: [],
  session: [],
  resource: [],
  service_control: [],
  resource_control: [],
};

const kExample = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ReadLogs",
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:ListBucket"],
      "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
      "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}
    }
  ]
}`;

export const example = (account: string): Playground => ({
  kind: "user",
  principal: `arn:aws:iam::${account}:user/Bob`,
  provider: "",
  action: "s3:GetObject",
  resource: "arn:aws:s3:::logs/1",
  resource_kind: "resource",
  context: [["aws:SourceIp", "203.0.113.7"]],
  documents: { ...kNoDocuments, identity: [kExample] },
});

export function encoded(state: Playground): string {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Null when the fragment is empty or no state: somebody may have cut it. */
export function decoded(fragment: string): Playground | null {
  try {
    const binary = atob(fragment.replaceAll("-", "+").replaceAll("_", "/"));
    const read = JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (each) => each.charCodeAt(0)))) as unknown;
    return is_playground(read) ? read : null;
  } catch {
    return null;
  }
}

function is_playground(read: unknown): read is Playground {
  if (typeof read !== "object" || read === null) return false;
  const { kind, principal, provider, action, resource, resource_kind, context, documents } =
    read as Partial<Playground>;
  const is_text = (value: unknown) => typeof value === "string";
  const is_texts = (value: unknown) => Array.isArray(value) && value.every(is_text);
  return (
    kKinds.some((each) => each === kind) &&
    kResourceKinds.some((each) => each === resource_kind) &&
    [principal, provider, action, resource].every(is_text) &&
    Array.isArray(context) &&
    context.every((pair) => is_texts(pair) && pair.length === 2) &&
    typeof documents === "object" &&
    documents !== null &&
    Object.keys(kNoDocuments).every((each) => is_texts(documents[each as DocumentKind]))
  );
}

/** `["a", "b"]` is a key of several values; any other text is one. */
export function context_value(text: string): ContextValue {
  if (text.trim().startsWith("[")) {
    try {
      const read = JSON.parse(text) as unknown;
      if (Array.isArray(read)) return read.map(String);
    } catch {
      // A text that only looks like a list.
    }
  }
  return text;
}

/** The question for POST /_iam/authorize. */
export function question_of(state: Playground): Question {
  const { documents } = state;
  const named = (kind: DocumentKind, word: string) =>
    written(documents[kind]).map((document, index) => ({ document, id: `${word}-${index + 1}` }));
  const policies: Record<string, unknown> = {};
  const [boundary] = named("boundary", "boundary");
  const [resource] = named("resource", state.resource_kind);
  const session = named("session", "session");
  const service_control = named("service_control", "scp");
  const resource_control = named("resource_control", "rcp");
  policies[state.kind === "stored" ? "extra_identity" : "identity"] = named("identity", "identity");
  if (boundary) policies.boundary = boundary;
  if (session.length > 0) policies.session = [session];
  if (resource) Object.assign(policies, { resource, resource_kind: state.resource_kind });
  if (service_control.length > 0) policies.service_control = [service_control];
  if (resource_control.length > 0) policies.resource_control = [resource_control];

  const context = Object.fromEntries(
    state.context.filter(([key]) => key !== "").map(([key, value]) => [key, context_value(value)] as const),
  );
  return {
    principal: principal_of_state(state),
    action: state.action,
    resource: state.resource || "*",
    context,
    policies,
    statements: true,
  };
}

function principal_of_state(state: Playground): string | Record<string, unknown> {
  const { kind, principal, provider, resource } = state;
  // A subject is no ARN: it asks for something of the account that trusts its provider.
  const account = principal.split(":")[4] || (resource.split(":")[4] ?? "");
  switch (kind) {
    case "stored":
      return principal;
    case "anonymous":
      return { kind };
    case "service":
      return { kind, service: principal };
    case "web_identity":
    case "saml":
      return { kind, account, arn: principal, provider };
    case "role_session":
      return { kind, account, arn: principal, ...role_of(principal) };
    default:
      return { kind, account, arn: principal };
  }
}

/** The role of a session: policies name it by that ARN. */
function role_of(arn: string): { principal_arn?: string } {
  const found = /^arn:([^:]+):sts::(\d*):assumed-role\/([^/]+)\//.exec(arn);
  return found ? { principal_arn: `arn:${found[1]}:iam::${found[2]}:role/${found[3]}` } : {};
}

/** The documents that are not empty: others are not asked. */
export const written = (texts: readonly string[]) => texts.filter((text) => text.trim() !== "");
