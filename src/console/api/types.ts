// What the operator's endpoints take and tell (docs/operator.md, docs/requests.md, docs/policies.md).

export type Outcome = "allowed" | "implicitDeny" | "explicitDeny";

/** The kinds of policies, as `decided_by` and `layers` name them. */
export type Layer =
  | "service_control"
  | "resource_control"
  | "boundary"
  | "session"
  | "scope_down"
  | "identity"
  | "resource"
  | "trust"
  | "endpoint";

export interface Health {
  version: string;
  auth: "off" | "verify" | "soft" | "enforce";
  store: string;
  durability: string;
  account: string;
  strictness: string;
  faults: number;
  consistency: string;
}

export interface Account {
  account: string;
  alias: string | null;
  default: boolean;
  users: number;
  groups: number;
  roles: number;
  policies: number;
}

/** A place in a text. Lines and columns begin with 1, offsets with 0; `offset` counts as JavaScript's strings do. */
export interface Place {
  line: number;
  column: number;
  offset: number;
}

/** What each layer says. Organizations' layers and those of sessions have levels. */
export type Layers = Partial<Record<Layer, Outcome | Outcome[]>>;

/** What a statement wants and the request has not. `request` null: it does not have the key. */
export interface Miss {
  element: string;
  operator?: string;
  key?: string;
  policy: string[];
  request: string[] | null;
  /** The request has several values and the operator compares one. */
  needs_set_operator?: boolean;
}

export interface TrustStatement {
  index: number;
  sid?: string;
  effect: "Allow" | "Deny";
  misses: Miss[];
}

export interface Statement {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Action?: string | string[];
  Resource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** The part of a denial that the journal tells, too, in `help.denial`. */
export interface WayOut {
  authorization_id?: string;
  action: string;
  resource: string;
  decision: Outcome;
  decided_by: Layer;
  enforced: boolean;
  message: string;
  /** The smallest statement that would allow it; null: no policy of the caller would help. */
  statement: Statement | null;
  denied_by?: string;
  why?: string;
  trust_policy?: TrustStatement[];
}

export interface Denial extends WayOut {
  at: string;
  request_id: string;
  principal: string;
  context: Record<string, string[]>;
  encoded_message?: string;
  /** Of one denial (`?id=`), as of its moment. */
  policies?: EvaluatedPolicy[];
  layers?: Layers;
  matched_statements?: unknown[];
  missing_context_keys?: string[];
  cross_account?: boolean;
}

export interface Help {
  did_you_mean?: Record<string, string[]>;
  denial?: WayOut;
  signature_differs?: string;
  canonical_request?: string;
  string_to_sign?: string;
}

export interface RecordedRequest {
  at: string;
  request_id: string;
  source: string;
  service: string | null;
  operation: string | null;
  parameters: Record<string, unknown>;
  parameters_cut?: boolean;
  account: string;
  principal: string;
  status: number;
  duration_us: number;
  error?: { code: string; message: string };
  decision?: Outcome;
  fault?: unknown;
  help?: Help;
}

export interface EvaluatedStatement {
  index: number;
  sid?: string;
  effect: "Allow" | "Deny";
  start: Place;
  end: Place;
  applies: boolean;
  misses: Miss[];
}

export interface EvaluatedPolicy {
  type: Layer;
  id?: string;
  arn?: string;
  attached_to?: string;
  level?: number;
  document: string;
  statements?: EvaluatedStatement[];
}

export type ContextValue = string | number | boolean | (string | number | boolean)[];

export interface Question {
  principal?: string | Record<string, unknown>;
  action?: string;
  resource?: string;
  context?: Record<string, ContextValue>;
  policies?: Record<string, unknown>;
  authorization_id?: string;
  statements?: boolean;
  semantics?: "live" | "simulator";
}

export interface Decision {
  decision: Outcome;
  decided_by?: Layer;
  matched_statements?: unknown[];
  missing_context_keys?: string[];
  layers?: Layers;
  cross_account?: boolean;
  sentence?: string;
  principal?: string;
  action?: string;
  resource?: string;
  policies?: EvaluatedPolicy[];
}

export interface Finding {
  severity: "error" | "warning" | "suggestion";
  code: string;
  message: string;
  start: Place;
  end: Place;
}

export interface Completion {
  text: string;
  detail?: string;
}

/** What one action may, and whether it was used. `decision` is not "allowed" where `decided_by` takes it away. */
export interface PermittedAction {
  action: string;
  access_level: string;
  decision: Outcome;
  decided_by?: Layer;
  resources: string[];
  not_resources?: string[];
  everywhere: boolean;
  conditional: boolean;
  keys: string[];
  /** Other layers that let some resources through. */
  limits?: { type: Layer; resources: string[] }[];
  denied?: DenyingStatement[];
  used: boolean;
  last_used_at: string | null;
}

/** A statement that takes some of an action away, or all of it: always, or where `keys` say so. */
export interface DenyingStatement {
  type: Layer;
  policy: string;
  arn?: string;
  sid?: string;
  resources?: string[];
  not_resources?: string[];
  keys: string[];
}

/** `actions` is absent where only a `*` reaches the service, or where all would be too much: ask with `service=`. */
export interface PermittedService {
  service: string;
  name: string;
  allowed: number;
  /** How many actions the service has. */
  known: number;
  used: number;
  last_used_at: string | null;
  actions?: PermittedAction[];
}

export interface Permissions {
  principal: string;
  policies: EvaluatedPolicy[];
  services: PermittedService[];
  truncated: boolean;
}
