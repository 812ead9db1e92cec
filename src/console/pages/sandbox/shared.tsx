// What parts of the sandbox have in common.

import { useEffect } from "preact/hooks";
import { account } from "../../app/router";
import { Choice } from "../../parts/field";

/** Calls again and again while the page can be seen: for numbers that others change. */
export function use_every(ms: number, call: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && call(), ms);
    return () => clearInterval(timer);
  }, [ms, call]);
}

export type Scope = "all" | "one";

/** All accounts, or the chosen one. */
export function ScopeChoice(props: { value: Scope; on_change: (scope: Scope) => void }) {
  return (
    <Choice
      label="Of"
      {...props}
      choices={[
        ["all", "all accounts"],
        ["one", `account ${account.value}`],
      ]}
    />
  );
}

/** The member `account` of a body, or none. */
export const scoped = (scope: Scope) => (scope === "one" ? { account: account.value } : {});
