// Calls as commands to copy.

import type { Parameters } from "../api/iam";

/** For a POSIX shell. */
export const quoted = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** "PutUserPolicy" as the AWS CLI spells it: "put-user-policy"; "EnableMFADevice": "enable-mfa-device". */
export const kebab = (name: string) =>
  name
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .toLowerCase();

/** The command of the AWS CLI that makes the same call. */
export function aws_command(service: "iam" | "sts", action: string, parameters: Parameters): string {
  const flags = Object.entries(parameters).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (typeof value === "boolean") return [`--${value ? "" : "no-"}${kebab(name)}`];
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    return [`--${kebab(name)} ${quoted(text)}`];
  });
  return [`aws ${service} ${kebab(action)} --endpoint-url ${location.origin}`, ...flags].join(" \\\n  ");
}

/** `curl` to an endpoint of the operator; `method` where it is not what curl sends by itself. */
export function curl_command(path: string, body?: unknown, method?: string): string {
  const to = `curl -s ${method ? `-X ${method} ` : ""}${quoted(`${location.origin}/_iam/${path}`)}`;
  return body === undefined ? to : `${to} \\\n  -d ${quoted(typeof body === "string" ? body : JSON.stringify(body))}`;
}
