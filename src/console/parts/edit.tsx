// Changes of what is stored. Each is one call of the IAM API, which anybody could make; a dialog asks for its
// parameters, or whether it is meant, and shows AWS's error as it is.

import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { iam, type Parameters } from "../api/iam";
import type { XmlObject } from "../api/xml";
import { account } from "../app/router";
import { use_action } from "./action";
import { aws_command } from "./cli";
import { Copy } from "./copy";
import { Dialog } from "./dialog";
import { Editor, type DocumentType } from "./editor";
import { Checkbox, TextField } from "./field";
import { Icon, type IconName } from "./icon";
import { LateNote } from "./late_note";
import { tell } from "./toast";

export interface Field {
  /** The parameter's name. */
  name: string;
  label: string;
  value?: string;
  optional?: boolean;
  hint?: string;
  kind?: "checkbox" | DocumentType;
  suggestions?: () => Promise<string[]>;
}

export type Values = Readonly<Record<string, string>>;

export interface Edit {
  title: string;
  /** The verb on the button. */
  submit: string;
  danger?: boolean;
  says?: ComponentChildren;
  action: string;
  /** What is sent beside the fields that are not empty. */
  parameters: Parameters;
  fields?: readonly Field[];
  /** The parameters of which the fields are only parts, instead. */
  sent?: (values: Values) => Parameters;
  /** What is told when it is done. */
  done: string;
  on_done?: (answer: XmlObject, values: Values) => void;
}

const asked = signal<Edit | null>(null);

/** Opens the dialog. */
export const ask = (edit: Edit) => (asked.value = edit);

/** Where the dialog is shown: once on each page with edits. */
export function Edits() {
  useEffect(() => () => void (asked.value = null), []);
  const edit = asked.value;
  return edit && <EditDialog key={edit.title} edit={edit} />;
}

/** `what` tells those who do not see the row which of several buttons this is. */
export function EditButton(props: { label: string; what?: string; icon?: IconName; edit: () => Edit }) {
  return (
    <button type="button" onClick={() => ask(props.edit())}>
      {props.icon && <Icon name={props.icon} />} {props.label}
      {props.what && <span class="unseen"> {props.what}</span>}
    </button>
  );
}

const close = () => void (asked.value = null);

function EditDialog(props: { edit: Edit }) {
  const { edit } = props;
  const { fields = [] } = edit;
  const [values, set_values] = useState<Values>(() =>
    Object.fromEntries(fields.map((field) => [field.name, field.value ?? ""])),
  );
  const { busy, error, run } = use_action();

  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  const parameters: Parameters = { ...edit.parameters, ...(edit.sent?.(values) ?? filled) };
  const submit = () =>
    run(async () => {
      const answer = await iam(edit.action, parameters, { account: account.value });
      close();
      tell(edit.done);
      edit.on_done?.(answer, values);
    });
  return (
    <Dialog
      title={edit.title}
      submit={edit.submit}
      danger={edit.danger}
      wide={fields.some(is_document)}
      on_close={close}
      on_submit={() => void submit()}
      busy={busy}
      error={error}
    >
      {edit.says && <p>{edit.says}</p>}
      {fields.map((field, index) => (
        <EditField
          key={field.name}
          field={field}
          first={index === 0}
          value={values[field.name] ?? ""}
          on_change={(value) => set_values((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      <LateNote />
      <div>
        <Copy text={() => aws_command("iam", edit.action, parameters)} label="Copy as AWS CLI" quiet />
      </div>
    </Dialog>
  );
}

const is_document = (field: Field) => field.kind !== undefined && field.kind !== "checkbox";
const kSuggested = 40;

function EditField(props: { field: Field; first: boolean; value: string; on_change: (value: string) => void }) {
  const { field, value, on_change } = props;
  const [all, set_all] = useState<readonly string[]>([]);
  useEffect(() => {
    // Whoever may not list types what he knows.
    field.suggestions?.().then(set_all, () => undefined);
  }, []);
  if (field.kind === "checkbox")
    return (
      <Checkbox label={field.label} checked={value !== ""} on_change={(checked) => on_change(checked ? "true" : "")} />
    );
  if (field.kind)
    return (
      <div class="field">
        <strong>{field.label}</strong>
        <Editor label={field.label} type={field.kind} value={value} on_change={on_change} />
      </div>
    );
  const typed = value.toLowerCase();
  return (
    <TextField
      label={field.label}
      mono
      required={!field.optional}
      auto_focus={props.first}
      value={value}
      on_input={on_change}
      hint={field.hint}
      {...(field.suggestions
        ? { suggestions: all.filter((each) => each.toLowerCase().includes(typed)).slice(0, kSuggested) }
        : {})}
    />
  );
}
