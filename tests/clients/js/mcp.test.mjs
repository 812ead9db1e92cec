// The tools of `iamlocal mcp` as the official SDK calls them: it starts the program, agrees on a version, checks every
// message against the protocol, and every answer against the schema of its tool.
import { IAMClient, CreateUserCommand, ListUsersCommand, CreateAccessKeyCommand } from "@aws-sdk/client-iam";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import Ajv2020 from "ajv/dist/2020.js";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startServer } from "./server.mjs";

const kUser = "arn:aws:iam::123456789012:user/Bob";

let server;
let client;
let transport;
const errors = [];

const allow = (Action, Resource) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource }],
});

async function call(name, args) {
  const answer = await client.callTool({ name, arguments: args });
  assert.equal(answer.isError, false, JSON.stringify(answer));
  assert.equal(answer.content[0].type, "text");
  return answer.structuredContent;
}

before(async () => {
  server = await startServer(["--auth", "enforce"]);
  client = new Client({ name: "test", version: "1" });
  client.onerror = (error) => errors.push(error);
  transport = new StdioClientTransport({
    command: process.env.IAMLOCAL_BINARY,
    args: ["mcp", "--endpoint", server.endpoint],
    stderr: "inherit",
  });
  await client.connect(transport);
});

after(async () => {
  await client.close();
  await server.stop();
  assert.deepEqual(errors, []);
});

test("it introduces itself", async () => {
  assert.equal(client.getServerVersion().name, "iamlocal");
  assert.deepEqual(client.getServerCapabilities(), { tools: {} });
  assert.match(client.getInstructions(), new RegExp(server.endpoint));
  await client.ping();
});

test("its schemas are of JSON Schema 2020-12", async () => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false });
  const { tools } = await client.listTools();
  assert.equal(tools.length, 5);
  for (const tool of tools) {
    for (const schema of [tool.inputSchema, tool.outputSchema]) {
      assert.ok(ajv.validateSchema(schema), ajv.errorsText());
      ajv.compile(schema);
    }
  }
});

test("every tool answers as its schema says", async () => {
  const root = { endpoint: server.endpoint, region: "us-east-1" };
  const iam = new IAMClient({ ...root, credentials: { accessKeyId: "test", secretAccessKey: "test" } });
  await iam.send(new CreateUserCommand({ UserName: "Bob" }));
  const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: "Bob" }));
  const bob = new IAMClient({
    ...root,
    credentials: { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey },
  });
  const denied = await bob.send(new ListUsersCommand({})).catch((error) => error);
  assert.equal(denied.name, "AccessDenied");

  const why = await call("why_denied", { request_id: denied.$metadata.requestId });
  assert.equal(why.denials[0].action, "iam:ListUsers");
  const { authorization_id, statement } = why.denials[0];
  const fixed = await call("simulate", {
    authorization_id,
    policies: { extra_identity: { Version: "2012-10-17", Statement: statement } },
  });
  assert.equal(fixed.decision, "allowed");

  const alone = { action: "s3:GetObject", resource: "arn:aws:s3:::logs/1" };
  const identity = allow("s3:PutObject", "*");
  assert.equal((await call("simulate", { ...alone, policies: { identity } })).decision, "implicitDeny");
  assert.equal((await call("lint", { document: JSON.stringify(allow("s3:GetObjct", "*")) })).found, 1);
  const done = await call("least_privilege", { principal: kUser });
  assert.equal(done.policy.Statement[0].Action, "iam:ListUsers");
  const who = await call("who_can", { action: "iam:ListUsers" });
  assert.deepEqual(who.principals.map(({ kind }) => kind), ["root"]);
});

test("what is wrong is told to the model, and what is no call to the client", async () => {
  const answer = await client.callTool({ name: "lint", arguments: {} });
  assert.equal(answer.isError, true);
  assert.equal(answer.content[0].text, "there is no `document`");
  await assert.rejects(client.callTool({ name: "no_such_tool", arguments: {} }), { code: -32602 });
  await assert.rejects(client.listResources(), { code: -32601 });
});
