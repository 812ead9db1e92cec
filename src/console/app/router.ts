// Addresses. What is shown is in the address; this is the only place that reads or changes it.

import { computed, signal } from "@preact/signals";

export const kBase = "/_iam/console/";

export interface Place {
  /** The parts of the path below the base: ["why", "a1b2"]. */
  path: string[];
  query: URLSearchParams;
  /** Without the #. */
  fragment: string;
}

function here(): Place {
  const below = location.pathname.startsWith(kBase) ? location.pathname.slice(kBase.length) : "";
  return {
    path: below
      .split("/")
      .filter((part) => part !== "")
      .map(decoded),
    query: new URLSearchParams(location.search),
    fragment: location.hash.slice(1),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const place = signal<Place>(here());

/** The server's default account, until a person chooses one. */
export const default_account = signal("");
const asked_account = computed(() => place.value.query.get("account") || default_account.value);
export const is_account = (text: string) => /^\d{12}$/.test(text);
export const account = computed(() => (is_account(asked_account.value) ? asked_account.value : default_account.value));
/** What the address has for an account, and is none. */
export const no_account = computed(() => (asked_account.value === account.value ? null : asked_account.value));

export type Query = Record<string, string | undefined>;

/** The address of a page: `href(["why", id])`. The chosen account stays. */
export function href(path: readonly string[], query: Query = {}, fragment = ""): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) pairs.set(name, value);
  if (account.value && !pairs.has("account")) pairs.set("account", account.value);
  const text = pairs.toString();
  return kBase + path.map(encodeURIComponent).join("/") + (text ? `?${text}` : "") + (fragment ? `#${fragment}` : "");
}

export function go(to: string, how: "push" | "replace" = "push"): void {
  if (how === "push") history.pushState(null, "", to);
  else history.replaceState(null, "", to);
  place.value = here();
}

/** Changes some of the query's members, and nothing else: filters. An empty value removes one. */
export function change_query(change: Query, how: "push" | "replace" = "replace"): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(change)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  go(location.pathname + (text ? `?${text}` : "") + location.hash, how);
}

/** Puts a text into the fragment, without a step in the history. */
export function change_fragment(fragment: string): void {
  go(location.pathname + location.search + (fragment ? `#${fragment}` : ""), "replace");
}

/** Follows links inside the console without loading the page anew. Called once. */
export function start_router(): void {
  window.addEventListener("popstate", () => (place.value = here()));
  window.addEventListener("hashchange", () => (place.value = here()));
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest("a");
    if (!link || link.target || link.origin !== location.origin || !link.pathname.startsWith(kBase)) return;
    if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
    event.preventDefault();
    go(link.href);
    window.scrollTo(0, 0);
  });
}
