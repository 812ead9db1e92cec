// Signatures made by the AWS SDK for JavaScript, against a server that verifies them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

import { startServer } from "./server.mjs";

let server;

before(async () => {
  server = await startServer(["--auth", "verify"]);
});

after(() => server.stop());

function configuration(accessKeyId, secretAccessKey, more = {}) {
  const credentials = { accessKeyId, secretAccessKey, ...more };
  return { endpoint: server.endpoint, region: "eu-west-1", credentials, maxAttempts: 1 };
}

test("a made key is proved by its own secret", async () => {
  const iam = new IAMClient(configuration("500000000001", "test"));
  await iam.send(new CreateUserCommand({ UserName: "Ada", Tags: [{ Key: "a b", Value: "é+/" }] }));
  const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: "Ada" }));

  const ada = new STSClient(configuration(key.AccessKeyId, key.SecretAccessKey));
  assert.equal((await ada.send(new GetCallerIdentityCommand({}))).Arn, "arn:aws:iam::500000000001:user/Ada");
  const impostor = new STSClient(configuration(key.AccessKeyId, "test"));
  await assert.rejects(impostor.send(new GetCallerIdentityCommand({})), { name: "SignatureDoesNotMatch" });
});

test("a stray session token and an unknown key are refused", async () => {
  const stray = new IAMClient(configuration("500000000002", "test", { sessionToken: "token" }));
  await assert.rejects(stray.send(new ListUsersCommand({})), { name: "InvalidClientTokenId" });
  const stranger = new IAMClient(configuration("AKIAIOSFODNN7EXAMPLE", "test"));
  await assert.rejects(stranger.send(new ListUsersCommand({})), { name: "InvalidClientTokenId" });
});

// The signer that the client itself signs with.
test("a presigned request is verified over its query and its headers", async () => {
  const sts = new STSClient(configuration("500000000003", "test"));
  const signer = await sts.config.signer({ name: "sigv4", signingName: "sts", signingRegion: "eu-west-1" });
  const { hostname, port, host } = new URL(server.endpoint);
  const presigned = await signer.presign(
    {
      method: "GET",
      protocol: "http:",
      hostname,
      port: Number(port),
      path: "/",
      query: { Action: "GetCallerIdentity", Version: "2011-06-15", Note: "a b+c~é" },
      headers: { host, "x-k8s-aws-id": "blue" },
    },
    { expiresIn: 60, unhoistableHeaders: new Set(["x-k8s-aws-id"]), signableHeaders: new Set(["host", "x-k8s-aws-id"]) },
  );
  const query = Object.entries(presigned.query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const url = `${server.endpoint}/?${query.join("&")}`;
  const headers = { accept: "application/json", "x-k8s-aws-id": "blue" };

  const answer = await fetch(url, { headers });
  assert.equal(answer.status, 200, await answer.clone().text());
  const { GetCallerIdentityResponse } = await answer.json();
  assert.equal(GetCallerIdentityResponse.GetCallerIdentityResult.Account, "500000000003");
  assert.equal((await fetch(url, { headers: { ...headers, "x-k8s-aws-id": "green" } })).status, 403);
  assert.equal((await fetch(`${url}&Marker=x`, { headers })).status, 403);
});
