import assert from "node:assert/strict";
import { test } from "node:test";
import { event_of } from "../api/events";
import { form_of } from "../api/iam";
import { kebab, quoted } from "../parts/cli";
import { lines_of, tokens_of } from "../parts/json_tokens";

const laid_out = (text) =>
  lines_of(text).map((line) => " ".repeat(line.indent) + line.tokens.map((token) => token.text).join(""));

test("a form numbers lists and names members", () => {
  assert.equal(
    form_of({ UserName: "a b", Tags: [{ Key: "k", Value: "1&2" }], Marker: undefined }),
    "UserName=a%20b&Tags.member.1.Key=k&Tags.member.1.Value=1%262",
  );
});

test("an event has a name and its data, a comment is none", () => {
  assert.deepEqual(event_of('event: request\ndata: {"a":1}'), { name: "request", data: '{"a":1}' });
  assert.equal(event_of(": still here"), null);
});

test("a document in short lines stays as it was written", () => {
  const text = '{\n    "a": [1,  2],\n  "b": null\n}';
  assert.deepEqual(laid_out(text), text.split("\n"));
});

test("a document in one long line is laid out, and its tokens keep their places", () => {
  const text = `{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::${"x".repeat(80)}"}]}`;
  assert.deepEqual(laid_out(text), [
    "{",
    '  "Statement": [',
    "    {",
    '      "Effect": "Allow",',
    '      "Action": "s3:*",',
    `      "Resource": "arn:aws:s3:::${"x".repeat(80)}"`,
    "    }",
    "  ]",
    "}",
  ]);
  for (const { text: token, at, kind } of lines_of(text).flatMap((line) => line.tokens)) {
    if (kind !== "space") assert.equal(text.slice(at, at + token.length), token);
  }
});

test("what is no JSON becomes tokens, too, and nothing is lost", () => {
  for (const text of ["", "{", '"open', "a b: }", '{"a": tru}', "\\", '{"a":"\\"}']) {
    assert.equal(
      tokens_of(text)
        .map((token) => token.text)
        .join(""),
      text,
    );
  }
});

test("names are spelt as the AWS CLI spells them", () => {
  const names = [
    "PutUserPolicy",
    "EnableMFADevice",
    "CreateOpenIDConnectProvider",
    "SSHPublicKeyId",
    "ListSAMLProviders",
  ];
  assert.deepEqual(names.map(kebab), [
    "put-user-policy",
    "enable-mfa-device",
    "create-open-id-connect-provider",
    "ssh-public-key-id",
    "list-saml-providers",
  ]);
});

test("what a shell would read otherwise is quoted", () => {
  assert.equal(quoted("arn:aws:iam::123456789012:user/a"), "arn:aws:iam::123456789012:user/a");
  assert.equal(quoted("it's $HOME"), "'it'\\''s $HOME'");
  assert.equal(quoted(""), "''");
});
