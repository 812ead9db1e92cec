// What makes a user, a group, a role or a policy.

import { object_of, text_of, type XmlObject } from "../../api/xml";
import type { Edit, Field, Values } from "../../parts/edit";
import { kDraft, type Kind, trust_draft } from "./nouns";

type Create = Edit & { id_of: (answer: XmlObject, values: Values) => string };

const kPath: Field = { name: "Path", label: "Path", value: "/", hint: "Such as /team/." };
const kDescription: Field = { name: "Description", label: "Description", optional: true };

const kFields: Partial<Record<Kind, () => Field[]>> = {
  user: () => [],
  group: () => [],
  role: () => [
    kDescription,
    { name: "AssumeRolePolicyDocument", label: "Trust policy", kind: "trust", value: trust_draft() },
  ],
  policy: () => [kDescription, { name: "PolicyDocument", label: "Document", kind: "identity", value: kDraft }],
};

/** Null: providers are made of certificates and documents, by a command. */
export function create_edit(kind: Kind): Create | null {
  const fields = kFields[kind];
  if (!fields) return null;
  const noun = kind[0]!.toUpperCase() + kind.slice(1);
  return {
    title: `Create a ${kind}`,
    submit: "Create",
    action: `Create${noun}`,
    parameters: {},
    fields: [{ name: `${noun}Name`, label: "Name" }, kPath, ...fields()],
    done: `Created the ${kind}`,
    id_of: (answer, values) =>
      kind === "policy" ? text_of(object_of(answer.Policy).Arn) : (values[`${noun}Name`] ?? ""),
  };
}
