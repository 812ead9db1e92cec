// One managed policy: its versions, and who has it.

import { iam, iam_all, iam_pages } from "../../api/iam";
import { object_of, objects_of, text_of, type XmlObject } from "../../api/xml";
import { change_query, go, place } from "../../app/router";
import { Copy } from "../../parts/copy";
import { Document } from "../../parts/document";
import { type Edit, EditButton } from "../../parts/edit";
import { Choice } from "../../parts/field";
import { At, Pairs } from "../../parts/pairs";
import { Loaded, use_loaded } from "../../parts/state";
import { Table } from "../../parts/table";
import { Head } from "./head";
import { call, decoded, editable, entity_href, type Kind, last_part, list_href } from "./nouns";
import { Section } from "./section";
import { Tags } from "./tags";

export function PolicyPage(props: { arn: string }) {
  const { arn } = props;
  const of_aws = arn.split(":")[4] === "aws";
  const loaded = use_loaded(async () => object_of((await iam("GetPolicy", { PolicyArn: arn }, call())).Policy), [arn]);
  const remove = (): Edit => ({
    title: `Delete the policy ${last_part(arn)}?`,
    submit: "Delete",
    danger: true,
    says: "AWS refuses it while the policy is attached, or has other versions than its default.",
    action: "DeletePolicy",
    parameters: { PolicyArn: arn },
    done: `Deleted ${last_part(arn)}`,
    on_done: () => go(list_href("policy")),
  });
  return (
    <>
      <Head kind="policy" title={last_part(arn)}>
        {!of_aws && <EditButton label="Delete…" what={last_part(arn)} edit={remove} />}
      </Head>
      <Loaded of={loaded} what="the policy">
        {(policy) => (
          <div class="columns">
            <div class="stack">
              <section class="card">
                <h2>Summary</h2>
                <Pairs
                  of={[
                    ["ARN", <code>{arn}</code>],
                    ["Id", <code>{text_of(policy.PolicyId)}</code>],
                    ["Path", <code>{text_of(policy.Path)}</code>],
                    ["Whose", of_aws && "AWS's: it cannot be changed"],
                    ["Description", text_of(policy.Description)],
                    ["Attachments", text_of(policy.AttachmentCount)],
                    ["Uses as a boundary", text_of(policy.PermissionsBoundaryUsageCount) || "0"],
                    ["Created", <At at={text_of(policy.CreateDate)} />],
                    ["Changed", <At at={text_of(policy.UpdateDate)} />],
                  ]}
                />
              </section>
              <Holders arn={arn} />
              {!of_aws && <Tags of={{ noun: "Policy", id: arn }} />}
            </div>
            <Versions
              key={text_of(policy.DefaultVersionId)}
              arn={arn}
              current={text_of(policy.DefaultVersionId)}
              read_only={of_aws}
              on_changed={loaded.reload}
            />
          </div>
        )}
      </Loaded>
    </>
  );
}

function Versions(props: { arn: string; current: string; read_only: boolean; on_changed: () => void }) {
  const { arn, current } = props;
  const shown = place.value.query.get("version") ?? current;
  const versions = use_loaded(() => iam_all("ListPolicyVersions", { PolicyArn: arn }, "Versions", call()), [arn]);
  const id_of = (version: XmlObject) => text_of(version.VersionId);
  const changed = () => (change_query({ version: undefined }), versions.reload(), props.on_changed());
  return (
    <Section title="Versions" of={versions}>
      {(all) => (
        <>
          <Choice
            label="Version"
            value={shown}
            on_change={(version) => change_query({ version: version === current ? undefined : version })}
            choices={all.map((each) => [
              id_of(each),
              `${id_of(each)}${id_of(each) === current ? ", the default" : ""}, of ${text_of(each.CreateDate).slice(0, 10)}`,
            ])}
          />
          <Version key={shown} {...props} shown={shown} on_changed={changed} />
        </>
      )}
    </Section>
  );
}

function Version(props: { arn: string; current: string; shown: string; read_only: boolean; on_changed: () => void }) {
  const { arn, shown } = props;
  const which = { PolicyArn: arn, VersionId: shown };
  const loaded = use_loaded(
    async () => decoded(text_of(object_of((await iam("GetPolicyVersion", which, call())).PolicyVersion).Document)),
    [arn, shown],
  );
  const create = (text: string): Edit => ({
    title: `A new version of ${last_part(arn)}`,
    submit: "Create",
    says: "A policy has five versions at most.",
    action: "CreatePolicyVersion",
    parameters: { PolicyArn: arn },
    fields: [
      { name: "PolicyDocument", label: "Document", kind: "identity", value: editable(text) },
      { name: "SetAsDefault", label: "Make it the default", kind: "checkbox", value: "true" },
    ],
    done: "Created the version",
    on_done: props.on_changed,
  });
  const choose = (): Edit => ({
    title: `Make ${shown} the default?`,
    submit: "Set as default",
    says: "Then it decides for everybody who has the policy.",
    action: "SetDefaultPolicyVersion",
    parameters: which,
    done: `${shown} is the default`,
    on_done: props.on_changed,
  });
  const remove = (): Edit => ({
    title: `Delete ${shown}?`,
    submit: "Delete",
    danger: true,
    says: "The version does not come back.",
    action: "DeletePolicyVersion",
    parameters: which,
    done: `Deleted ${shown}`,
    on_done: props.on_changed,
  });
  return (
    <Loaded of={loaded} what={`version ${shown}`}>
      {(text) => (
        <>
          <Document text={editable(text)} label={`Document of ${shown}`} />
          <div class="row">
            {!props.read_only && <EditButton label="New version…" icon="add" edit={() => create(text)} />}
            {!props.read_only && shown !== props.current && (
              <>
                <EditButton label="Set as default…" edit={choose} />
                <EditButton label="Delete…" what={shown} edit={remove} />
              </>
            )}
            <Copy text={text} quiet />
          </div>
        </>
      )}
    </Loaded>
  );
}

interface Holder {
  kind: Kind;
  name: string;
  boundary: boolean;
}

async function holders_of(arn: string): Promise<Holder[]> {
  const asked = (usage: string) =>
    iam_pages("ListEntitiesForPolicy", { PolicyArn: arn, PolicyUsageFilter: usage, MaxItems: 1000 }, call());
  const read = (pages: XmlObject[], boundary: boolean) =>
    pages.flatMap((page) =>
      (["User", "Group", "Role"] as const).flatMap((noun) =>
        objects_of(page[`Policy${noun}s`]).map((each) => ({
          kind: noun.toLowerCase() as Kind,
          name: text_of(each[`${noun}Name`]),
          boundary,
        })),
      ),
    );
  const [having, bounded] = await Promise.all([asked("PermissionsPolicy"), asked("PermissionsBoundary")]);
  return [...read(having, false), ...read(bounded, true)];
}

function Holders(props: { arn: string }) {
  const loaded = use_loaded(() => holders_of(props.arn), [props.arn]);
  return (
    <Section title="Who has it" of={loaded}>
      {(holders) =>
        holders.length === 0 ? (
          <p class="muted">Nobody has it.</p>
        ) : (
          <Table
            label="Who has it"
            rows={holders}
            row_key={(row) => `${row.kind} ${row.name} ${row.boundary}`}
            row_href={(row) => entity_href(row.kind, row.name)}
            columns={[
              { title: "Name", cell: (row) => row.name },
              { title: "Kind", cell: (row) => row.kind },
              { title: "As", cell: (row) => (row.boundary ? "boundary" : "permissions") },
            ]}
          />
        )
      }
    </Section>
  );
}
