// Who asks: the operator's token and the keys of the IAM API. They live as long as the tab (sessionStorage), and never
// get into an address or a log.

import { signal } from "@preact/signals";
import type { Credentials } from "./sigv4";

const kStored = "iamlocal.session";

export interface Session {
  operator_token?: string;
  credentials?: Credentials;
  region?: string;
}

export const session = signal<Session>(stored());

function stored(): Session {
  try {
    return JSON.parse(sessionStorage.getItem(kStored) ?? "{}") as Session;
  } catch {
    return {};
  }
}

/** Another number when a person signed in or out: what is shown was told to somebody else. */
export const caller = signal(0);

export function remember(change: Partial<Session>): void {
  // A call that asked for keys goes on with them, and its page stays.
  if (waiting.length === 0) caller.value++;
  session.value = { ...session.value, ...change };
  sessionStorage.setItem(kStored, JSON.stringify(session.value));
}

/** The root of an account may sign with the account's number and this secret, whatever --auth is. */
export const root_of = (account: string): Credentials => ({ access_key_id: account, secret_access_key: "test" });

export type Needed = "operator" | "keys";

/** What the sign-in dialog asks for, and why; null while it is closed. */
export const sign_in_asked = signal<{ needed: Needed; why: string } | null>(null);

let waiting: ((signed_in: boolean) => void)[] = [];

/** Opens the dialog. False: it was closed without an answer. */
export function ask_to_sign_in(needed: Needed, why: string): Promise<boolean> {
  sign_in_asked.value = { needed, why };
  return new Promise((resolve) => waiting.push(resolve));
}

export function close_sign_in(signed_in: boolean): void {
  sign_in_asked.value = null;
  const told = waiting;
  waiting = [];
  for (const resolve of told) resolve(signed_in);
}
