import assert from "node:assert/strict";
import { test } from "node:test";
import { as_aws, as_simulate } from "../pages/playground/copies";
import { playground_of } from "../pages/playground/from_denial";
import { decoded, encoded, example, kNoDocuments, question_of } from "../pages/playground/state";

const kBob = "arn:aws:iam::123456789012:user/Bob";

test("a fragment holds the whole state, whatever is written", () => {
  const state = { ...example("123456789012"), context: [["aws:username", "Zoë \u{1F600} </script>"]] };
  assert.deepEqual(decoded(encoded(state)), state);
  assert.match(encoded(state), /^[\w-]+$/);
});

test("a fragment that is cut, or another thing, is no state", () => {
  const text = encoded(example("123456789012"));
  const other = btoa(JSON.stringify({ kind: "user" }));
  for (const fragment of ["", text.slice(0, -7), "%%%", other, btoa("null"), btoa("[]")]) {
    assert.equal(decoded(fragment), null, fragment);
  }
});

test("documents that are empty are not asked, and a list is a key of several values", () => {
  const { policies, context } = question_of({
    ...example("123456789012"),
    context: [
      ["aws:TagKeys", '["a", "b"]'],
      ["", "nobody's"],
    ],
    documents: { ...kNoDocuments, identity: ["{}", " "], session: ["{}"], service_control: ["{}", "{}"] },
  });
  assert.deepEqual(context, { "aws:TagKeys": ["a", "b"] });
  assert.deepEqual(policies.identity, [{ document: "{}", id: "identity-1" }]);
  assert.equal(policies.session[0].length, 1);
  assert.equal(policies.service_control[0].length, 2);
  assert.equal("boundary" in policies, false);
});

test("a command says what it leaves out, and leaves empty documents out", () => {
  globalThis.location = { origin: "http://127.0.0.1:4566" };
  const state = (part, documents) => ({
    ...example("123456789012"),
    ...part,
    documents: { ...kNoDocuments, identity: ['{"a": "b\\n"}', " "], ...documents },
  });
  const aws = as_aws(state({}, { service_control: ["{}"], session: [""] }));
  assert.match(aws, /^# without the service control policies.*\naws iam simulate-custom-policy/);
  assert.doesNotMatch(aws, /session/);
  assert.match(as_aws(state({ kind: "anonymous" }, { resource: ["{}"] })), /^# without the resource's policy/);
  assert.match(as_aws(state({}, { resource: ["{}"] })), /--resource-policy '\{\}' \\\n {2}--caller-arn/);
  assert.match(
    as_simulate(state({}, {})),
    /^iamlocal simulate \\\n {2}--policy <\(printf %s '\{"a":"b\\n"\}'\) \\\n {2}--action/,
  );
  assert.match(as_simulate(state({ kind: "service" }, {})), /^# without the principal/);
});

test("a principal is described as the server wants it", () => {
  const principal = (part) => question_of({ ...example("123456789012"), ...part }).principal;
  assert.deepEqual(principal({}), { kind: "user", account: "123456789012", arn: kBob });
  assert.equal(principal({ kind: "stored" }), kBob);
  assert.deepEqual(principal({ kind: "anonymous" }), { kind: "anonymous" });
  assert.deepEqual(principal({ kind: "service", principal: "ec2.amazonaws.com" }), {
    kind: "service",
    service: "ec2.amazonaws.com",
  });
  const asked = { kind: "web_identity", principal: "alice", resource: "arn:aws:iam::123456789012:role/App" };
  assert.equal(principal(asked).account, "123456789012");
  const session = "arn:aws:sts::123456789012:assumed-role/App/me";
  assert.equal(
    principal({ kind: "role_session", principal: session }).principal_arn,
    "arn:aws:iam::123456789012:role/App",
  );
});

test("a denial becomes a playground, unless a part of it has no place there", () => {
  const denial = {
    principal: kBob,
    action: "iam:GetUser",
    resource: kBob,
    context: { "aws:username": ["Bob"], "aws:TagKeys": ["a", "b"] },
    policies: [
      { type: "identity", document: "{}" },
      { type: "trust", document: "{ }" },
    ],
  };
  const state = playground_of(denial);
  assert.deepEqual(state.documents.identity, ["{}"]);
  assert.deepEqual(state.documents.resource, ["{ }"]);
  assert.equal(state.resource_kind, "trust");
  assert.deepEqual(state.context, [
    ["aws:username", "Bob"],
    ["aws:TagKeys", '["a","b"]'],
  ]);
  assert.deepEqual(decoded(encoded(state)), state);
  assert.equal(playground_of({ ...denial, policies: [{ type: "service_control", level: 1, document: "{}" }] }), null);
});
