// One identity provider: OpenID Connect, or SAML.

import { iam } from "../../api/iam";
import { list_of, text_of, type XmlObject } from "../../api/xml";
import { go } from "../../app/router";
import { type Edit, EditButton } from "../../parts/edit";
import { At, Pairs } from "../../parts/pairs";
import { Loaded, type Loading, use_loaded } from "../../parts/state";
import { Table } from "../../parts/table";
import { Text } from "../../parts/text";
import { Head } from "./head";
import { call, last_part, list_href, which } from "./nouns";
import { Section } from "./section";
import { Tags } from "./tags";

export function ProviderPage(props: { arn: string }) {
  const { arn } = props;
  const is_saml = arn.includes(":saml-provider/");
  const entity = { noun: is_saml ? "SAMLProvider" : "OpenIDConnectProvider", id: arn } as const;
  const loaded = use_loaded(() => iam(`Get${entity.noun}`, which(entity), call()), [arn]);
  const title = arn.split("/").slice(1).join("/");
  const remove = (): Edit => ({
    title: `Delete the provider ${title}?`,
    submit: "Delete",
    danger: true,
    says: "Roles that trust it stay, and nobody can assume them by it any more.",
    action: `Delete${entity.noun}`,
    parameters: which(entity),
    done: `Deleted ${last_part(arn)}`,
    on_done: () => go(list_href("provider")),
  });
  return (
    <>
      <Head kind="provider" title={title}>
        <EditButton label="Delete…" what={title} edit={remove} />
      </Head>
      <Loaded of={loaded} what="the provider">
        {(told) => (
          <div class="columns">
            <section class="card">
              <h2>Summary</h2>
              <Pairs
                of={[
                  ["ARN", <code>{arn}</code>],
                  ["Kind", is_saml ? "SAML 2.0" : "OpenID Connect"],
                  ["URL", told.Url && <code>{text_of(told.Url)}</code>],
                  ["Created", told.CreateDate && <At at={text_of(told.CreateDate)} />],
                  ["Valid until", told.ValidUntil && <At at={text_of(told.ValidUntil)} />],
                  ["Thumbprints", list_of(told.ThumbprintList).map((each) => <code>{text_of(each)} </code>)],
                ]}
              />
            </section>
            {is_saml ? (
              <section class="card">
                <Text title="Metadata" text={text_of(told.SAMLMetadataDocument)} />
              </section>
            ) : (
              <Clients arn={arn} of={loaded} />
            )}
            <Tags of={entity} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function Clients(props: { arn: string; of: Loading<XmlObject> }) {
  const shared = { parameters: { OpenIDConnectProviderArn: props.arn }, on_done: props.of.reload };
  const add = (): Edit => ({
    ...shared,
    title: "Add a client id",
    submit: "Add",
    action: "AddClientIDToOpenIDConnectProvider",
    fields: [{ name: "ClientID", label: "Client id", hint: "The audience (aud) of its tokens." }],
    done: "Added the client id",
  });
  const remove = (id: string): Edit => ({
    ...shared,
    title: `Remove the client id ${id}?`,
    submit: "Remove",
    danger: true,
    says: "Tokens for this audience are refused from then on.",
    action: "RemoveClientIDFromOpenIDConnectProvider",
    parameters: { ...shared.parameters, ClientID: id },
    done: "Removed the client id",
  });
  return (
    <Section title="Client ids" of={props.of} buttons={<EditButton label="Add…" icon="add" edit={add} />}>
      {(told) => {
        const ids = list_of(told.ClientIDList).map(text_of);
        return ids.length === 0 ? (
          <p class="muted">There are no client ids.</p>
        ) : (
          <Table
            label="Client ids"
            rows={ids}
            row_key={(id) => id}
            columns={[
              { title: "Client id", cell: (id) => <code>{id}</code> },
              { title: "Change", cell: (id) => <EditButton label="Remove" what={id} edit={() => remove(id)} /> },
            ]}
          />
        );
      }}
    </Section>
  );
}
