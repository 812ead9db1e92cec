// What a test sets up around the calls: time, limits, failures, delays, and what is stored.

import type { ComponentType } from "preact";
import type { PageProps } from "../../app/pages";
import { account, href } from "../../app/router";
import { Tabs } from "../../parts/tabs";
import { Clock } from "./clock";
import { Consistency } from "./consistency";
import { Faults } from "./faults";
import { OrganizationPart } from "./organization";
import { Quotas } from "./quotas";
import { Savepoints } from "./savepoints";
import { State } from "./state";

interface Part {
  path: string;
  title: string;
  /** Whose it is: the chosen account's, or the server's. */
  of_account: boolean;
  shown: ComponentType;
}

// prettier-ignore
const kParts: readonly Part[] = [
  { path: "clock", title: "Clock", of_account: false, shown: Clock },
  { path: "quotas", title: "Quotas", of_account: true, shown: Quotas },
  { path: "faults", title: "Faults", of_account: false, shown: Faults },
  { path: "consistency", title: "Consistency", of_account: false, shown: Consistency },
  { path: "savepoints", title: "Savepoints", of_account: false, shown: Savepoints },
  { path: "organization", title: "Organization", of_account: true, shown: OrganizationPart },
  { path: "state", title: "State", of_account: true, shown: State },
];

export default function Sandbox(props: PageProps) {
  const [path = "clock"] = props.rest;
  const part = kParts.find((each) => each.path === path);
  const Shown = part?.shown;
  return (
    <>
      <div class="page-head">
        <h1>Sandbox</h1>
        {part && <span class="muted">{part.of_account ? `of account ${account.value}` : "of the whole server"}</span>}
      </div>
      <Tabs
        label="Parts of the sandbox"
        tabs={kParts.map((each) => ({
          title: each.title,
          href: href(["sandbox", each.path]),
          current: each === part,
        }))}
      />
      {Shown ? <Shown /> : <p class="state">There is no such part of the sandbox.</p>}
    </>
  );
}
