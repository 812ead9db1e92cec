// The playground's question as commands.

import { aws_command, curl_command, quoted } from "../../parts/cli";
import { context_value, type Playground, question_of } from "./state";

/** The documents as white space lets them be written on a line. */
function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

export const as_curl = (state: Playground) => curl_command("authorize", question_of(state));

/** For bash: `<(…)` makes a file of each document. */
export function as_simulate(state: Playground): string {
  const { documents, kind } = state;
  const file = (text: string) => `<(echo ${quoted(compact(text))})`;
  const flags = [
    ...documents.identity.map((text) => `--policy ${file(text)}`),
    ...documents.boundary.slice(0, 1).map((text) => `--boundary ${file(text)}`),
    ...documents.session.map((text) => `--session-policy ${file(text)}`),
    ...documents.resource
      .slice(0, 1)
      .map((text) => `--resource-policy ${file(text)} --resource-policy-kind ${state.resource_kind.replace("_", "-")}`),
    ...documents.service_control.map((text) => `--scp ${file(text)}`),
    ...documents.resource_control.map((text) => `--rcp ${file(text)}`),
    `--action ${quoted(state.action)}`,
    `--resource ${quoted(state.resource || "*")}`,
    ...(kind !== "anonymous" && kind !== "service" && state.principal
      ? [`--principal ${quoted(state.principal)}`]
      : []),
    ...state.context
      .filter(([key]) => key !== "")
      .flatMap(([key, value]) => values_of(value).map((each) => `--context ${quoted(`${key}=${each}`)}`)),
    "--explain",
  ];
  const note = kind === "stored" ? "# without the policies that the server has\n" : "";
  return note + ["iamlocal simulate", ...flags].join(" \\\n  ");
}

/** AWS's simulators: of a stored principal with its policies, of any other with the documents alone. */
export function as_aws(state: Playground): string {
  const { documents } = state;
  const stored = state.kind === "stored";
  const texts = (name: string, all: readonly string[]) => (all.length === 0 ? {} : { [name]: all.map(compact) });
  const entries = state.context
    .filter(([key]) => key !== "")
    .map(([key, value]) => {
      const values = values_of(value);
      return {
        ContextKeyName: key,
        ContextKeyValues: values,
        ContextKeyType: values.length > 1 ? "stringList" : "string",
      };
    });
  return aws_command("iam", stored ? "SimulatePrincipalPolicy" : "SimulateCustomPolicy", {
    ...(stored ? { PolicySourceArn: state.principal } : {}),
    ...(stored ? texts("PolicyInputList", documents.identity) : { PolicyInputList: documents.identity.map(compact) }),
    ...texts("PermissionsBoundaryPolicyInputList", documents.boundary.slice(0, 1)),
    ActionNames: state.action,
    ResourceArns: state.resource || "*",
    ...(documents.resource[0] ? { ResourcePolicy: compact(documents.resource[0]) } : {}),
    ...(!stored && documents.resource[0] && state.kind === "user" ? { CallerArn: state.principal } : {}),
    ...(entries.length > 0 ? { ContextEntries: entries } : {}),
  });
}

function values_of(text: string): string[] {
  const value = context_value(text);
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
