/** What an ARN of IAM or STS says. `name` is the last part, without the path; of a session that of its role. */
export interface Principal {
  kind: "root" | "user" | "group" | "role" | "session" | "policy" | "other";
  account: string;
  name: string;
  partition: string;
}

export function principal_of(arn: string): Principal {
  const [, partition = "", service = "", , account = "", ...rest] = arn.split(":");
  const [kind = "", ...path] = rest.join(":").split("/");
  const principal = (found: Principal["kind"], name: string): Principal => ({ kind: found, account, name, partition });
  if (service === "iam" && kind === "root") return principal("root", "root");
  if (service === "sts" && kind === "assumed-role") return principal("session", path[0] ?? "");
  if (service === "iam" && (kind === "user" || kind === "group" || kind === "role" || kind === "policy"))
    return principal(kind, path.at(-1) ?? "");
  return principal("other", arn);
}

/** An ARN as short as it can be told apart: "user/Bob". */
export const short_arn = (arn: string) => (arn.startsWith("arn:") ? arn.split(":").slice(5).join(":") : arn);
