// The nouns of IAM, whose operations are named alike: ListUserTags, ListRoleTags; UserName, PolicyArn.

import type { Parameters } from "../../api/iam";
import { account, href } from "../../app/router";

export type Noun = "User" | "Group" | "Role" | "Policy" | "OpenIDConnectProvider" | "SAMLProvider";

export interface Entity {
  noun: Noun;
  /** The name of a user, group or role; the ARN of anything else. */
  id: string;
}

/** The parameter that says which one: `{UserName: "Bob"}`, `{PolicyArn: "arn:…"}`. */
export const which = ({ noun, id }: Entity): Parameters => ({
  [`${noun}${noun === "User" || noun === "Group" || noun === "Role" ? "Name" : "Arn"}`]: id,
});

export const call = () => ({ account: account.value });

export type Kind = "user" | "group" | "role" | "policy" | "provider";
export type List = "users" | "groups" | "roles" | "policies" | "providers";

export const kLists: Record<Kind, List> = {
  user: "users",
  group: "groups",
  role: "roles",
  policy: "policies",
  provider: "providers",
};

/** The address of one entity. */
export const entity_href = (kind: Kind, id: string) => href(["entities", kind, id]);
export const list_href = (kind: Kind) => href(["entities", kLists[kind]]);

/** "arn:aws:iam::123456789012:policy/team/Logs" as "Logs". */
export const last_part = (arn: string) => arn.split(/[/]/).at(-1) ?? arn;

/** Documents come percent-encoded. */
export const decoded = (text: string) => decodeURIComponent(text);

/** A document as one edits it: what was written in one line is laid out. */
export function editable(text: string): string {
  if (text.includes("\n")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** What a new document begins with. */
export const kDraft = JSON.stringify(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }] },
  null,
  2,
);

export const trust_draft = () =>
  JSON.stringify(
    {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: account.value }, Action: "sts:AssumeRole" }],
    },
    null,
    2,
  );
