// What the SDK for JavaScript makes of throttling, of an unavailable service, and of answers that never come.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { CreateUserCommand, EntityAlreadyExistsException, IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";

import { startServer } from "./server.mjs";

let server;
let lastAccount = 700_000_000_000;

before(async () => {
  server = await startServer();
});

after(() => server.stop());

// A client of an account that no other test knows.
function newClient(settings = {}) {
  return new IAMClient({
    endpoint: server.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: String(++lastAccount), secretAccessKey: "test" },
    ...settings,
  });
}

async function putFaults(...faults) {
  const answer = await fetch(`${server.endpoint}/_iam/faults`, { method: "PUT", body: JSON.stringify(faults) });
  assert.equal(answer.status, 200);
}

for (const retryMode of ["standard", "adaptive"]) {
  for (const preset of ["throttle", "unavailable", "reset"]) {
    test(`the third try succeeds: ${preset}, ${retryMode}`, async () => {
      await putFaults({ preset, times: 2 });
      const { $metadata } = await newClient({ retryMode }).send(new ListUsersCommand({}));
      assert.equal($metadata.attempts, 3);
    });
  }
}

test("more faults than tries are told", async () => {
  await putFaults({ preset: "throttle", times: 5 });
  await assert.rejects(newClient({ maxAttempts: 2 }).send(new ListUsersCommand({})), {
    name: "Throttling",
    message: "Rate exceeded",
  });
});

test("an answer lost after the commit makes the retry find the user", async () => {
  await putFaults({ operation: "CreateUser", drop: "after", times: 1 });
  const iam = newClient();
  await assert.rejects(iam.send(new CreateUserCommand({ UserName: "Ada" })), EntityAlreadyExistsException);
  const { Users } = await iam.send(new ListUsersCommand({}));
  assert.deepEqual(Users.map(({ UserName }) => UserName), ["Ada"]);
});
