// The same test for each file, which fails where it meets another's server or account.
import { appendFileSync } from "node:fs";
import { threadId } from "node:worker_threads";

import { CreateUserCommand, IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { connect } from "iamlocal";
import { expect, test } from "vitest";

export function users() {
  const iam = new IAMClient({});

  test("a client that is told nothing reaches an account that nobody else has", async () => {
    const server = connect();
    const { User } = await iam.send(new CreateUserCommand({ UserName: "Ada" }));
    expect(User.Arn).toBe(`arn:aws:iam::${server.credentials.accessKeyId}:user/Ada`);
    expect((await iam.send(new ListUsersCommand({}))).Users).toHaveLength(1);
    const { auth } = await server.operator("GET", "health");
    const row = { url: server.url, account: server.credentials.accessKeyId, worker: `${process.pid} ${threadId}`, auth };
    appendFileSync(process.env.MET, `${JSON.stringify(row)}\n`);
  });
}
