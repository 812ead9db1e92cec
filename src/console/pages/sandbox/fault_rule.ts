// A fault as GET and PUT /_iam/faults have it, and as the form has it (docs/faults.md).

export interface Rule {
  service?: string;
  operation?: string;
  account?: string;
  principal?: string;
  probability?: number;
  times?: number;
  preset?: string;
  error?: { code: string; status: number; message?: string };
  latency_ms?: [number, number];
  drop?: "before" | "after";
}

export interface Fault extends Rule {
  struck: number;
  remaining?: number;
}

/** What happens, as the form lists it. */
export const kKinds = [
  ["throttle", "Throttling, 400: Rate exceeded"],
  ["unavailable", "ServiceUnavailable, 503"],
  ["reset", "Connection reset, nothing done"],
  ["slow", "One to three seconds late"],
  ["error", "An error of your own"],
  ["late", "Late: your own delay"],
  ["before", "Late, then a reset, nothing done"],
  ["after", "All done, then a reset"],
] as const;

export type Kind = (typeof kKinds)[number][0];
export const kPresets: readonly Kind[] = ["throttle", "unavailable", "reset", "slow"];

/** Every member as it was typed; "" is not said. */
export type Form = { kind: Kind; service: "" | "iam" | "sts" } & Record<
  "code" | "status" | "message" | "least_ms" | "most_ms" | "operation" | "account" | "principal" | "percent" | "times",
  string
>;

export const kEmptyForm: Form = {
  kind: "throttle",
  code: "InternalFailure",
  status: "500",
  message: "",
  least_ms: "",
  most_ms: "",
  service: "",
  operation: "",
  account: "",
  principal: "",
  percent: "",
  times: "",
};

export function rule_of(form: Form): Rule {
  const { kind } = form;
  const rule: Rule = {};
  for (const name of ["service", "operation", "account", "principal"] as const) {
    const text = form[name].trim();
    if (text) rule[name] = text;
  }
  if (form.percent) rule.probability = Number(form.percent) / 100;
  if (form.times) rule.times = Number(form.times);
  if (kPresets.includes(kind)) return { ...rule, preset: kind };
  if (kind === "error") {
    rule.error = { code: form.code.trim(), status: Number(form.status) };
    if (form.message) rule.error.message = form.message;
  }
  if (kind === "before" || kind === "after") rule.drop = kind;
  if (form.least_ms || form.most_ms) {
    const least = Number(form.least_ms || form.most_ms);
    rule.latency_ms = [least, Number(form.most_ms || form.least_ms)];
  }
  return rule;
}

/** A fault with its place in the list, which begins with 1. */
export interface Row extends Fault {
  number: number;
}

/** What PUT takes of what GET tells. */
export function rule_only({ struck: _, remaining: __, number: ___, ...rule }: Fault & { number?: number }): Rule {
  return rule;
}

/** "sts: AssumeRole · account 1* · 50 %" */
export function calls_of(rule: Rule): string {
  const parts = [`${rule.service ?? "iam, sts"}: ${rule.operation ?? "*"}`];
  if (rule.account) parts.push(`account ${rule.account}`);
  if (rule.principal) parts.push(`by ${rule.principal}`);
  if (rule.probability !== undefined && rule.probability < 1) parts.push(`${+(rule.probability * 100).toFixed(4)} %`);
  return parts.join(" · ");
}

export function effect_of(rule: Rule): string {
  const parts: string[] = [];
  if (rule.preset) parts.push(kKinds.find(([kind]) => kind === rule.preset)?.[1] ?? rule.preset);
  if (rule.error) parts.push(`${rule.error.code}, ${rule.error.status}`);
  if (rule.latency_ms) parts.push(`${rule.latency_ms.join(" to ")} ms late`);
  if (rule.drop) parts.push(rule.drop === "before" ? "reset, nothing done" : "all done, then a reset");
  return parts.join(", ");
}
