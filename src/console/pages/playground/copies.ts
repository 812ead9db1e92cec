// The playground's question as commands.

import { aws_command, curl_command, quoted } from "../../parts/cli";
import { context_value, type DocumentKind, type Playground, question_of, written } from "./state";

/** The documents as white space lets them be written on a line. */
function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

const texts_of = (state: Playground, kind: DocumentKind) => written(state.documents[kind]).map(compact);

/** What a command leaves out stands above it: it may decide otherwise. */
const noted = (left_out: readonly (string | false)[], command: string) =>
  [...left_out.filter((each) => each !== false).map((each) => `# without ${each}`), command].join("\n");

export const as_curl = (state: Playground) => curl_command("authorize", question_of(state));

/** For bash and zsh: `<(…)` makes a file of each document, and printf leaves its backslashes alone. */
export function as_simulate(state: Playground): string {
  const { kind } = state;
  const files = (flag: string, of: DocumentKind) =>
    texts_of(state, of).map((text) => `--${flag} <(printf %s ${quoted(text)})`);
  const resource_kind = `--resource-policy-kind ${state.resource_kind.replace("_", "-")}`;
  const has_principal = kind === "stored" || kind === "user" || kind === "role_session" || kind === "root";
  const flags = [
    ...files("policy", "identity"),
    ...files("boundary", "boundary").slice(0, 1),
    ...files("session-policy", "session"),
    ...files("resource-policy", "resource")
      .slice(0, 1)
      .map((flag) => `${flag} ${resource_kind}`),
    ...files("scp", "service_control"),
    ...files("rcp", "resource_control"),
    `--action ${quoted(state.action)}`,
    `--resource ${quoted(state.resource || "*")}`,
    ...(has_principal && state.principal ? [`--principal ${quoted(state.principal)}`] : []),
    ...state.context
      .filter(([key]) => key !== "")
      .flatMap(([key, value]) => values_of(value).map((each) => `--context ${quoted(`${key}=${each}`)}`)),
    "--explain",
  ];
  return noted(
    [
      kind === "stored" && "the policies that the server has",
      !has_principal && kind !== "anonymous" && "the principal: users, roles, sessions and roots can be simulated",
    ],
    ["iamlocal simulate", ...flags].join(" \\\n  "),
  );
}

/** AWS's simulators: of a stored principal with its policies, of any other with the documents alone. */
export function as_aws(state: Playground): string {
  const stored = state.kind === "stored";
  const identity = texts_of(state, "identity");
  const boundary = texts_of(state, "boundary").slice(0, 1);
  const [resource] = texts_of(state, "resource");
  // They ask a resource's policy for users alone, and know nothing of roles' trust policies.
  const takes_resource =
    resource !== undefined && state.resource_kind === "resource" && (stored || state.kind === "user");
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
  const command = aws_command("iam", stored ? "SimulatePrincipalPolicy" : "SimulateCustomPolicy", {
    ...(stored ? { PolicySourceArn: state.principal } : {}),
    ...(stored && identity.length === 0 ? {} : { PolicyInputList: identity }),
    ...(boundary.length === 0 ? {} : { PermissionsBoundaryPolicyInputList: boundary }),
    ActionNames: state.action,
    ResourceArns: state.resource || "*",
    ...(takes_resource ? { ResourcePolicy: resource } : {}),
    ...(takes_resource && !stored ? { CallerArn: state.principal } : {}),
    ...(entries.length > 0 ? { ContextEntries: entries } : {}),
  });
  const left_out = (kind: DocumentKind, name: string) =>
    texts_of(state, kind).length > 0 && `the ${name}, which AWS's simulator does not take`;
  return noted(
    [
      left_out("session", "session policies"),
      resource !== undefined && !takes_resource && "the resource's policy, which AWS's simulator takes for users",
      left_out("service_control", "service control policies"),
      left_out("resource_control", "resource control policies"),
    ],
    command,
  );
}

function values_of(text: string): string[] {
  const value = context_value(text);
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
