#include "material.h"

#include "errors/mfa_devices.h"
#include "errors/saml_providers.h"
#include "errors/server_certificates.h"
#include "errors/signing_certificates.h"
#include "errors/ssh_public_keys.h"
#include "errors/sts.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/federation/saml_metadata.h"
#include "iam/formats/ssh_key.h"
#include "iam/formats/x509.h"

#include <chrono>

namespace iam::service {
namespace {

constexpr std::chrono::days kUnreadCertificateValidity(365);
constexpr std::chrono::years kMetadataValidity(100);

// Codes are taken up to two periods early or late, as AWS was seen to do: typing takes time.
// https://github.com/radkawar/stackd, testdata/aws/iam/mfa_verification.json.
constexpr formats::totp::Step kStepsOff = 2;

bool is_taken_unread(Call const& call) { return call.strictness == Strictness::kLoose; }

// The same day and time a hundred years on; 1 March for 29 February where that year has none.
Time default_end(Time now) {
  using namespace std::chrono;
  auto const today = floor<days>(now);
  auto const day = year_month_day(today) + kMetadataValidity;
  return sys_days(day) + (now - today);
}

Error error_of(formats::SshPublicKey::Flaw flaw) {
  return flaw == formats::SshPublicKey::Flaw::kUnrecognizedEncoding ? errors::unrecognized_public_key_encoding()
                                                                    : errors::invalid_public_key();
}

}  // namespace

// AWS tells of a private key it cannot read, and of a certificate that is not valid yet, in the sentence about PEM.
Result<Time> server_certificate_end(Call const& call, api::UploadServerCertificateRequest const& request) {
  auto const certificate = formats::Certificate::parse(request.certificate_body);
  if (is_taken_unread(call)) return certificate ? certificate->not_after() : call.now + kUnreadCertificateValidity;
  if (!certificate || call.now < certificate->not_before()) return fail(errors::unreadable_server_certificate());
  if (call.now > certificate->not_after()) return fail(errors::server_certificate_expired());
  auto const key = formats::PrivateKey::parse(request.private_key);
  if (!key) return fail(errors::unreadable_server_certificate());
  if (!certificate->belongs_to(*key)) return fail(errors::private_key_mismatch());
  if (request.certificate_chain) {
    if (auto const index = formats::find_chain_break(*certificate, *request.certificate_chain)) {
      return fail(errors::server_certificate_chain_broken(*index));
    }
  }
  return certificate->not_after();
}

Result<std::string> signing_certificate_fingerprint(Call const& call, std::string const& body) {
  auto const certificate = formats::Certificate::parse(body);
  if (is_taken_unread(call)) return certificate ? certificate->fingerprint() : hex_encode(sha256(body));
  if (!certificate) return fail(errors::malformed_signing_certificate(body));
  if (call.now < certificate->not_before() || call.now > certificate->not_after()) {
    return fail(errors::signing_certificate_not_valid_now());
  }
  return certificate->fingerprint();
}

Result<std::string> ssh_key_fingerprint(Call const& call, std::string_view body) {
  auto const key = formats::SshPublicKey::parse(body);
  if (key) return key->fingerprint();
  if (is_taken_unread(call)) return formats::md5_fingerprint(body);
  return fail(error_of(key.error()));
}

Result<Time> saml_provider_end(Call const& call, std::string_view metadata) {
  auto const read = parse_saml_metadata(metadata);
  if (!read.has_value() && !is_taken_unread(call)) return fail(errors::malformed_saml_metadata());
  if (read.has_value() && read->valid_until.has_value()) return *read->valid_until;
  return default_end(call.now);
}

Status check_saml_private_key(Call const& call, Secret const& pem) {
  if (is_taken_unread(call) || formats::PrivateKey::parse(pem).has_value()) return {};
  return fail(errors::invalid_saml_private_key());
}

bool is_hardware_taken(Call const& call, std::string_view serial_number) {
  return is_taken_unread(call) && !serial_number.starts_with("arn:") &&
         serial_number.find('/') == std::string_view::npos;
}

Result<formats::totp::Step> steps_ahead(Call const& call, store::MfaDevice const& device, Secret const& first,
                                        Secret const& second, formats::totp::Step distance) {
  auto const now = formats::totp::step_at(call.now);
  auto const step = formats::totp::find_pair(device.seed, first.reveal(), second.reveal(), now, distance);
  if (step.has_value()) return *step - now;
  if (is_taken_unread(call)) return formats::totp::Step{0};
  return fail(errors::invalid_authentication_code());
}

Status use_one_time_code(Call& call, store::MfaDevice& device, Secret const& code) {
  if (is_taken_unread(call)) return {};
  // AWS says the same of a device that is tried too often as of one that is not there.
  if (!call.code_attempts.admit(device.account, device.resource, call.now)) {
    return fail(errors::one_time_code_device_unknown());
  }
  auto const shown_now = formats::totp::step_at(call.now) + device.assignment->steps_ahead;
  auto const step = formats::totp::find(device.seed, code.reveal(), shown_now, kStepsOff);
  // "You can use each code only once": RFC 6238, 5.2, and AWS's guide, which tells to wait for the next one.
  if (!step || *step <= device.assignment->last_step.value_or(*step - 1)) return fail(errors::one_time_code_wrong());
  device.assignment->last_step = *step;
  store::MfaDevices(call.store).update(device);
  return {};
}

}  // namespace iam::service
