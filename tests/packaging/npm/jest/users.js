// The same test for each file, which fails where it meets another's server or account.
"use strict";

const { appendFileSync } = require("node:fs");

const { CreateUserCommand, IAMClient, ListUsersCommand } = require("@aws-sdk/client-iam");
const { connect } = require("iamlocal");

const iam = new IAMClient({});

test("a client that is told nothing reaches an account that nobody else has", async () => {
  const server = connect();
  const { User } = await iam.send(new CreateUserCommand({ UserName: "Ada" }));
  expect(User.Arn).toBe(`arn:aws:iam::${server.credentials.accessKeyId}:user/Ada`);
  expect((await iam.send(new ListUsersCommand({}))).Users).toHaveLength(1);
  const { auth } = await server.operator("GET", "health");
  const row = { url: server.url, account: server.credentials.accessKeyId, worker: String(process.pid), auth };
  appendFileSync(process.env.MET, `${JSON.stringify(row)}\n`);
});
