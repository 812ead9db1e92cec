// The organization as GET and PUT /_iam/organization have it (docs/operator.md#organizations).

export interface Target {
  id: string;
  scps: string[];
  rcps: string[];
}

export interface Unit extends Target {
  /** The root has none. */
  name?: string;
  accounts: Target[];
  units: Unit[];
}

export interface OrganizationPolicy {
  id: string;
  document: string;
}

export interface Organization {
  id: string;
  management_account: string;
  features: string;
  trusted_services: string[];
  delegated_administrators: string[];
  root_features: string[];
  scps: Record<string, OrganizationPolicy>;
  rcps: Record<string, OrganizationPolicy>;
  root: Unit;
}

export type PolicyKind = "scps" | "rcps";

/** Where a policy is attached: names of units, numbers of accounts, "Root". */
export function targets_of(organization: Organization, kind: PolicyKind, policy: string): string[] {
  const found: string[] = [];
  const look = (unit: Unit): void => {
    if (unit[kind].includes(policy)) found.push(unit.name ?? "Root");
    for (const each of unit.accounts) if (each[kind].includes(policy)) found.push(each.id);
    unit.units.forEach(look);
  };
  look(organization.root);
  return found;
}

/**
 * The organization as a person edits it: policies as JSON where that keeps them byte for byte, as the texts that they
 * are else.
 */
export function editable(organization: Organization): string {
  const opened = (policies: Record<string, OrganizationPolicy>) =>
    Object.fromEntries(
      Object.entries(policies).map(([name, { id, document }]) => [name, { id, document: opened_document(document) }]),
    );
  return JSON.stringify({ ...organization, scps: opened(organization.scps), rcps: opened(organization.rcps) }, null, 2);
}

/** The value of a policy's text; the text itself where JSON would not be written as it is. */
function opened_document(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? value : text;
  } catch {
    return text;
  }
}

/** A policy's text, laid out to read. */
export function laid_out(text: string): string {
  const value = opened_document(text);
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** To begin with: a unit for accounts that may not use everything. */
export function example(account: string): string {
  const deny = { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" };
  return JSON.stringify(
    {
      management_account: account,
      scps: { KeepBuckets: { Version: "2012-10-17", Statement: [deny] } },
      root: { units: [{ name: "Sandbox", scps: ["FullAWSAccess", "KeepBuckets"], accounts: ["222222222222"] }] },
    },
    null,
    2,
  );
}
