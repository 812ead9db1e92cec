// The one way to the operator's endpoints (docs/operator.md).

import { ApiError } from "./error";
import { ask_to_sign_in, session } from "./session";

export type Query = Record<string, string | number | boolean | undefined>;

export interface Asked {
  method?: string;
  query?: Query;
  body?: unknown;
  accept?: string;
  signal?: AbortSignal;
  /** Statuses that are answers, too: 409 of an expectation that does not hold. */
  also?: readonly number[];
}

/** `path` is below /_iam/. Throws ApiError; a token that is missing or wrong is asked for. */
export async function operator<T>(path: string, asked: Asked = {}): Promise<T> {
  const text = await (await operator_response(path, asked)).text();
  return (text === "" ? {} : JSON.parse(text)) as T;
}

export async function operator_response(path: string, asked: Asked = {}): Promise<Response> {
  let token: string | undefined;
  const send = async () => {
    const headers: Record<string, string> = { accept: asked.accept ?? "application/json" };
    if (asked.body !== undefined) headers["content-type"] = "application/json";
    token = session.value.operator_token;
    if (token) headers.authorization = `Bearer ${token}`;
    const body =
      asked.body === undefined ? null : typeof asked.body === "string" ? asked.body : JSON.stringify(asked.body);
    const init = { method: asked.method ?? (body === null ? "GET" : "POST"), headers, body };
    return reached(fetch(address(path, asked.query), asked.signal ? { ...init, signal: asked.signal } : init));
  };
  let response = await send();
  while (response.status === 401) {
    // Of several requests at once one asks, and the others go on with what it got.
    if (token === session.value.operator_token) {
      const error = await error_of(response);
      const why = token ? "The server refuses the token that was given." : error.message;
      if (!(await ask_to_sign_in("operator", why))) throw error;
    }
    response = await send();
  }
  if (!response.ok && !asked.also?.includes(response.status)) throw await error_of(response);
  return response;
}

export function address(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, String(value)]],
  );
  const text = new URLSearchParams(pairs).toString();
  return `/_iam/${path}${text === "" ? "" : `?${text}`}`;
}

/** The answer; ApiError with status 0 when there is none. */
export async function reached(answer: Promise<Response>): Promise<Response> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === "AbortError") throw thrown;
    throw new ApiError(0, "the server does not answer");
  }
}

async function error_of(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    const told = JSON.parse(text) as { error?: unknown };
    if (typeof told.error === "string") return new ApiError(response.status, told.error);
  } catch {
    // Not JSON: the text is the message.
  }
  return new ApiError(response.status, text.trim() || `the server answered ${response.status}`);
}
