// A small client of IAM and STS, for what a test has to be true before it opens the console, and what is after it.
import { createHash, createHmac } from "node:crypto";

const kServices = { iam: "2010-05-08", sts: "2011-06-15" };
const kType = "application/x-www-form-urlencoded; charset=utf-8";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const hmac = (key, text) => createHmac("sha256", key).update(text).digest();

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
function signed({ host, body, service, key, secret, token }) {
  const at = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const day = at.slice(0, 8);
  const headers = { "content-type": kType, host, "x-amz-date": at };
  if (token) headers["x-amz-security-token"] = token;
  const names = Object.keys(headers).join(";");
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ["POST", "/", "", lines.join(""), names, sha256(body)].join("\n");
  const scope = `${day}/us-east-1/${service}/aws4_request`;
  const derived = [day, "us-east-1", service, "aws4_request"].reduce(hmac, `AWS4${secret}`);
  const signature = hmac(derived, ["AWS4-HMAC-SHA256", at, scope, sha256(canonical)].join("\n")).toString("hex");
  delete headers.host; // fetch sends it
  headers.authorization =
    `AWS4-HMAC-SHA256 Credential=${key}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return headers;
}

// Calls an operation as whoever has the key: root of the default account, unless told otherwise. Objects among the
// parameters are sent as JSON. Throws when the answer is an error, unless `fails`. Resolves to {status, body}.
export async function call(endpoint, action, parameters, options = {}) {
  const { service = "iam", key = "test", secret = "test", token, fails = false } = options;
  const form = new URLSearchParams({ Action: action, Version: kServices[service] });
  for (const [name, value] of Object.entries(parameters)) {
    form.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  const body = form.toString();
  const headers = signed({ host: new URL(endpoint).host, body, service, key, secret, token });
  const response = await fetch(endpoint, { method: "POST", headers, body });
  const answer = { status: response.status, body: await response.text() };
  if (!response.ok && !fails) throw new Error(`${action}: ${answer.status} ${answer.body}`);
  return answer;
}

// The text of the first element of that name in an answer; null when there is none.
export function element(body, name) {
  return body.match(new RegExp(`<${name}>([^<]*)</${name}>`))?.[1] ?? null;
}
