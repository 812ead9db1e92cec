// What users, and accounts' roots, prove with who they are, as an export shows it.
#include "exporter.h"
#include "iam/base/text.h"
#include "iam/store/access_keys.h"
#include "iam/store/login_profiles.h"
#include "iam/store/mfa_devices.h"
#include "iam/store/service_specific_credentials.h"
#include "iam/store/signing_certificates.h"
#include "iam/store/ssh_public_keys.h"

#include <string>
#include <utility>

namespace iam::state {

std::vector<Node> Exporter::access_keys(std::optional<store::EntityId> user) {
  std::vector<Node> shown;
  for (auto const& key : store::AccessKeys(session_).page(account_, user, 0, store::kAllOfThem)) {
    Object each;
    each.text("AccessKeyId", key.id)
        .text("SecretAccessKey", key.secret.reveal())
        .text("Status", key.status)
        .time("CreateDate", key.created_at);
    shown.push_back(each.take());
  }
  return shown;
}

void Exporter::add_login_profile(store::EntityId user, Object& shown) {
  store::LoginProfiles profiles(session_);
  auto const profile = profiles.find(user);
  if (!profile.has_value()) return;
  Object each;
  each.time("CreateDate", profile->created_at).boolean("PasswordResetRequired", profile->reset_required);
  // INVARIANT: a profile has a password.
  each.text("PasswordHash", profiles.hashes(user, 1).front())
      .text("PasswordSalt", profile->salt)
      .time("PasswordSetDate", profiles.password_set_at(user).value());
  shown.node("LoginProfile", each.take());
}

std::vector<Node> Exporter::mfa_devices(std::optional<store::EntityId> user) {
  store::MfaDevices devices(session_);
  auto const stored = user.has_value() ? devices.page_of_user(account_, *user, "", store::kAllOfThem)
                                       : devices.page(account_, store::Assigned::kNo, "", store::kAllOfThem);
  std::vector<Node> shown;
  for (auto const& device : stored) {
    if (device.is_hardware()) continue;  // nothing but a loose server could take it again
    std::string const name(after_last(device.resource, '/'));
    Object each;
    each.text("VirtualMFADeviceName", name)
        .text("Path", "/" + device.resource.substr(0, device.resource.size() - name.size()))
        .text("Base32StringSeed", device.seed.reveal());
    if (device.assignment.has_value()) each.time("EnableDate", device.assignment->enabled_at);
    each.list("Tags", tags("mfa", device.id));
    shown.push_back(each.take());
  }
  return shown;
}

std::vector<Node> Exporter::ssh_public_keys(store::EntityId user) {
  std::vector<Node> shown;
  for (auto const& key : store::SshPublicKeys(session_).page(user, 0, store::kAllOfThem)) {
    Object each;
    each.text("SSHPublicKeyId", key.id)
        .text("Status", key.status)
        .time("UploadDate", key.uploaded_at)
        .text("SSHPublicKeyBody", key.body);
    shown.push_back(each.take());
  }
  return shown;
}

std::vector<Node> Exporter::signing_certificates(std::optional<store::EntityId> user) {
  std::vector<Node> shown;
  for (auto const& each : store::SigningCertificates(session_).page(account_, user, 0, store::kAllOfThem)) {
    Object certificate;
    certificate.text("CertificateId", each.id)
        .text("Status", each.status)
        .time("UploadDate", each.uploaded_at)
        .text("CertificateBody", each.body);
    shown.push_back(certificate.take());
  }
  return shown;
}

std::vector<Node> Exporter::service_credentials(store::EntityId user) {
  store::ServiceSpecificCredentials::Filter const theirs{.user = user, .service = {}};
  std::vector<Node> shown;
  for (auto const& credential :
       store::ServiceSpecificCredentials(session_).page(account_, theirs, 0, store::kAllOfThem)) {
    Object each;
    each.text("ServiceSpecificCredentialId", credential.id)
        .text("ServiceName", credential.service)
        .text("ServiceUserName", credential.public_name)
        .text("Status", credential.status)
        .time("CreateDate", credential.created_at);
    if (credential.expires_at.has_value()) each.time("ExpirationDate", *credential.expires_at);
    shown.push_back(each.take());
  }
  return shown;
}

}  // namespace iam::state
