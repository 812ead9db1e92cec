// What can stand at a place of a policy, asked of GET /_iam/completions.

import type { Completion as Choice, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { operator, type Query } from "../api/operator";
import type { Completion } from "../api/types";
import { account } from "../app/router";
import { type JsonPlace, place_in, text_near } from "./json_place";

const kDocument = ["Version", "Id", "Statement"];
const kStatement = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/** `is_policy`: the document is one; else policies are only a part of it, and what is around them is not proposed. */
export async function policy_completions(
  context: CompletionContext,
  is_policy: boolean,
): Promise<CompletionResult | null> {
  const text = context.state.doc.toString();
  const place = place_in(text, context.pos);
  if (!place) return null;
  if (!is_policy && place.path.length < 2) return null;
  const { string } = place;
  const from = string.at + 1;
  const closed = string.text.length > 1 && string.text.endsWith('"');
  const to = closed ? string.at + string.text.length - 1 : context.pos;
  const choices = await choices_at(place, text.slice(from, context.pos), () => text_near(text, context.pos, "Action"));
  return choices.length === 0 || context.aborted ? null : { from, to, options: choices, filter: false };
}

async function choices_at(place: JsonPlace, prefix: string, action: () => string | undefined): Promise<Choice[]> {
  const { path, is_name } = place;
  const last = path.at(-1) ?? "";
  const words = (all: readonly string[]) =>
    all.filter((word) => word.toLowerCase().startsWith(prefix.toLowerCase())).map((label) => ({ label }));
  if (is_name) {
    const condition = path.indexOf("Condition");
    if (condition >= 0 && condition === path.length - 1) return ask({ kind: "operator", prefix });
    if (condition >= 0) return ask({ kind: "key", prefix, action: action() });
    if (last === "Principal" || last === "NotPrincipal") return words(["AWS", "Service", "Federated", "CanonicalUser"]);
    return words(path.length === 0 ? kDocument : last === "Statement" ? kStatement : []);
  }
  switch (last) {
    case "Effect":
      return words(["Allow", "Deny"]);
    case "Version":
      return words(["2012-10-17"]);
    case "Action":
    case "NotAction":
      return ask({ kind: "action", prefix });
    case "Resource":
    case "NotResource":
      return ask({ kind: "resource", prefix, action: action() });
    case "Service":
    case "AWS":
      return ask({ kind: "principal", prefix });
    default:
      return [];
  }
}

async function ask(query: Query): Promise<Choice[]> {
  try {
    const asked = { ...query, account: account.value, limit: 50 };
    const told = await operator<{ completions: Completion[] }>("completions", { query: asked });
    return told.completions.map(({ text, detail }) => ({ label: text, ...(detail ? { detail } : {}) }));
  } catch {
    return []; // Whoever types goes on without proposals.
  }
}
