// The one way to the APIs of IAM and STS: signed calls, as any client's.

import { ApiError } from "./error";
import { operator, reached } from "./operator";
import { ask_to_sign_in, root_of, session } from "./session";
import { amz_date, authorization } from "./sigv4";
import { list_of, object_of, objects_of, parse_xml, text_of, type XmlObject } from "./xml";

export type Parameter =
  string | number | boolean | undefined | readonly Parameter[] | { readonly [name: string]: Parameter };
export type Parameters = Readonly<Record<string, Parameter>>;

const kVersion = { iam: "2010-05-08", sts: "2011-06-15" } as const;

// What AWS's errors say when other keys would help.
const kKeysHelp = new Set([
  "SignatureDoesNotMatch",
  "InvalidClientTokenId",
  "ExpiredToken",
  "MissingAuthenticationToken",
]);

export interface Call {
  service?: keyof typeof kVersion;
  /** Whose root signs when nobody signed in. */
  account: string;
}

/** The members of the operation's result. Throws ApiError with AWS's code; keys that do not do are asked for, once. */
export async function iam(action: string, parameters: Parameters, call: Call): Promise<XmlObject> {
  const service = call.service ?? "iam";
  const body = form_of({ Action: action, Version: kVersion[service], ...parameters });
  let answered = await send(body, service, call.account);
  if (answered instanceof ApiError && /^Signature (expired|not yet current)/.test(answered.message)) {
    await read_clock();
    answered = await send(body, service, call.account);
  }
  if (answered instanceof ApiError) {
    if (!answered.code || !kKeysHelp.has(answered.code)) throw answered;
    if (!(await ask_to_sign_in("keys", answered.message))) throw answered;
    const again = await send(body, service, call.account);
    if (again instanceof ApiError) throw again;
    return object_of(again[`${action}Result`]);
  }
  return object_of(answered[`${action}Result`]);
}

/** All pages of an operation that lists, one after the other. */
export async function iam_pages(action: string, parameters: Parameters, call: Call): Promise<XmlObject[]> {
  const pages: XmlObject[] = [];
  for (let marker: string | undefined; ;) {
    const page = await iam(action, { ...parameters, Marker: marker }, call);
    pages.push(page);
    marker = text_of(page.Marker) || undefined;
    if (text_of(page.IsTruncated) !== "true" || !marker) return pages;
  }
}

/** All that a list operation lists: `iam_all("ListUsers", {}, "Users", call)`. */
export async function iam_all(
  action: string,
  parameters: Parameters,
  member: string,
  call: Call,
): Promise<XmlObject[]> {
  return (await iam_pages(action, parameters, call)).flatMap((page) => objects_of(page[member]));
}

/** The same of an operation that lists names: `iam_names("ListUserPolicies", {UserName}, "PolicyNames", call)`. */
export async function iam_names(action: string, parameters: Parameters, member: string, call: Call): Promise<string[]> {
  return (await iam_pages(action, parameters, call)).flatMap((page) => list_of(page[member]).map(text_of));
}

// The server's clock may stand still or be elsewhere (/_iam/clock), and signatures must be of its time.
let ahead_ms = 0;

async function read_clock(): Promise<void> {
  ahead_ms = Date.parse((await operator<{ now: string }>("clock")).now) - Date.now();
}

async function send(body: string, service: string, account: string): Promise<XmlObject | ApiError> {
  const credentials = session.value.credentials ?? root_of(account);
  const headers: Record<string, string> = {
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
    host: location.host,
    "x-amz-date": amz_date(new Date(Date.now() + ahead_ms)),
  };
  if (credentials.session_token) headers["x-amz-security-token"] = credentials.session_token;
  const region = session.value.region ?? "us-east-1";
  const signed = authorization({ method: "POST", path: "/", headers, body }, credentials, region, service);
  const { host: _, ...sent } = headers; // the browser sends its own, which is the same
  const response = await reached(fetch("/", { method: "POST", headers: { ...sent, authorization: signed }, body }));
  const text = await response.text();
  if (response.ok) return object_of(Object.values(parse_xml(text))[0]);
  try {
    const error = object_of(object_of(parse_xml(text).ErrorResponse).Error);
    return new ApiError(response.status, text_of(error.Message) || text_of(error.Code), text_of(error.Code));
  } catch {
    return new ApiError(response.status, text.trim() || `the server answered ${response.status}`);
  }
}

/** `{Tags: [{Key: "a", Value: "b"}]}` as `Tags.member.1.Key=a&Tags.member.1.Value=b`. */
export function form_of(parameters: Parameters): string {
  const pairs: string[] = [];
  const add = (name: string, value: Parameter): void => {
    if (value === undefined) return;
    if (is_list(value)) value.forEach((each, index) => add(`${name}.member.${index + 1}`, each));
    else if (typeof value === "object")
      for (const [member, each] of Object.entries(value)) add(`${name}.${member}`, each);
    else pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  };
  for (const [name, value] of Object.entries(parameters)) add(name, value);
  return pairs.join("&");
}

const is_list = (value: Parameter): value is readonly Parameter[] => Array.isArray(value);
