import { iam, iam_all } from "../../api/iam";
import { remember } from "../../api/session";
import { object_of, text_of, type XmlObject } from "../../api/xml";
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Copy } from "../../parts/copy";
import { Dialog } from "../../parts/dialog";
import { type Edit, EditButton } from "../../parts/edit";
import { Icon } from "../../parts/icon";
import { At, Pairs } from "../../parts/pairs";
import { use_loaded } from "../../parts/state";
import { Table } from "../../parts/table";
import { tell } from "../../parts/toast";
import { call } from "./nouns";
import { Section } from "./section";

interface Key {
  id: string;
  active: boolean;
  created: string;
  used: XmlObject;
}

// A new key, whose secret is told this once.
const made = signal<{ id: string; secret: string } | null>(null);

async function keys_of(user: string): Promise<Key[]> {
  const keys = await iam_all("ListAccessKeys", { UserName: user }, "AccessKeyMetadata", call());
  return Promise.all(
    keys.map(async (key) => {
      const id = text_of(key.AccessKeyId);
      const used = await iam("GetAccessKeyLastUsed", { AccessKeyId: id }, call()).catch(() => ({}) as XmlObject);
      return {
        id,
        active: text_of(key.Status) === "Active",
        created: text_of(key.CreateDate),
        used: object_of(used.AccessKeyLastUsed),
      };
    }),
  );
}

export function AccessKeys(props: { user: string }) {
  const { user } = props;
  const loaded = use_loaded(() => keys_of(user), [user]);
  useEffect(() => () => void (made.value = null), []);

  const create = (): Edit => ({
    title: `Create an access key for ${user}`,
    submit: "Create",
    says: "Its secret is shown once, when it is made.",
    action: "CreateAccessKey",
    parameters: { UserName: user },
    done: "Created the access key",
    on_done: (answer) => {
      const key = object_of(answer.AccessKey);
      made.value = { id: text_of(key.AccessKeyId), secret: text_of(key.SecretAccessKey) };
      loaded.reload();
    },
  });
  const change = (key: Key): Edit => ({
    title: `${key.active ? "Deactivate" : "Activate"} ${key.id}?`,
    submit: key.active ? "Deactivate" : "Activate",
    danger: key.active,
    says: key.active
      ? "Who signs with it is refused until it is activated again."
      : "Who has its secret can sign with it again.",
    action: "UpdateAccessKey",
    parameters: { UserName: user, AccessKeyId: key.id, Status: key.active ? "Inactive" : "Active" },
    done: `${key.active ? "Deactivated" : "Activated"} ${key.id}`,
    on_done: loaded.reload,
  });
  const remove = (key: Key): Edit => ({
    title: `Delete ${key.id}?`,
    submit: "Delete",
    danger: true,
    says: "It does not come back. Who signs with it is refused.",
    action: "DeleteAccessKey",
    parameters: { UserName: user, AccessKeyId: key.id },
    done: `Deleted ${key.id}`,
    on_done: loaded.reload,
  });
  return (
    <Section
      title="Access keys"
      whole
      of={loaded}
      buttons={<EditButton label="Create a key…" icon="add" edit={create} />}
    >
      {(keys) => (
        <>
          {keys.length === 0 ? (
            <p class="muted">There are no access keys.</p>
          ) : (
            <Table
              label="Access keys"
              rows={keys}
              row_key={(key) => key.id}
              columns={[
                { title: "Id", cell: (key) => <code>{key.id}</code> },
                {
                  title: "Status",
                  cell: (key) => (
                    <span class={`badge ${key.active ? "good" : "warn"}`}>
                      <Icon name={key.active ? "allowed" : "implicit"} /> {key.active ? "Active" : "Inactive"}
                    </span>
                  ),
                },
                { title: "Last used", cell: (key) => <LastUsed used={key.used} /> },
                { title: "Created", cell: (key) => <At at={key.created} />, wide_only: true },
                {
                  title: "Change",
                  cell: (key) => (
                    <>
                      <EditButton
                        label={key.active ? "Deactivate" : "Activate"}
                        what={key.id}
                        edit={() => change(key)}
                      />{" "}
                      <EditButton label="Delete" what={key.id} edit={() => remove(key)} />
                    </>
                  ),
                },
              ]}
            />
          )}
          {made.value && <NewKey id={made.value.id} secret={made.value.secret} />}
        </>
      )}
    </Section>
  );
}

function LastUsed(props: { used: XmlObject }) {
  const at = text_of(props.used.LastUsedDate);
  if (!at || at === "N/A") return <>never</>;
  return (
    <>
      <At at={at} /> {text_of(props.used.ServiceName)}
    </>
  );
}

function NewKey(props: { id: string; secret: string }) {
  const { id, secret } = props;
  const close = () => void (made.value = null);
  const sign_in = () => {
    remember({ credentials: { access_key_id: id, secret_access_key: secret } });
    tell(`Signed in with ${id}`);
    close();
  };
  return (
    <Dialog title="The new access key" on_close={close}>
      <p class="note warn">
        <Icon name="key" /> <span>The secret is shown only now. The server does not tell it again.</span>
      </p>
      <Pairs
        of={[
          ["Access key id", <code>{id}</code>],
          ["Secret access key", <code>{secret}</code>],
        ]}
      />
      <div class="row">
        <Copy text={secret} label="Copy the secret" />
        <Copy
          text={`export AWS_ACCESS_KEY_ID=${id}\nexport AWS_SECRET_ACCESS_KEY=${secret}\n`}
          label="Copy for a shell"
        />
        <button type="button" onClick={sign_in}>
          Sign in with it here
        </button>
      </div>
    </Dialog>
  );
}
