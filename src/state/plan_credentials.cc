// What users, and accounts' roots, prove with who they are, as steps.
#include "iam/base/arn.h"
#include "iam/base/encoding.h"
#include "iam/base/ids.h"
#include "iam/base/text.h"
#include "iam/call/credentials.h"
#include "iam/call/errors.h"
#include "iam/formats/totp.h"
#include "iam/service/dispatch.h"
#include "iam/store/login_profiles.h"
#include "iam/store/service_specific_credentials.h"
#include "iam/store/users.h"
#include "planner.h"

#include <fmt/format.h>

#include <algorithm>

namespace iam::state {
namespace {

constexpr std::size_t kSecretLengthMax = 128;
constexpr std::size_t kSeedLengthMin = 16;
constexpr std::size_t kSeedLengthMax = 128;

std::optional<std::string> user_name(std::string const& user) {
  return user.empty() ? std::nullopt : std::optional(user);
}

bool is_secret(std::string_view text) {
  return !text.empty() && text.size() <= kSecretLengthMax &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

// With the codes that the device shows now.
Direct enable_device(std::string user, std::string serial_number, std::string seed) {
  return [user = std::move(user), serial_number = std::move(serial_number),
          seed = Secret(std::move(seed))](service::Call& call) -> Status {
    auto const step = formats::totp::step_at(call.now);
    auto const first = formats::totp::code(seed, step - 1);
    auto const second = formats::totp::code(seed, step);
    auto const text = [](std::string_view value) { return api::Value{.kind = api::Value::Kind::kText, .text = value}; };
    api::Value parameters;
    parameters.fields = {{"UserName", text(user)},
                         {"SerialNumber", text(serial_number)},
                         {"AuthenticationCode1", text(first)},
                         {"AuthenticationCode2", text(second)}};
    return service::operate(call, *service::find_operation(service::Service::kIam, "EnableMFADevice"), parameters);
  };
}

// What no operation sets: under which name the service knows the user, and when that ends.
Direct settle_credential(std::string id, std::optional<std::string> public_name, std::optional<Time> expires_at) {
  return [id = std::move(id), public_name = std::move(public_name), expires_at](service::Call& call) -> Status {
    store::ServiceSpecificCredentials credentials(call.store);
    auto credential = credentials.find(id).value();
    credentials.remove(credential);
    credential.public_name = public_name.value_or(credential.public_name);
    credential.expires_at = expires_at;
    if (credentials.insert(credential)) return {};
    return fail(service::errors::entity_already_exists(
        fmt::format("A service-specific credential of the name {} already exists.", credential.public_name)));
  };
}

// A password of which only the hash is known.
Direct set_password_hash(std::string user, bool reset, std::string hash, std::string salt, std::optional<Time> set_at) {
  return [=, user = std::move(user), hash = std::move(hash), salt = std::move(salt)](service::Call& call) -> Status {
    store::LoginProfiles profiles(call.store);
    auto const found = store::Users(call.store).find(call.account(), user);
    if (!found.has_value()) return fail(service::errors::no_such_user(user));
    auto const id = found->id;
    if (profiles.find(id).has_value()) {
      return fail(
          service::errors::entity_already_exists(fmt::format("Login Profile for user {} already exists.", user)));
    }
    profiles.insert({.user = id, .created_at = call.now, .reset_required = reset, .salt = salt});
    profiles.set_password(id, hash, set_at.value_or(call.now));
    return {};
  };
}

}  // namespace

void Planner::access_key(Node const& item, std::string const& user) {
  Fields fields(item, "an access key", mistakes_);
  Given given{.at = fields.time("CreateDate")};
  auto const id = fields.text("AccessKeyId");
  if (id.has_value()) {
    if (!service::is_long_term_key_id(*id)) {
      mistakes_.add(
          fields.line_of("AccessKeyId"),
          fmt::format("`AccessKeyId` has {} to {} letters, digits and underscores, and does not begin with {}",
                      service::kAccessKeyIdLengthMin, service::kAccessKeyIdLengthMax, id_prefix::kSessionKey));
    }
    if (!ids_.insert(*id).second) {
      mistakes_.add(fields.line_of("AccessKeyId"), fmt::format("the id {} is given twice", *id));
    }
    given.ids.emplace(id_prefix::kAccessKey, *id);
  }
  if (auto secret = fields.text("SecretAccessKey")) {
    if (!is_secret(*secret)) {
      mistakes_.add(fields.line_of("SecretAccessKey"),
                    fmt::format("`SecretAccessKey` has 1 to {} characters, and no blanks", kSecretLengthMax));
    }
    given.secret = Secret(*std::move(secret));
  }
  auto const status = fields.text("Status");
  fields.pass_over({"UserName"});
  fields.finish();
  add("CreateAccessKey", item.line, Parameters(plan_).text("UserName", user_name(user)), std::move(given));
  set_status("UpdateAccessKey", fields.line_of("Status"), "AccessKeyId", id.value_or(""), user, status);
  count("access_keys");
}

void Planner::ssh_public_key(Node const& item, std::string const& user) {
  Fields fields(item, "an SSH public key", mistakes_);
  Given given{.at = fields.time("UploadDate")};
  auto const id = given_id(fields, "SSHPublicKeyId", id_prefix::kPublicKey);
  if (id.has_value()) given.ids.emplace(id_prefix::kPublicKey, *id);
  auto const status = fields.text("Status");
  fields.pass_over({"UserName", "Fingerprint"});
  add("UploadSSHPublicKey", item.line,
      Parameters(plan_).text("UserName", user).text("SSHPublicKeyBody", fields.text("SSHPublicKeyBody")),
      std::move(given));
  set_status("UpdateSSHPublicKey", fields.line_of("Status"), "SSHPublicKeyId", id.value_or(""), user, status);
  fields.finish();
  count("ssh_public_keys");
}

void Planner::signing_certificate(Node const& item, std::string const& user) {
  Fields fields(item, "a signing certificate", mistakes_);
  Given given{.at = fields.time("UploadDate")};
  auto const id = given_id(fields, "CertificateId", "");
  if (id.has_value()) given.base32 = Secret(*id);
  auto const status = fields.text("Status");
  fields.pass_over({"UserName"});
  add("UploadSigningCertificate", item.line,
      Parameters(plan_).text("UserName", user_name(user)).text("CertificateBody", fields.text("CertificateBody")),
      std::move(given));
  set_status("UpdateSigningCertificate", fields.line_of("Status"), "CertificateId", id.value_or(""), user, status);
  fields.finish();
  count("signing_certificates");
}

// Its password or API key is nobody's to check: the services that take it are not here.
void Planner::service_credential(Node const& item, std::string const& user) {
  Fields fields(item, "a service-specific credential", mistakes_);
  Given given{.at = fields.time("CreateDate")};
  auto const id = given_id(fields, "ServiceSpecificCredentialId", id_prefix::kServiceSpecificCredential);
  if (id.has_value()) given.ids.emplace(id_prefix::kServiceSpecificCredential, *id);
  auto const status = fields.text("Status");
  auto const expires_at = fields.time("ExpirationDate");
  auto const* const named = fields.find("ServiceUserName", "ServiceCredentialAlias");
  fields.pass_over({"UserName"});
  add("CreateServiceSpecificCredential", item.line,
      Parameters(plan_)
          .text("UserName", user)
          .text("ServiceName", fields.text("ServiceName"))
          .text("CredentialAgeDays", fields.text("CredentialAgeDays")),
      std::move(given));
  fields.finish();
  if (named != nullptr || expires_at.has_value()) {
    if (!id.has_value()) {
      return mistakes_.add(item.line, "a service-specific credential whose name or end is given has an id, too");
    }
    auto name = named == nullptr ? std::optional<std::string>() : named->text;
    plan_.steps.back().after = settle_credential(*id, std::move(name), expires_at);
  }
  set_status("UpdateServiceSpecificCredential", fields.line_of("Status"), "ServiceSpecificCredentialId",
             id.value_or(""), user, status);
  count("service_specific_credentials");
}

void Planner::login_profile(Node const& item, std::string const& user) {
  Fields fields(item, "a login profile", mistakes_);
  auto const at = fields.time("CreateDate");
  auto const set_at = fields.time("PasswordSetDate");
  auto const reset = fields.boolean("PasswordResetRequired");
  auto const password = fields.text("Password");
  auto hash = fields.text("PasswordHash");
  auto salt = fields.text("PasswordSalt");
  fields.pass_over({"UserName"});
  fields.finish();
  count("login_profiles");
  if (password.has_value()) {
    add("CreateLoginProfile", item.line,
        Parameters(plan_).text("UserName", user).text("Password", password).boolean("PasswordResetRequired", reset),
        {.at = at});
    return;
  }
  if (!hash.has_value() || !salt.has_value()) {
    return mistakes_.add(item.line, "a login profile has a `Password`, or `PasswordHash` and `PasswordSalt`");
  }
  add_direct(item.line, set_password_hash(user, reset.value_or(false), *std::move(hash), *std::move(salt), set_at))
      .given.at = at;
}

// A virtual device. One that a user has is enabled with the codes that its seed shows.
void Planner::mfa_device(Node const& item, std::string const& user) {
  Fields fields(item, "an MFA device", mistakes_);
  // "arn:aws:iam::123456789012:mfa/path/name"
  auto const serial = fields.text("SerialNumber").value_or("");
  auto const path_and_name = serial.substr(std::min(serial.find('/'), serial.size()));
  auto const name = fields.text("VirtualMFADeviceName").value_or(std::string(after_last(path_and_name, '/')));
  auto path = fields.text("Path").value_or(path_and_name.substr(0, path_and_name.rfind('/') + 1));
  if (path.empty()) path = kRootPath;
  auto const seed = fields.text("Base32StringSeed");
  Given given{.at = fields.time("EnableDate")};
  fields.pass_over({"UserName"});
  if (seed.has_value()) {
    if (seed->size() < kSeedLengthMin || seed->size() > kSeedLengthMax || !base32_decode(*seed).has_value()) {
      mistakes_.add(fields.line_of("Base32StringSeed"),
                    fmt::format("`Base32StringSeed` has {} to {} characters of base 32: A to Z and 2 to 7",
                                kSeedLengthMin, kSeedLengthMax));
    }
    given.base32 = Secret(*seed);
  }
  auto const at = given.at;
  add("CreateVirtualMFADevice", item.line,
      Parameters(plan_).text("VirtualMFADeviceName", name).text("Path", path).tags(tags(fields)), std::move(given));
  fields.finish();
  count("mfa_devices");
  if (user.empty()) return;
  if (!seed.has_value()) {
    return mistakes_.add(item.line, "an MFA device that a user has enabled has a `Base32StringSeed`");
  }
  add_direct(item.line, enable_device(user, arn("mfa", path, name), *seed)).given.at = at;
}

}  // namespace iam::state
