// Who can assume whom, as GET /_iam/trust tells it, and the ways through it.

export interface TrustNode {
  id: string;
  kind: "user" | "role" | "session" | "account" | "service" | "provider" | "anyone";
  name: string;
  account: string | null;
  /** False: not on this server, so only the trust policy was asked. */
  stored: boolean;
}

export interface TrustEdge {
  from: string;
  to: string;
  action: string;
  conditional: boolean;
  /** The condition keys that decide. */
  keys: string[];
  /** The account that the trust policy names: its own policies let this one in. */
  through?: string;
}

export interface Trust {
  nodes: TrustNode[];
  edges: TrustEdge[];
  truncated: boolean;
}

export const kKindNames: Record<TrustNode["kind"], readonly [one: string, many: string]> = {
  anyone: ["anyone", "anyone"],
  account: ["account", "accounts"],
  provider: ["provider", "providers"],
  service: ["service", "services"],
  user: ["user", "users"],
  session: ["session", "sessions"],
  role: ["role", "roles"],
};

export const name_of = ({ kind, name }: TrustNode) =>
  kind === "anyone" ? "anyone" : kind === "service" ? name.replace(/\.amazonaws\.com$/, "") : name;

/** `end` is where one goes: "to" goes from whoever assumes to what is assumed, "from" the other way. */
export type End = "from" | "to";

/** The edges of each node in one direction. */
export function by_start(edges: readonly TrustEdge[], end: End): Map<string, TrustEdge[]> {
  const start = end === "to" ? "from" : "to";
  const found = new Map<string, TrustEdge[]>();
  for (const edge of edges) {
    const list = found.get(edge[start]);
    if (list) list.push(edge);
    else found.set(edge[start], [edge]);
  }
  return found;
}

/** The shortest way to everything that can be reached, as its edges from the start on. */
export function ways(start: string, edges: readonly TrustEdge[], end: End): Map<string, TrustEdge[]> {
  const next = by_start(edges, end);
  const found = new Map<string, TrustEdge[]>([[start, []]]);
  for (const [node, way] of found) {
    // What is added while a Map is read is read as well.
    for (const edge of next.get(node) ?? []) if (!found.has(edge[end])) found.set(edge[end], [...way, edge]);
  }
  found.delete(start);
  return found;
}
