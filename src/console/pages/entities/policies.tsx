// The policies of a user, group or role: managed ones that are attached, and its own.

import { iam, iam_all, iam_names } from "../../api/iam";
import { text_of } from "../../api/xml";
import { Copy } from "../../parts/copy";
import { Document } from "../../parts/document";
import { type Edit, EditButton, type Field } from "../../parts/edit";
import { Fold } from "../../parts/fold";
import { Loaded, use_loaded } from "../../parts/state";
import { Table } from "../../parts/table";
import { call, decoded, editable, type Entity, entity_href, kDraft, last_part, which } from "./nouns";
import { Section } from "./section";

/** The field that takes a managed policy's ARN, and proposes all there are. */
export const policy_field = (name: string): Field => ({
  name,
  label: "ARN of the policy",
  hint: "Type a part of its name.",
  suggestions: async () => {
    const scope = { Scope: "All", MaxItems: 1000 };
    return (await iam_all("ListPolicies", scope, "Policies", call())).map((each) => text_of(each.Arn));
  },
});

export function AttachedPolicies(props: { of: Entity }) {
  const { noun, id } = props.of;
  const loaded = use_loaded(
    () => iam_all(`ListAttached${noun}Policies`, which(props.of), "AttachedPolicies", call()),
    [noun, id],
  );
  const attach = (): Edit => ({
    title: `Attach a policy to ${id}`,
    submit: "Attach",
    action: `Attach${noun}Policy`,
    parameters: which(props.of),
    fields: [policy_field("PolicyArn")],
    done: "Attached the policy",
    on_done: loaded.reload,
  });
  const detach = (arn: string): Edit => ({
    title: `Detach ${last_part(arn)} from ${id}?`,
    submit: "Detach",
    danger: true,
    says: "What only this policy allows is denied from then on. The policy itself stays.",
    action: `Detach${noun}Policy`,
    parameters: { ...which(props.of), PolicyArn: arn },
    done: `Detached ${last_part(arn)}`,
    on_done: loaded.reload,
  });
  return (
    <Section title="Attached policies" of={loaded} buttons={<EditButton label="Attach…" icon="add" edit={attach} />}>
      {(policies) =>
        policies.length === 0 ? (
          <p class="muted">No managed policy is attached.</p>
        ) : (
          <Table
            label="Attached policies"
            rows={policies}
            row_key={(row) => text_of(row.PolicyArn)}
            row_href={(row) => entity_href("policy", text_of(row.PolicyArn))}
            columns={[
              { title: "Policy", cell: (row) => text_of(row.PolicyName) },
              { title: "ARN", cell: (row) => <code>{text_of(row.PolicyArn)}</code>, wide_only: true },
              {
                title: "Change",
                cell: (row) => (
                  <EditButton
                    label="Detach"
                    what={text_of(row.PolicyName)}
                    edit={() => detach(text_of(row.PolicyArn))}
                  />
                ),
              },
            ]}
          />
        )
      }
    </Section>
  );
}

export function InlinePolicies(props: { of: Entity }) {
  const { noun, id } = props.of;
  const loaded = use_loaded(() => iam_names(`List${noun}Policies`, which(props.of), "PolicyNames", call()), [noun, id]);
  const put = (): Edit => ({
    title: `Put an inline policy on ${id}`,
    submit: "Put",
    says: "It replaces a policy of the same name.",
    action: `Put${noun}Policy`,
    parameters: which(props.of),
    fields: [
      { name: "PolicyName", label: "Name" },
      { name: "PolicyDocument", label: "Document", kind: "inline", value: kDraft },
    ],
    done: "Put the policy",
    on_done: loaded.reload,
  });
  return (
    <Section title="Inline policies" of={loaded} buttons={<EditButton label="Put a policy…" icon="add" edit={put} />}>
      {(names) =>
        names.length === 0 ? (
          <p class="muted">There are no inline policies.</p>
        ) : (
          names.map((name) => (
            <Fold key={name} summary={name}>
              {() => <InlinePolicy of={props.of} name={name} on_gone={loaded.reload} />}
            </Fold>
          ))
        )
      }
    </Section>
  );
}

function InlinePolicy(props: { of: Entity; name: string; on_gone: () => void }) {
  const { name } = props;
  const { noun } = props.of;
  const parameters = { ...which(props.of), PolicyName: name };
  const loaded = use_loaded(
    async () => decoded(text_of((await iam(`Get${noun}Policy`, parameters, call())).PolicyDocument)),
    [name],
  );
  const edit = (text: string): Edit => ({
    title: `Edit ${name}`,
    submit: "Put",
    action: `Put${noun}Policy`,
    parameters,
    fields: [{ name: "PolicyDocument", label: "Document", kind: "inline", value: editable(text) }],
    done: `Put ${name}`,
    on_done: loaded.reload,
  });
  const remove = (): Edit => ({
    title: `Delete ${name}?`,
    submit: "Delete",
    danger: true,
    says: "What only this policy allows is denied from then on.",
    action: `Delete${noun}Policy`,
    parameters,
    done: `Deleted ${name}`,
    on_done: props.on_gone,
  });
  return (
    <Loaded of={loaded} what={name}>
      {(text) => (
        <>
          <Document text={editable(text)} label={`Document of ${name}`} />
          <div class="row">
            <EditButton label="Edit…" what={name} edit={() => edit(text)} />
            <EditButton label="Delete…" what={name} edit={remove} />
            <Copy text={text} quiet />
          </div>
        </>
      )}
    </Loaded>
  );
}
