// The AWS SDK for JavaScript, version 3: what it sends is understood, what it gets it can read.
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { after, before, test } from "node:test";

import {
  CreateRoleCommand,
  CreateUserCommand,
  DeleteUserCommand,
  EnableOutboundWebIdentityFederationCommand,
  EntityAlreadyExistsException,
  GetUserCommand,
  IAMClient,
  InvalidInputException,
  ListUsersCommand,
  ListUserTagsCommand,
  NoSuchEntityException,
  paginateListUsers,
  paginateListUserTags,
  TagUserCommand,
  UntagUserCommand,
  UpdateUserCommand,
  waitUntilUserExists,
} from "@aws-sdk/client-iam";
import {
  AssumeRoleCommand,
  AssumeRootCommand,
  GetCallerIdentityCommand,
  GetDelegatedAccessTokenCommand,
  GetSessionTokenCommand,
  GetWebIdentityTokenCommand,
  OutboundWebIdentityFederationDisabledException,
  STSClient,
} from "@aws-sdk/client-sts";

import { startServer } from "./server.mjs";

const kAdministrator = "arn:aws:iam::aws:policy/AdministratorAccess";

let server;
let lastAccount = 400_000_000_000;

before(async () => {
  server = await startServer();
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
  return { account, iam: new IAMClient(configuration), sts: new STSClient(configuration) };
}

test("the caller is the root of the account", async () => {
  const { account, sts } = newAccount();
  const identity = await sts.send(new GetCallerIdentityCommand({}));
  assert.equal(identity.Account, account);
  assert.equal(identity.UserId, account);
  assert.equal(identity.Arn, `arn:aws:iam::${account}:root`);
});

test("a role is assumed, and its session is refused what sessions may not do", async () => {
  const { account, iam, sts } = newAccount();
  const Statement = { Effect: "Allow", Principal: { AWS: account }, Action: "sts:AssumeRole" };
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: "Ops",
      AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
    }),
  );
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: Role.Arn, RoleSessionName: "session" }));
  assert.ok(Credentials.Expiration > new Date());
  const session = new STSClient({
    endpoint: server.endpoint,
    region: "us-east-1",
    credentials: {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      sessionToken: Credentials.SessionToken,
    },
    maxAttempts: 1,
  });
  const identity = await session.send(new GetCallerIdentityCommand({}));
  assert.equal(identity.Arn, `arn:aws:sts::${account}:assumed-role/Ops/session`);
  await assert.rejects(session.send(new GetSessionTokenCommand({})), { name: "AccessDenied" });
});

test("a token tells who the caller is, and verifies with the keys that its issuer publishes", async () => {
  const { account, iam, sts } = newAccount();
  const ask = (SigningAlgorithm) =>
    sts.send(new GetWebIdentityTokenCommand({ Audience: ["https://api.example.com"], SigningAlgorithm }));
  await assert.rejects(ask("RS256"), OutboundWebIdentityFederationDisabledException);
  const { IssuerIdentifier } = await iam.send(new EnableOutboundWebIdentityFederationCommand({}));
  const published = IssuerIdentifier.replace("https:/", `${server.endpoint}/_iam/token-issuers`);
  const discovery = await (await fetch(`${published}/.well-known/openid-configuration`)).json();
  assert.equal(discovery.issuer, IssuerIdentifier);
  const { keys } = await (await fetch(discovery.jwks_uri)).json();
  for (const [algorithm, digest] of [
    ["RS256", "sha256"],
    ["ES384", "sha384"],
  ]) {
    const { WebIdentityToken, Expiration } = await ask(algorithm);
    assert.ok(Expiration > new Date());
    const [header, claims, signature] = WebIdentityToken.split(".");
    const decoded = (part) => JSON.parse(Buffer.from(part, "base64url"));
    const jwk = keys.find(({ kid }) => kid === decoded(header).kid);
    const key = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" };
    const signed = Buffer.from(`${header}.${claims}`);
    assert.ok(verify(digest, signed, key, Buffer.from(signature, "base64url")), algorithm);
    assert.equal(decoded(claims).iss, IssuerIdentifier);
    assert.equal(decoded(claims).sub, `arn:aws:iam::${account}:root`);
  }
});

test("root of a member account is assumed for one task", async () => {
  const { account, sts } = newAccount();
  const member = String(++lastAccount);
  const TaskPolicyArn = { arn: "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy" };
  const assume = () => sts.send(new AssumeRootCommand({ TargetPrincipal: member, TaskPolicyArn }));
  await assert.rejects(assume(), { name: "AccessDenied" });
  await fetch(`${server.endpoint}/_iam/organization?account=${account}`, {
    method: "PUT",
    body: JSON.stringify({ root_features: ["RootSessions"], root: { accounts: [member] } }),
  });
  const { Credentials } = await assume();
  assert.match(Credentials.AccessKeyId, /^ASIA/);
});

test("a token that no delegation request sent is refused", async () => {
  const { sts } = newAccount();
  const TradeInToken = "unknown";
  await assert.rejects(sts.send(new GetDelegatedAccessTokenCommand({ TradeInToken })), { name: "ValidationError" });
});

test("a user comes back as it was created", async () => {
  const { account, iam } = newAccount();
  const Tags = [
    { Key: "Team", Value: "blue + green" },
    { Key: "größe", Value: "" },
  ];
  const created = await iam.send(
    new CreateUserCommand({ UserName: "Ada", Path: "/team/", PermissionsBoundary: kAdministrator, Tags }),
  );
  assert.equal(created.User.Arn, `arn:aws:iam::${account}:user/team/Ada`);
  assert.match(created.User.UserId, /^AIDA[A-Z2-7]{17}$/);
  assert.ok(created.User.CreateDate instanceof Date);
  assert.deepEqual(created.User.Tags, Tags);
  assert.equal(created.User.PermissionsBoundary.PermissionsBoundaryArn, kAdministrator);
  const found = await iam.send(new GetUserCommand({ UserName: "ADA" }));
  assert.deepEqual(found.User, created.User);
});

test("the request id is read from the answer", async () => {
  const { iam } = newAccount();
  const answer = await iam.send(new ListUsersCommand({}));
  assert.match(answer.$metadata.requestId, /^[0-9a-f-]{36}$/);
  assert.equal(answer.$metadata.attempts, 1);
});

test("users are renamed, moved and deleted", async () => {
  const { iam } = newAccount();
  const { User } = await iam.send(new CreateUserCommand({ UserName: "Ada" }));
  await waitUntilUserExists({ client: iam, maxWaitTime: 30 }, { UserName: "Ada" });
  await iam.send(new UpdateUserCommand({ UserName: "Ada", NewUserName: "Countess", NewPath: "/peers/" }));
  const renamed = await iam.send(new GetUserCommand({ UserName: "Countess" }));
  assert.equal(renamed.User.UserId, User.UserId);
  assert.equal(renamed.User.Path, "/peers/");
  await iam.send(new DeleteUserCommand({ UserName: "Countess" }));
  const { Users, IsTruncated } = await iam.send(new ListUsersCommand({}));
  assert.deepEqual(Users, []);
  assert.equal(IsTruncated, false);
});

test("paginators see every user once", async () => {
  const { iam } = newAccount();
  const names = Array.from({ length: 7 }, (_, i) => `user${i}`);
  for (const UserName of names) await iam.send(new CreateUserCommand({ UserName }));
  const sizes = [];
  const found = [];
  for await (const page of paginateListUsers({ client: iam, pageSize: 3 }, {})) {
    sizes.push(page.Users.length);
    found.push(...page.Users.map((user) => user.UserName));
  }
  assert.deepEqual(sizes, [3, 3, 1]);
  assert.deepEqual(found, names);
});

test("tags are set, listed and removed", async () => {
  const { iam } = newAccount();
  const UserName = "Ada";
  const tagsOf = async () => {
    const tags = [];
    for await (const page of paginateListUserTags({ client: iam, pageSize: 1 }, { UserName })) tags.push(...page.Tags);
    return tags;
  };
  await iam.send(new CreateUserCommand({ UserName, Tags: [{ Key: "a", Value: "1" }] }));
  await iam.send(
    new TagUserCommand({
      UserName,
      Tags: [
        { Key: "b", Value: "2" },
        { Key: "A", Value: "3" },
      ],
    }),
  );
  assert.deepEqual(await tagsOf(), [
    { Key: "A", Value: "3" },
    { Key: "b", Value: "2" },
  ]);
  await iam.send(new UntagUserCommand({ UserName, TagKeys: ["a", "unknown"] }));
  const { Tags } = await iam.send(new ListUserTagsCommand({ UserName }));
  assert.deepEqual(Tags, [{ Key: "b", Value: "2" }]);
});

test("errors are the classes of the model", async () => {
  const { iam } = newAccount();
  await iam.send(new CreateUserCommand({ UserName: "Ada" }));
  await assert.rejects(iam.send(new GetUserCommand({ UserName: "nobody" })), (error) => {
    assert.ok(error instanceof NoSuchEntityException);
    assert.equal(error.message, "The user with name nobody cannot be found.");
    assert.equal(error.$metadata.httpStatusCode, 404);
    assert.equal(error.$fault, "client");
    return true;
  });
  await assert.rejects(iam.send(new CreateUserCommand({ UserName: "ADA" })), (error) => {
    assert.ok(error instanceof EntityAlreadyExistsException);
    assert.equal(error.message, "User with name ADA already exists.");
    return true;
  });
  const Tags = [
    { Key: "a", Value: "1" },
    { Key: "A", Value: "2" },
  ];
  await assert.rejects(iam.send(new TagUserCommand({ UserName: "Ada", Tags })), InvalidInputException);
  await assert.rejects(iam.send(new CreateUserCommand({ UserName: "a b" })), (error) => {
    assert.equal(error.name, "ValidationError");
    assert.match(error.message, /^The specified value for userName is invalid\./);
    return true;
  });
});
