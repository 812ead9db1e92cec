// What the shell knows of the server: its health and its accounts.

import { signal } from "@preact/signals";
import { operator } from "../api/operator";
import type { Account, Health } from "../api/types";
import { default_account } from "./router";

export const health = signal<Health | null>(null);
export const accounts = signal<Account[]>([]);

export async function load_health(): Promise<void> {
  health.value = await operator<Health>("health");
  default_account.value = health.value.account;
}

/** Again after something made or removed an account. */
export async function load_accounts(): Promise<void> {
  accounts.value = (await operator<{ accounts: Account[] }>("accounts")).accounts;
}
