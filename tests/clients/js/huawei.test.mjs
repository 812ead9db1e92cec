// The Huawei Cloud SDK for JavaScript: what it signs is accepted, what it gets it can read. Of its packages only the
// client of v5 is loaded, for the root of the package does not load; and its endpoint has no slash at the end, for it
// would sign two and send one. Its core needs the package uuid and does not say so.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { startServer } from "./server.mjs";

const require = createRequire(import.meta.url);
const { GlobalCredentials } = require("@huaweicloud/huaweicloud-sdk-core");
const { IamClient } = require("@huaweicloud/huaweicloud-sdk-iam/v5/IamClient");

const kDocument = JSON.stringify({
  Version: "5.0",
  Statement: [{ Effect: "Allow", Action: ["iam:users:listUsersV5"] }],
});

let server;
let lastAccount = 500_000_000_000;

before(async () => {
  // The SDK writes every error to stdout.
  console.log = () => {};
  server = await startServer(["--auth", "verify"]);
});

after(() => server.stop());

function client(ak, sk, domainId) {
  const credentials = new GlobalCredentials().withAk(ak).withSk(sk);
  if (domainId) credentials.withDomainId(domainId);
  return IamClient.newBuilder().withCredential(credentials).withEndpoint(server.endpoint).build();
}

// Root of an account that no other test knows. The domain id is signed and chooses nothing.
function newAccount() {
  return client(String(++lastAccount), "test", "0123456789abcdef0123456789abcdef");
}

async function createUser(iam, name) {
  const { user } = await iam.createUserV5({ body: { name, enabled: true } });
  return user.user_id;
}

async function refusal(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  assert.fail("nothing was refused");
}

test("a user comes back as it was created, and goes", async () => {
  const iam = newAccount();
  const created = await iam.createUserV5({ body: { name: "bob", description: "größer", enabled: true } });
  assert.equal(created.httpStatusCode, 201);
  const user_id = created.user.user_id;
  const shown = await iam.showUserV5({ user_id });
  assert.deepEqual(shown.user, { ...created.user, tags: [] });

  const updated = await iam.updateUserV5({ user_id, body: { new_user_name: "rob", enabled: false } });
  assert.equal(updated.user.user_name, "rob");
  assert.equal((await iam.showUserLastLoginV5({ user_id })).httpStatusCode, 200);
  assert.equal((await iam.deleteUserV5({ user_id })).httpStatusCode, 204);

  const error = await refusal(iam.showUserV5({ user_id }));
  assert.equal(error.httpStatusCode, 404);
  assert.equal(error.errorCode, "IAM.0004");
  assert.equal(error.errorMsg, `Could not find user: ${user_id}.`);
  assert.match(error.requestId, /^[0-9a-f]{32}$/);
});

test("users are listed page by page", async () => {
  const iam = newAccount();
  for (const name of ["a", "b", "c"]) await createUser(iam, name);
  const names = [];
  let marker;
  do {
    const page = await iam.listUsersV5({ limit: 2, marker });
    names.push(...page.users.map((user) => user.user_name));
    marker = page.page_info.next_marker;
  } while (marker);
  assert.deepEqual(names, ["root", "a", "b", "c"]);
});

test("tags are added, listed and removed", async () => {
  const iam = newAccount();
  const resource = { resource_type: "user", resource_id: await createUser(iam, "bob") };
  const tags = [
    { tag_key: "team", tag_value: "blue / green" },
    { tag_key: "größe", tag_value: "" },
  ];
  await iam.tagResourceV5({ ...resource, body: { tags } });
  assert.deepEqual((await iam.listResourceTagsV5(resource)).tags, tags);
  assert.equal((await iam.deleteResourceTagsV5({ ...resource, body: ["team"] })).httpStatusCode, 200);
  assert.deepEqual((await iam.listResourceTagsV5(resource)).tags, tags.slice(1));
});

test("an access key signs until its user is disabled", async () => {
  const iam = newAccount();
  const user_id = await createUser(iam, "bob");
  const { access_key } = await iam.createAccessKeyV5({ user_id });
  const bob = client(access_key.access_key_id, access_key.secret_access_key);
  assert.equal((await bob.showUserV5({ user_id })).user.user_name, "bob");
  const { access_key_id } = access_key;
  const { access_key_last_used } = await iam.showAccessKeyLastUsedV5({ user_id, access_key_id });
  assert.ok(access_key_last_used.last_used_at);

  await iam.updateUserV5({ user_id, body: { enabled: false } });
  assert.equal((await refusal(bob.listUsersV5({}))).errorCode, "IAM.0080");
  await iam.updateUserV5({ user_id, body: { enabled: true } });
  await iam.updateAccessKeyV5({ user_id, access_key_id, body: { status: "inactive" } });
  assert.equal((await refusal(bob.listUsersV5({}))).errorCode, "IAM.1107");
  assert.equal((await iam.listAccessKeysV5({ user_id })).access_keys[0].status, "inactive");
  assert.equal((await iam.deleteAccessKeyV5({ user_id, access_key_id })).httpStatusCode, 204);
});

test("whoever signs with a wrong secret is refused", async () => {
  const error = await refusal(client("500000000000", "wrong").listUsersV5({}));
  assert.equal(error.httpStatusCode, 401);
  assert.equal(error.errorCode, "APIGW.0301");
});

test("passwords are set and changed", async () => {
  const iam = newAccount();
  const user_id = await createUser(iam, "bob");
  const body = { password: "Str0ng-enough", password_reset_required: true };
  const { login_profile } = await iam.createLoginProfileV5({ user_id, body });
  assert.equal(login_profile.password_reset_required, true);
  const { access_key } = await iam.createAccessKeyV5({ user_id });
  const bob = client(access_key.access_key_id, access_key.secret_access_key);
  const change = { old_password: "Str0ng-enough", new_password: "An0ther-one" };
  assert.equal((await bob.changePasswordV5({ body: change })).httpStatusCode, 200);
  assert.equal((await iam.showLoginProfileV5({ user_id })).login_profile.password_reset_required, false);
  assert.equal((await refusal(bob.changePasswordV5({ body: change }))).errorCode, "1103");
  await iam.updateLoginProfileV5({ user_id, body: { password_reset_required: true } });
  assert.equal((await iam.deleteLoginProfileV5({ user_id })).httpStatusCode, 204);
});

test("groups hold users and policies", async () => {
  const iam = newAccount();
  const user_id = await createUser(iam, "bob");
  const { group } = await iam.createGroupV5({ body: { group_name: "admins", description: "all" } });
  const { group_id } = group;
  await iam.addUserToGroupV5({ group_id, body: { user_id } });
  assert.equal((await iam.listUsersV5({ group_id })).users[0].user_name, "bob");
  assert.equal((await iam.listGroupsV5({ user_id })).groups[0].group_id, group_id);

  const { policy } = await iam.createPolicyV5({ body: { policy_name: "readers", policy_document: kDocument } });
  const { policy_id } = policy;
  await iam.attachGroupPolicyV5({ policy_id, body: { group_id } });
  await iam.attachUserPolicyV5({ policy_id, body: { user_id } });
  const attached = await iam.listAttachedUserPoliciesV5({ user_id });
  assert.equal(attached.attached_policies[0].policy_name, "readers");
  const entities = await iam.listEntitiesForPolicyV5({ policy_id });
  assert.deepEqual([entities.policy_users.length, entities.policy_groups.length], [1, 1]);
  assert.equal((await refusal(iam.deletePolicyV5({ policy_id }))).httpStatusCode, 409);

  await iam.detachUserPolicyV5({ policy_id, body: { user_id } });
  await iam.detachGroupPolicyV5({ policy_id, body: { group_id } });
  await iam.removeUserFromGroupV5({ group_id, body: { user_id } });
  assert.equal((await iam.deletePolicyV5({ policy_id })).httpStatusCode, 204);
  assert.equal((await iam.deleteGroupV5({ group_id })).httpStatusCode, 204);
});

test("policies have versions", async () => {
  const iam = newAccount();
  const { policy } = await iam.createPolicyV5({ body: { policy_name: "readers", policy_document: kDocument } });
  const { policy_id } = policy;
  const body = { policy_document: kDocument, set_as_default: false };
  const { policy_version } = await iam.createPolicyVersionV5({ policy_id, body });
  const { version_id } = policy_version;
  await iam.setDefaultPolicyVersionV5({ policy_id, version_id });
  const shown = await iam.getPolicyVersionV5({ policy_id, version_id });
  assert.equal(shown.policy_version.is_default, true);
  assert.equal(shown.policy_version.document, kDocument);
  await iam.deletePolicyVersionV5({ policy_id, version_id: "v1" });
  assert.equal((await iam.listPolicyVersionsV5({ policy_id })).versions.length, 1);
});

test("the account has a summary, features and settings", async () => {
  const iam = newAccount();
  assert.equal((await iam.getAccountSummaryV5({})).users, 1);
  assert.equal((await iam.getFeatureStatusV5({ feature_name: "v5_console" })).feature_status, "on");
  const login = await iam.updateLoginPolicyV5({ body: { session_timeout: 30 } });
  assert.equal(login.login_policy.session_timeout, 30);
  const password = await iam.updatePasswordPolicyV5({ body: { minimum_password_length: 12 } });
  assert.equal(password.password_policy.minimum_password_length, 12);
  assert.equal((await iam.showPasswordPolicyV5({})).password_policy.minimum_password_length, 12);
  assert.equal((await iam.showLoginPolicyV5({})).login_policy.session_timeout, 30);
});
