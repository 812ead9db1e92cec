import { iam_all } from "../../api/iam";
import { text_of, type XmlObject } from "../../api/xml";
import { type Edit, EditButton } from "../../parts/edit";
import { use_loaded } from "../../parts/state";
import { Table } from "../../parts/table";
import { call, type Entity, which } from "./nouns";
import { Section } from "./section";

export function Tags(props: { of: Entity; read_only?: boolean }) {
  const { noun } = props.of;
  const loaded = use_loaded(() => iam_all(`List${noun}Tags`, which(props.of), "Tags", call()), [noun, props.of.id]);

  const put = (key = "", value = ""): Edit => ({
    title: key === "" ? "Add a tag" : `Change the tag ${key}`,
    submit: "Tag",
    action: `Tag${noun}`,
    parameters: which(props.of),
    fields: [
      ...(key === "" ? [{ name: "Key", label: "Key" }] : []),
      { name: "Value", label: "Value", value, optional: true },
    ],
    sent: (values) => ({ Tags: [{ Key: key || values.Key, Value: values.Value }] }),
    done: "Tagged",
    on_done: loaded.reload,
  });
  const remove = (key: string): Edit => ({
    title: `Remove the tag ${key}?`,
    submit: "Remove",
    danger: true,
    says: "Policies that ask for it, as aws:PrincipalTag or aws:ResourceTag, will decide otherwise.",
    action: `Untag${noun}`,
    parameters: { ...which(props.of), TagKeys: [key] },
    done: `Removed the tag ${key}`,
    on_done: loaded.reload,
  });
  const key_of = (tag: XmlObject) => text_of(tag.Key);
  const columns = [
    { title: "Key", cell: (tag: XmlObject) => <code>{key_of(tag)}</code> },
    { title: "Value", cell: (tag: XmlObject) => <code>{text_of(tag.Value)}</code> },
    {
      title: "Change",
      cell: (tag: XmlObject) => (
        <>
          <EditButton label="Change" what={key_of(tag)} edit={() => put(key_of(tag), text_of(tag.Value))} />{" "}
          <EditButton label="Remove" what={key_of(tag)} edit={() => remove(key_of(tag))} />
        </>
      ),
    },
  ];
  return (
    <Section
      title="Tags"
      of={loaded}
      buttons={!props.read_only && <EditButton label="Add a tag…" icon="add" edit={() => put()} />}
    >
      {(tags) =>
        tags.length === 0 ? (
          <p class="muted">There are no tags.</p>
        ) : (
          <Table label="Tags" rows={tags} row_key={key_of} columns={props.read_only ? columns.slice(0, 2) : columns} />
        )
      }
    </Section>
  );
}
