// The last AWS SDK for JavaScript that had Alexa for Business: what it signs is accepted, what it gets it can read.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  AlexaForBusinessClient,
  AlexaForBusinessServiceException,
  CreateUserCommand,
  DeleteUserCommand,
  InvalidUserStatusException,
  LimitExceededException,
  ListTagsCommand,
  NotFoundException,
  paginateListTags,
  paginateSearchUsers,
  ResourceInUseException,
  RevokeInvitationCommand,
  SearchUsersCommand,
  SendInvitationCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-alexa-for-business";
import { GetUserCommand, IAMClient, NoSuchEntityException } from "@aws-sdk/client-iam";

import { startServer } from "./server.mjs";

let server;
let lastAccount = 600_000_000_000;

before(async () => {
  server = await startServer(["--auth", "verify"]);
});

after(() => server.stop());

// Clients of an account that no other test knows.
function newAccount() {
  const account = String(++lastAccount);
  const configuration = {
    endpoint: server.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: account, secretAccessKey: "test" },
    maxAttempts: 1,
  };
  return { account, a4b: new AlexaForBusinessClient(configuration), iam: new IAMClient(configuration) };
}

async function statusOf(a4b, UserArn) {
  const { Users } = await a4b.send(new SearchUsersCommand({}));
  return Users.find((user) => user.UserArn === UserArn).EnrollmentStatus;
}

test("a user is made, found and deleted", async () => {
  const { account, a4b, iam } = newAccount();
  const user = { FirstName: "Zoë", LastName: "King", Email: "zoe@example.com" };
  const { UserArn, $metadata } = await a4b.send(new CreateUserCommand({ UserId: "zoe", ...user }));
  assert.match(UserArn, new RegExp(`^arn:aws:a4b:us-east-1:${account}:user/`));
  assert.match($metadata.requestId, /^[0-9a-f-]{36}$/);
  assert.equal((await iam.send(new GetUserCommand({ UserName: "zoe" }))).User.UserName, "zoe");
  const { Users, TotalCount } = await a4b.send(
    new SearchUsersCommand({ Filters: [{ Key: "Email", Values: ["zoe@example.com"] }] }),
  );
  assert.equal(TotalCount, 1);
  const [{ EnrollmentId, ...found }] = Users;
  assert.deepEqual(found, { UserArn, EnrollmentStatus: "INITIALIZED", ...user });
  await a4b.send(new DeleteUserCommand({ UserArn, EnrollmentId }));
  await assert.rejects(iam.send(new GetUserCommand({ UserName: "zoe" })), NoSuchEntityException);
});

test("a request sent twice makes one user", async () => {
  const { a4b } = newAccount();
  const request = { UserId: "ada", ClientRequestToken: "0123456789" };
  const first = await a4b.send(new CreateUserCommand(request));
  const second = await a4b.send(new CreateUserCommand(request));
  assert.equal(second.UserArn, first.UserArn);
});

test("the paginator sees every user once", async () => {
  const { a4b } = newAccount();
  for (let i = 0; i < 5; ++i) await a4b.send(new CreateUserCommand({ UserId: `user${i}`, FirstName: `Name ${9 - i}` }));
  const names = [];
  const search = { SortCriteria: [{ Key: "FirstName", Value: "DESC" }] };
  for await (const page of paginateSearchUsers({ client: a4b, pageSize: 2 }, search)) {
    names.push(...page.Users.map((user) => user.FirstName));
  }
  assert.deepEqual(names, ["Name 9", "Name 8", "Name 7", "Name 6", "Name 5"]);
});

test("tags are set, listed and removed", async () => {
  const { a4b } = newAccount();
  const { UserArn: Arn } = await a4b.send(new CreateUserCommand({ UserId: "ada", Tags: [{ Key: "a", Value: "1" }] }));
  await a4b.send(new TagResourceCommand({ Arn, Tags: [{ Key: "größe", Value: "" }] }));
  const tags = [];
  for await (const page of paginateListTags({ client: a4b, pageSize: 1 }, { Arn })) tags.push(...page.Tags);
  assert.deepEqual(tags, [
    { Key: "a", Value: "1" },
    { Key: "größe", Value: "" },
  ]);
  await a4b.send(new UntagResourceCommand({ Arn, TagKeys: ["a", "größe"] }));
  assert.deepEqual((await a4b.send(new ListTagsCommand({ Arn }))).Tags, []);
});

test("invitations are sent, revoked and accepted", async () => {
  const { a4b } = newAccount();
  const { UserArn } = await a4b.send(new CreateUserCommand({ UserId: "ada" }));
  await a4b.send(new SendInvitationCommand({ UserArn }));
  assert.equal(await statusOf(a4b, UserArn), "PENDING");
  await a4b.send(new RevokeInvitationCommand({ UserArn }));
  assert.equal(await statusOf(a4b, UserArn), "INITIALIZED");
  await a4b.send(new SendInvitationCommand({ UserArn }));
  const { Users } = await a4b.send(new SearchUsersCommand({}));
  const accepted = await fetch(`${server.endpoint}/_iam/enrollments`, {
    method: "POST",
    body: JSON.stringify({ enrollment_id: Users[0].EnrollmentId }),
  });
  assert.equal(accepted.status, 200);
  await assert.rejects(a4b.send(new SendInvitationCommand({ UserArn })), InvalidUserStatusException);
});

test("errors are the classes of the model", async () => {
  const { account, a4b } = newAccount();
  const { UserArn } = await a4b.send(new CreateUserCommand({ UserId: "ada" }));
  await assert.rejects(a4b.send(new CreateUserCommand({ UserId: "ada", ClientRequestToken: "0123456789" })), (error) => {
    assert.ok(error instanceof ResourceInUseException);
    assert.equal(error.ClientRequestToken, "0123456789");
    assert.equal(error.message, "User with name ada already exists.");
    assert.equal(error.$metadata.httpStatusCode, 400);
    return true;
  });
  await assert.rejects(a4b.send(new ListTagsCommand({ Arn: `${UserArn}0` })), NotFoundException);
  await fetch(`${server.endpoint}/_iam/quotas?account=${account}`, { method: "PUT", body: '{"UsersPerAccount": 1}' });
  await assert.rejects(a4b.send(new CreateUserCommand({ UserId: "bob" })), LimitExceededException);
  await assert.rejects(a4b.send(new CreateUserCommand({ UserId: "a=b" })), (error) => {
    assert.ok(error instanceof AlexaForBusinessServiceException);
    assert.equal(error.name, "ValidationException");
    assert.match(error.message, /^1 validation error detected: Value 'a=b' at 'userId' failed to satisfy/);
    return true;
  });
});

test("a wrong secret is told", async () => {
  const a4b = new AlexaForBusinessClient({
    endpoint: server.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "600000000000", secretAccessKey: "wrong" },
    maxAttempts: 1,
  });
  await assert.rejects(a4b.send(new SearchUsersCommand({})), { name: "InvalidSignatureException" });
});
