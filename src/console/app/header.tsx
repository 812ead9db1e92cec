import type { Signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { session, sign_in_asked } from "../api/session";
import { Icon } from "../parts/icon";
import icon from "./icon.svg";
import { account, change_query, href, is_account } from "./router";
import { accounts, health } from "./server";
import { theme, type Theme } from "./theme";

export function Header(props: { menu_open: Signal<boolean> }) {
  const { credentials } = session.value;
  return (
    <header class="top">
      <button
        type="button"
        class="menu-button quiet"
        aria-expanded={props.menu_open.value}
        aria-controls="navigation"
        onClick={() => (props.menu_open.value = !props.menu_open.value)}
      >
        <Icon name="menu" /> Menu
      </button>
      <a class="brand" href={href([])}>
        <img src={icon} alt="" width="24" height="24" /> IAM Local
      </a>
      <span class="facts">
        {health.value && `${health.value.version} · auth ${health.value.auth} · ${health.value.store}`}
      </span>
      <AccountChooser />
      <label>
        <span class="unseen">Theme</span>
        <select value={theme.value} onChange={(event) => (theme.value = event.currentTarget.value as Theme)}>
          <option value="system">System</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
      </label>
      <button type="button" onClick={() => (sign_in_asked.value = { needed: "keys", why: "" })}>
        <Icon name="key" /> {credentials ? credentials.access_key_id : "Root"}
      </button>
    </header>
  );
}

/** Any number of twelve digits is an account here; those that hold something are proposed. */
function AccountChooser() {
  const [typed, set_typed] = useState(account.value);
  useEffect(() => set_typed(account.value), [account.value]);
  const choose = (text: string) => {
    set_typed(text);
    if (is_account(text) && text !== account.value) change_query({ account: text }, "push");
  };
  return (
    <div class="account">
      <label for="account">Account</label>
      <input
        id="account"
        class="mono"
        list="accounts"
        value={typed}
        inputMode="numeric"
        maxLength={12}
        pattern="\d{12}"
        autocomplete="off"
        title="twelve digits"
        onInput={(event) => choose(event.currentTarget.value)}
        onBlur={() => set_typed(account.value)}
      />
      <datalist id="accounts">
        {accounts.value.map((each) => (
          <option key={each.account} value={each.account}>
            {each.alias ?? `${each.users} users, ${each.roles} roles`}
          </option>
        ))}
      </datalist>
    </div>
  );
}
