// Signature Version 4 of a POST with a form, which is all that the Query API needs:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html

import { hex, hmac, sha256, utf8 } from "./sha256";

export interface Credentials {
  access_key_id: string;
  secret_access_key: string;
  session_token?: string;
}

export interface Signable {
  method: string;
  path: string;
  headers: Record<string, string>; // with host and x-amz-date
  body: string;
}

export const amz_date = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, "");

/** The value of the header `authorization`. All headers are signed. */
export function authorization(request: Signable, credentials: Credentials, region: string, service: string): string {
  const headers = Object.entries(request.headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim().replace(/ +/g, " ")] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const signed = headers.map(([name]) => name).join(";");
  const canonical = [
    request.method,
    request.path,
    "",
    ...headers.map(([name, value]) => `${name}:${value}`),
    "",
    signed,
    hex(sha256(utf8(request.body))),
  ].join("\n");

  const date = request.headers["x-amz-date"] ?? "";
  const day = date.slice(0, 8);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const to_sign = ["AWS4-HMAC-SHA256", date, scope, hex(sha256(utf8(canonical)))].join("\n");

  let key = utf8(`AWS4${credentials.secret_access_key}`);
  for (const part of [day, region, service, "aws4_request"]) key = hmac(key, utf8(part)) as Uint8Array<ArrayBuffer>;
  const signature = hex(hmac(key, utf8(to_sign)));
  const credential = `${credentials.access_key_id}/${scope}`;
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signed}, Signature=${signature}`;
}
