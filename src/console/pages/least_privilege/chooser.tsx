import { useState } from "preact/hooks";
import { operator } from "../../api/operator";
import type { Completion } from "../../api/types";
import { account, go, href } from "../../app/router";
import { short_arn } from "../../parts/principal";
import { Empty, Loaded, use_loaded } from "../../parts/state";
import { SuggestedField } from "../../parts/suggested";
import { Table } from "../../parts/table";

const address = (principal: string) => href(["least-privilege"], { principal });

/** A field for the principal; as long as none is chosen, a list of them. */
export function Chooser(props: { principal: string }) {
  const [typed, set_typed] = useState(props.principal);
  return (
    <>
      <form class="row pair" onSubmit={(event) => (event.preventDefault(), go(address(typed.trim())))}>
        <div class="grow">
          <SuggestedField
            label="ARN of a user or a role"
            kind="principal"
            value={typed}
            on_input={set_typed}
            placeholder={`arn:aws:iam::${account.value}:role/App`}
          />
        </div>
        <button type="submit" class="primary">
          Show
        </button>
      </form>
      {props.principal === "" && <Principals prefix={typed} />}
    </>
  );
}

function Principals(props: { prefix: string }) {
  const { prefix } = props;
  const loaded = use_loaded(
    async (signal) => {
      const query = { kind: "principal", prefix, account: account.value, limit: 200 };
      const told = await operator<{ completions: Completion[] }>("completions", { query, signal });
      return told.completions.filter(({ detail }) => detail === "user" || detail === "role");
    },
    [prefix],
  );
  return (
    <Loaded of={loaded} what="users and roles">
      {(rows) =>
        rows.length === 0 ? (
          <Empty command={`aws iam create-user --user-name Alice --endpoint-url ${location.origin}`}>
            {prefix === ""
              ? "There are no users and no roles in this account yet."
              : "No user and no role is called so."}
          </Empty>
        ) : (
          <Table
            label="Users and roles"
            rows={rows}
            row_key={(row) => row.text}
            row_href={(row) => address(row.text)}
            columns={[
              { title: "Principal", cell: (row) => short_arn(row.text) },
              { title: "Kind", cell: (row) => row.detail },
            ]}
          />
        )
      }
    </Loaded>
  );
}
