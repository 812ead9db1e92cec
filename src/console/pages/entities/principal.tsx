// One user, group or role.

import { iam } from "../../api/iam";
import { object_of, text_of, type XmlObject } from "../../api/xml";
import { go, href } from "../../app/router";
import { Document } from "../../parts/document";
import { type Edit, EditButton } from "../../parts/edit";
import { At, Pairs } from "../../parts/pairs";
import { PermissionsOf } from "../../parts/permissions";
import { Loaded, use_loaded } from "../../parts/state";
import { Tabs } from "../../parts/tabs";
import { Head } from "./head";
import { AccessKeys } from "./keys";
import { Memberships } from "./members";
import { call, decoded, editable, entity_href, last_part, list_href, which } from "./nouns";
import { AttachedPolicies, InlinePolicies, policy_field } from "./policies";
import { Tags } from "./tags";

interface Props {
  kind: "user" | "group" | "role";
  name: string;
  /** "permissions", or the first. */
  tab?: string | undefined;
}

const kNouns = { user: "User", group: "Group", role: "Role" } as const;

export function PrincipalPage(props: Props) {
  const { kind, name, tab } = props;
  const entity = { noun: kNouns[kind], id: name };
  const { noun } = entity;
  // A group's members come page by page, elsewhere.
  const limit = kind === "group" ? { MaxItems: 1 } : {};
  const loaded = use_loaded(
    async () => object_of((await iam(`Get${noun}`, { ...which(entity), ...limit }, call()))[noun]),
    [noun, name],
  );
  const remove = (): Edit => ({
    title: `Delete the ${kind} ${name}?`,
    submit: "Delete",
    danger: true,
    says: "AWS refuses it while policies are attached, or anything else is still in it.",
    action: `Delete${noun}`,
    parameters: which(entity),
    done: `Deleted ${name}`,
    on_done: () => go(list_href(kind)),
  });
  return (
    <>
      <Head kind={kind} title={name}>
        <EditButton label="Delete…" what={name} edit={remove} />
      </Head>
      <Loaded of={loaded} what={`the ${kind}`}>
        {(facts) => (
          <>
            {kind !== "group" && (
              <Tabs
                label={`Parts of ${name}`}
                tabs={[
                  { title: "Summary", href: entity_href(kind, name), current: tab === undefined },
                  {
                    title: "Effective permissions",
                    href: href(["entities", kind, name, "permissions"]),
                    current: tab !== undefined,
                  },
                  {
                    title: "Least privilege",
                    href: href(["least-privilege"], { principal: text_of(facts.Arn) }),
                    current: false,
                  },
                ]}
              />
            )}
            {tab !== undefined && kind !== "group" ? (
              <PermissionsOf principal={text_of(facts.Arn)} />
            ) : (
              <div class="columns">
                <div class="stack">
                  <Facts {...props} facts={facts} on_changed={loaded.reload} />
                  {kind === "user" && <Memberships user={name} />}
                  {kind === "group" && <Memberships group={name} />}
                  {kind !== "group" && <Tags of={entity} />}
                </div>
                <div class="stack">
                  <AttachedPolicies of={entity} />
                  <InlinePolicies of={entity} />
                  {kind === "role" && <Trust name={name} facts={facts} on_changed={loaded.reload} />}
                </div>
                {kind === "user" && <AccessKeys user={name} />}
              </div>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function Facts(props: Props & { facts: XmlObject; on_changed: () => void }) {
  const { kind, name, facts } = props;
  const used = object_of(facts.RoleLastUsed);
  const time = (at: string) => at !== "" && <At at={at} />;
  const seconds = Number(text_of(facts.MaxSessionDuration));
  return (
    <section class="card">
      <h2>Summary</h2>
      <Pairs
        of={[
          ["ARN", <code>{text_of(facts.Arn)}</code>],
          ["Id", <code>{text_of(facts[`${kNouns[kind]}Id`])}</code>],
          ["Path", <code>{text_of(facts.Path)}</code>],
          ["Description", text_of(facts.Description)],
          ["Created", time(text_of(facts.CreateDate))],
          ["Password last used", kind === "user" && (time(text_of(facts.PasswordLastUsed)) || "never")],
          ["Last used", kind === "role" && (time(text_of(used.LastUsedDate)) || "never")],
          ["Longest session", seconds > 0 && `${seconds / 3600} h`],
        ]}
      />
      {kind !== "group" && <Boundary kind={kind} name={name} facts={facts} on_changed={props.on_changed} />}
    </section>
  );
}

function Boundary(props: { kind: "user" | "role"; name: string; facts: XmlObject; on_changed: () => void }) {
  const { name } = props;
  const noun = kNouns[props.kind];
  const arn = text_of(object_of(props.facts.PermissionsBoundary).PermissionsBoundaryArn);
  const shared = { parameters: which({ noun, id: name }), on_done: props.on_changed };
  const put = (): Edit => ({
    ...shared,
    title: `Permissions boundary of ${name}`,
    submit: "Set",
    says: "What it does not allow is denied, whatever other policies allow.",
    action: `Put${noun}PermissionsBoundary`,
    fields: [policy_field("PermissionsBoundary")],
    done: "Set the permissions boundary",
  });
  const remove = (): Edit => ({
    ...shared,
    title: `Remove the permissions boundary of ${name}?`,
    submit: "Remove",
    danger: true,
    says: "What its policies allow is then allowed without this limit.",
    action: `Delete${noun}PermissionsBoundary`,
    done: "Removed the permissions boundary",
  });
  return (
    <>
      <h3>Permissions boundary</h3>
      <p>
        {arn ? <a href={entity_href("policy", arn)}>{last_part(arn)}</a> : <span class="muted">There is none.</span>}
      </p>
      <div class="row">
        <EditButton label="Set…" what="the permissions boundary" edit={put} />
        {arn && <EditButton label="Remove…" what="the permissions boundary" edit={remove} />}
      </div>
    </>
  );
}

function Trust(props: { name: string; facts: XmlObject; on_changed: () => void }) {
  const { name } = props;
  const text = decoded(text_of(props.facts.AssumeRolePolicyDocument));
  const edit = (): Edit => ({
    title: `Trust policy of ${name}`,
    submit: "Update",
    action: "UpdateAssumeRolePolicy",
    parameters: { RoleName: name },
    fields: [{ name: "PolicyDocument", label: "Document", kind: "trust", value: editable(text) }],
    done: "Updated the trust policy",
    on_done: props.on_changed,
  });
  return (
    <section class="card">
      <div class="row">
        <h2 class="grow">Trust policy</h2>
        <EditButton label="Edit…" what="the trust policy" edit={edit} />
      </div>
      <p class="muted">Who may assume the role.</p>
      <Document text={editable(text)} label="Trust policy" />
    </section>
  );
}
