// What `start` gives to a test, with the AWS SDK for JavaScript.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";

import {
  CreateUserCommand,
  EntityAlreadyExistsException,
  GetUserCommand,
  IAMClient,
  ListUsersCommand,
  NoSuchEntityException,
} from "@aws-sdk/client-iam";
import { OperatorError, connect, start } from "iamlocal";

let server;
let account;

async function usersOf(place) {
  const { Users } = await new IAMClient(place.config).send(new ListUsersCommand({}));
  return Users.map((user) => user.UserName);
}

function createUser(place, UserName) {
  return new IAMClient(place.config).send(new CreateUserCommand({ UserName }));
}

before(async () => (server = await start()));
after(() => server.stop());
beforeEach(() => (account = server.account()));

test("config makes a client of the server", async () => {
  const { User } = await createUser(server, "Root");
  assert.equal(User.Arn, "arn:aws:iam::123456789012:user/Root");
});

test("credentials, url and region are those of config", () => {
  assert.deepEqual(server.config, { endpoint: server.url, region: server.region, credentials: server.credentials });
  assert.deepEqual(account.credentials, { accessKeyId: account.id, secretAccessKey: "test" });
});

test("an account sees nothing of another", async () => {
  const other = server.account();
  const { User } = await createUser(account, "Ada");
  assert.equal(User.Arn, `arn:aws:iam::${account.id}:user/Ada`);
  assert.deepEqual(await usersOf(other), []);
});

test("accounts have the same numbers on every server", async () => {
  const [one, two] = await Promise.all([start(), start()]);
  assert.notEqual(one.url, two.url);
  assert.deepEqual([one.account().id, one.account().id], [two.account().id, two.account().id]);
  await Promise.all([one.stop(), two.stop()]);
});

test("reset forgets the account alone", async () => {
  const other = server.account();
  await createUser(account, "Ada");
  await createUser(other, "Bob");
  await account.reset();
  assert.deepEqual([await usersOf(account), await usersOf(other)], [[], ["Bob"]]);
});

test("restore goes back to the savepoint made last, or to one by its name", async () => {
  const empty = await account.savepoint();
  await createUser(account, "Ada");
  await account.savepoint("ada");
  await createUser(account, "Bob");
  await account.restore();
  assert.deepEqual(await usersOf(account), ["Ada"]);
  await account.restore(empty);
  assert.deepEqual(await usersOf(account), []);
});

test("two who know one account make savepoints of it", async () => {
  const [one, other] = [connect(account.env), connect(account.env)];
  await one.savepoint();
  await other.savepoint();
  await other.restore();
});

test("restore without a savepoint says that there is none", async () => {
  await assert.rejects(account.restore(), /no savepoint was made/);
});

test("a server's savepoint is one of all accounts", async () => {
  const own = await start();
  const guest = own.account();
  await own.savepoint();
  await createUser(guest, "Ada");
  await own.restore();
  assert.deepEqual(await usersOf(guest), []);
  await own.stop();
});

test("seed takes an object, and YAML", async () => {
  const { made } = await account.seed({ Users: [{ UserName: "Ada" }] });
  assert.deepEqual(made, { users: 1 });
  await account.seed("Users: [{UserName: Bob}]");
  assert.deepEqual(await usersOf(account), ["Ada", "Bob"]);
  assert.deepEqual((await account.state()).Users.map((user) => user.UserName), ["Ada", "Bob"]);
});

test("a document that is refused rejects with the server's words", async () => {
  await assert.rejects(account.seed("Users: [{UserNam: Bob}]"), (error) => {
    assert.ok(error instanceof OperatorError);
    assert.equal(error.status, 400);
    assert.match(error.message, /UserNam/);
    return true;
  });
});

test("verify rejects with what came nearest", async () => {
  await createUser(account, "Ada");
  assert.equal((await account.verify({ operation: "CreateUser", count: 1 })).count, 1);
  await assert.rejects(account.verify({ operation: "CreateUser", parameters: { UserName: "ada" } }), /"seen": "Ada"/);
});

test("requests tells what the account did", async () => {
  await createUser(account, "Ada");
  await usersOf(account);
  assert.deepEqual((await account.requests()).map((each) => each.operation), ["ListUsers", "CreateUser"]);
  assert.deepEqual((await account.requests({ operation: "CreateUser" })).length, 1);
});

test("flags reach the server: it enforces, and tells of denials", async () => {
  const own = await start({ auth: "enforce" });
  const user = own.account();
  const { made } = await user.seed({
    Users: [{ UserName: "Bob", AccessKeys: [{ AccessKeyId: "AKIAIOSFODNN7EXAMPLE", SecretAccessKey: "secret" }] }],
  });
  assert.ok(made.users);
  const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" };
  const asBob = new IAMClient({ ...user.config, credentials });
  await assert.rejects(asBob.send(new ListUsersCommand({})), { name: /AccessDenied/ });
  const [denial] = await user.denials();
  assert.equal(denial.action, "iam:ListUsers");
  await own.stop();
});

test("a flag that is refused rejects with the program's words", async () => {
  await assert.rejects(start({ auth: "sometimes" }), /sometimes/);
  await assert.rejects(start({ noSuchFlag: "1" }), /no-such-flag/);
});

test("a program that is not there is told by its path", async () => {
  process.env.IAMLOCAL_BINARY = "/nowhere/iamlocal";
  await assert.rejects(start(), /cannot run \/nowhere\/iamlocal/).finally(() => delete process.env.IAMLOCAL_BINARY);
});

test("lists, objects and truth values become flags", async () => {
  const own = await start({ host: ["127.0.0.1", "127.0.0.2"], testIdp: true, faults: [{ preset: "throttle", times: 1 }] });
  assert.equal((await own.operator("GET", "health")).faults, 1);
  await own.stop();
});

test("faults strike the client, until there are none", async () => {
  const own = await start();
  await own.faults({ operation: "CreateUser", error: { code: "LimitExceeded", status: 409 } });
  await assert.rejects(createUser(own, "Ada"), { name: /LimitExceeded/ });
  assert.deepEqual(await own.faults(), []);
  await createUser(own, "Ada");
  await own.stop();
});

test("clock stands where it is set, and goes back to real time", async () => {
  const own = await start();
  const now = new Date("2026-01-31T00:00:00Z");
  assert.deepEqual(await own.clock({ now }), now);
  assert.deepEqual((await createUser(own, "Ada")).User.CreateDate, now);
  assert.deepEqual(await own.clock({ advance_s: 60 }), new Date("2026-01-31T00:01:00Z"));
  assert.notEqual((await own.clock()).getTime(), now.getTime());
  await own.stop();
});

test("an operator's token is shown by itself", async () => {
  const own = await start({ operatorToken: "open-sesame" });
  await own.seed({ Users: [{ UserName: "Ada" }] });
  await assert.rejects(fetch(`${own.url}/_iam/state`).then((answer) => assert.equal(answer.status, 200)));
  await own.stop();
});

test("the operator is asked over TLS", async () => {
  const own = await start({ tls: "self-signed" });
  assert.match(own.url, /^https:/);
  await own.seed({ Users: [{ UserName: "Ada" }] });
  await own.stop();
});

test("log has what the server logged", async () => {
  const own = await start({ logLevel: "info" });
  await createUser(own, "Ada");
  await own.stop();
  assert.match(own.log(), /CreateUser/);
});

test("stop ends the server, and may be called twice", async () => {
  const own = await start();
  await own.stop();
  await own.stop();
  await assert.rejects(own.reset(), { message: new RegExp(`^POST /_iam/reset: nothing answers at ${own.url}: `) });
  await assert.rejects(fetch(own.url));
});

// A client that is told nothing reads the environment, and profiles, containers and instances after that.
const kClient = `
  import { CreateUserCommand, IAMClient } from "@aws-sdk/client-iam";
  const { User } = await new IAMClient({}).send(new CreateUserCommand({ UserName: "Child" }));
  console.log(User.Arn);
`;

test("env leads the clients of a child process here, whatever led it to AWS", () => {
  const before = { ...process.env };
  Object.assign(process.env, {
    AWS_PROFILE: "production",
    AWS_ENDPOINT_URL_IAM: "https://iam.amazonaws.com",
    AWS_SESSION_TOKEN: "a real one",
    AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:1/",
  });
  const env = account.env;
  process.env = before;
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  const args = ["--input-type=module", "--eval", kClient];
  const shown = execFileSync(process.execPath, args, { cwd, env, encoding: "utf8" });
  assert.equal(shown, `arn:aws:iam::${account.id}:user/Child\n`);
  assert.equal(env.AWS_PROFILE, undefined);
  assert.equal(env.AWS_CONFIG_FILE, "/dev/null");
  assert.equal(env.AWS_EC2_METADATA_DISABLED, "true");
});

test("applyEnv leads this process's clients here, and can be undone", async () => {
  process.env.AWS_PROFILE = "production";
  const before = { ...process.env };
  const putBack = account.applyEnv();
  assert.equal(process.env.AWS_PROFILE, undefined);
  await new IAMClient({}).send(new CreateUserCommand({ UserName: "Ada" }));
  putBack();
  assert.deepEqual({ ...process.env }, before);
  delete process.env.AWS_PROFILE;
  assert.deepEqual(await usersOf(account), ["Ada"]);
});

test("connect finds the server of its environment, and makes up accounts that nobody else does", async () => {
  const found = connect(account.env);
  assert.deepEqual(found.credentials, account.credentials);
  await createUser(found, "Ada");
  assert.deepEqual(await usersOf(account), ["Ada"]);
  const other = connect(account.env);
  assert.notEqual(found.account().id, other.account().id);
  await found.stop(); // somebody else's
  await assert.rejects(createUser(account, "Ada"), EntityAlreadyExistsException);
});

test("a server that is not there is told by its URL, also where its name has several addresses", async () => {
  const absent = connect({ AWS_ENDPOINT_URL: "http://localhost:1" });
  await assert.rejects(absent.state(), /nothing answers at http:\/\/localhost:1: .*ECONNREFUSED/);
});

test("connect without a server says what leads to one", () => {
  assert.throws(() => connect({}), /iamlocal exec/);
});

test("the SDK knows the server's errors", async () => {
  const client = new IAMClient(account.config);
  await assert.rejects(client.send(new GetUserCommand({ UserName: "Nobody" })), NoSuchEntityException);
});
