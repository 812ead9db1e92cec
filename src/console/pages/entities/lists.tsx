import { iam_all } from "../../api/iam";
import { text_of, type XmlObject } from "../../api/xml";
import { change_query, go, href, place } from "../../app/router";
import { EditButton } from "../../parts/edit";
import { Choice, TextField } from "../../parts/field";
import { At } from "../../parts/pairs";
import { Empty, Loaded, use_loaded } from "../../parts/state";
import { type Column, Table } from "../../parts/table";
import { Tabs } from "../../parts/tabs";
import { create_edit } from "./create";
import { call, entity_href, type Kind, kLists, type List } from "./nouns";

const at = (name: string, title: string): Column<XmlObject> => ({
  title,
  cell: (row) => (text_of(row[name]) ? <At at={text_of(row[name])} /> : "never"),
  wide_only: true,
});
const text = (name: string, title: string, more: Partial<Column<XmlObject>> = { wide_only: true }) => ({
  title,
  cell: (row: XmlObject) => text_of(row[name]),
  ...more,
});

interface Listing {
  kind: Kind;
  title: string;
  /** The member by which its page is called. */
  id: string;
  columns: readonly Column<XmlObject>[];
  load: (scope: string) => Promise<XmlObject[]>;
  /** A command that makes one. */
  command: string;
}

const kMost = { MaxItems: 1000 };
const named = (noun: "User" | "Group" | "Role") => () => iam_all(`List${noun}s`, kMost, `${noun}s`, call());

const kListings: Record<List, Listing> = {
  users: {
    kind: "user",
    title: "Users",
    id: "UserName",
    columns: [
      text("UserName", "Name", {}),
      text("Path", "Path"),
      at("PasswordLastUsed", "Password last used"),
      at("CreateDate", "Created"),
    ],
    load: named("User"),
    command: "iam create-user --user-name Alice",
  },
  groups: {
    kind: "group",
    title: "Groups",
    id: "GroupName",
    columns: [text("GroupName", "Name", {}), text("Path", "Path"), at("CreateDate", "Created")],
    load: named("Group"),
    command: "iam create-group --group-name Developers",
  },
  roles: {
    kind: "role",
    title: "Roles",
    id: "RoleName",
    columns: [
      text("RoleName", "Name", {}),
      text("Path", "Path"),
      text("Description", "Description"),
      at("CreateDate", "Created"),
    ],
    load: named("Role"),
    command: "iam create-role --role-name App --assume-role-policy-document file://trust.json",
  },
  policies: {
    kind: "policy",
    title: "Policies",
    id: "Arn",
    columns: [
      text("PolicyName", "Name", {}),
      text("Path", "Path"),
      text("AttachmentCount", "Attached", { numeric: true }),
      text("PermissionsBoundaryUsageCount", "As boundary", { numeric: true, wide_only: true }),
      at("UpdateDate", "Changed"),
    ],
    load: (scope) =>
      iam_all(
        "ListPolicies",
        { ...kMost, ...(scope === "used" ? { Scope: "All", OnlyAttached: true } : { Scope: scope }) },
        "Policies",
        call(),
      ),
    command: "iam create-policy --policy-name Logs --policy-document file://policy.json",
  },
  providers: {
    kind: "provider",
    title: "Providers",
    id: "Arn",
    columns: [
      { title: "Name", cell: (row) => text_of(row.Arn).split("/").slice(1).join("/") },
      { title: "Kind", cell: (row) => (text_of(row.Arn).includes(":saml-provider/") ? "SAML 2.0" : "OpenID Connect") },
    ],
    load: async () =>
      (
        await Promise.all([
          iam_all("ListOpenIDConnectProviders", {}, "OpenIDConnectProviderList", call()),
          iam_all("ListSAMLProviders", {}, "SAMLProviderList", call()),
        ])
      ).flat(),
    command: "iam create-open-id-connect-provider --url https://token.actions.githubusercontent.com",
  },
};

export function Lists(props: { list: string }) {
  const listing = Object.hasOwn(kListings, props.list) ? kListings[props.list as List] : kListings.users;
  return (
    <>
      <div class="page-head">
        <h1>{listing.title}</h1>
      </div>
      <Tabs
        label="Kinds of entities"
        tabs={Object.values(kListings).map((each) => ({
          title: each.title,
          href: href(["entities", kLists[each.kind]]),
          current: each === listing,
        }))}
      />
      <Listed key={listing.title} listing={listing} />
    </>
  );
}

function Listed(props: { listing: Listing }) {
  const { listing } = props;
  const { kind, title } = listing;
  const { query } = place.value;
  const q = query.get("q") ?? "";
  const scope = query.get("scope") ?? "Local";
  const loaded = use_loaded(() => listing.load(scope), [title, scope]);
  const create = create_edit(kind);
  const id_of = (row: XmlObject) => text_of(row[listing.id]);
  return (
    <>
      <div class="row pair">
        <div class="grow">
          <TextField
            label={`Filter the ${title.toLowerCase()}`}
            type="search"
            value={q}
            on_input={(typed) => change_query({ q: typed })}
            placeholder="a part of the name or the path"
          />
        </div>
        {kind === "policy" && (
          <Choice
            label="Whose"
            value={scope}
            on_change={(chosen) => change_query({ scope: chosen === "Local" ? undefined : chosen })}
            choices={[
              ["Local", "This account's"],
              ["AWS", "AWS's"],
              ["used", "Attached ones"],
              ["All", "All"],
            ]}
          />
        )}
        {create && (
          <EditButton
            label={`Create a ${kind}…`}
            icon="add"
            edit={() => ({
              ...create,
              on_done: (answer, values) => go(entity_href(kind, create.id_of(answer, values))),
            })}
          />
        )}
      </div>
      <Loaded of={loaded} what={title.toLowerCase()}>
        {(all) => {
          const rows = q === "" ? all : all.filter((row) => matches(row, q.toLowerCase()));
          if (all.length === 0)
            return (
              <Empty command={`aws ${listing.command} --endpoint-url ${location.origin}`}>
                There are no {title.toLowerCase()} here yet. To make one from a shell:
              </Empty>
            );
          return (
            <>
              <p class="muted" role="status">
                {rows.length === all.length ? all.length : `${rows.length} of ${all.length}`} {title.toLowerCase()}
              </p>
              {rows.length > 0 && (
                <Table
                  key={q}
                  label={title}
                  columns={listing.columns}
                  rows={rows}
                  row_key={(row) => text_of(row.Arn)}
                  row_href={(row) => entity_href(kind, id_of(row))}
                />
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

// The ARN has the path and the name.
const matches = (row: XmlObject, typed: string) =>
  text_of(row.Arn).split(":").slice(5).join(":").toLowerCase().includes(typed);
