// Who is in which group, seen from both sides.

import { iam_all } from "../../api/iam";
import { text_of } from "../../api/xml";
import { type Edit, EditButton } from "../../parts/edit";
import { use_loaded } from "../../parts/state";
import { Table } from "../../parts/table";
import { call, entity_href } from "./nouns";
import { Section } from "./section";

export function Memberships(props: { user: string } | { group: string }) {
  const of_user = "user" in props;
  const own = of_user ? props.user : props.group;
  // What the rows are.
  const row = of_user
    ? ({
        kind: "group",
        noun: "Group",
        title: "Groups",
        none: "The user is in no group.",
        list: "ListGroupsForUser",
      } as const)
    : ({ kind: "user", noun: "User", title: "Members", none: "The group has no members.", list: "GetGroup" } as const);
  const fixed = of_user ? { UserName: own } : { GroupName: own };
  const loaded = use_loaded(() => iam_all(row.list, { ...fixed, MaxItems: 1000 }, `${row.noun}s`, call()), [own]);
  const add = (): Edit => ({
    title: of_user ? `Add ${own} to a group` : `Add a user to ${own}`,
    submit: "Add",
    action: "AddUserToGroup",
    parameters: fixed,
    fields: [
      {
        name: `${row.noun}Name`,
        label: row.noun,
        suggestions: async () =>
          (await iam_all(`List${row.noun}s`, { MaxItems: 1000 }, `${row.noun}s`, call())).map((each) =>
            text_of(each[`${row.noun}Name`]),
          ),
      },
    ],
    done: "Added",
    on_done: loaded.reload,
  });
  const remove = (name: string): Edit => ({
    title: of_user ? `Remove ${own} from ${name}?` : `Remove ${name} from ${own}?`,
    submit: "Remove",
    danger: true,
    says: "What only the group's policies allow is denied to the user from then on.",
    action: "RemoveUserFromGroup",
    parameters: { ...fixed, [`${row.noun}Name`]: name },
    done: "Removed",
    on_done: loaded.reload,
  });
  return (
    <Section title={row.title} of={loaded} buttons={<EditButton label="Add…" icon="add" edit={add} />}>
      {(rows) => {
        const named = rows.map((each) => text_of(each[`${row.noun}Name`]));
        return named.length === 0 ? (
          <p class="muted">{row.none}</p>
        ) : (
          <Table
            label={row.title}
            rows={named}
            row_key={(name) => name}
            row_href={(name) => entity_href(row.kind, name)}
            columns={[
              { title: row.noun, cell: (name) => name },
              {
                title: "Change",
                cell: (name) => <EditButton label="Remove" what={name} edit={() => remove(name)} />,
              },
            ]}
          />
        );
      }}
    </Section>
  );
}
