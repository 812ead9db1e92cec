// Signing certificates: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSigningCertificate.html and its
// neighbours.
#include "iam/service/handlers/signing_certificates.h"
#include "iam/call/paging.h"

#include "credential_owner.h"
#include "errors/signing_certificates.h"
#include "iam/call/credential_status.h"
#include "iam/call/quotas.h"
#include "iam/store/signing_certificates.h"
#include "material.h"

#include <utility>

namespace iam::service {
namespace {

// As long as the ids in AWS's examples.
constexpr std::size_t kIdLength = 32;

Result<store::SigningCertificate> find_certificate(Call& call, std::optional<std::string> const& user_name,
                                                   std::string_view id) {
  auto const owner = find_credential_owner(call, user_name);
  if (!owner) return fail(owner.error());
  auto certificate = store::SigningCertificates(call.store).find(call.account(), owner->user, id);
  if (!certificate) return fail(errors::no_such_signing_certificate(id));
  return *std::move(certificate);
}

api::SigningCertificate to_api(CredentialOwner const& owner, store::SigningCertificate const& certificate) {
  return {.user_name = owner.name,
          .certificate_id = certificate.id,
          .certificate_body = certificate.body,
          .status = certificate.status,
          .upload_date = certificate.uploaded_at};
}

}  // namespace

Result<api::UploadSigningCertificateResponse> upload_signing_certificate(
    Call& call, api::UploadSigningCertificateRequest const& request) {
  auto const owner = find_credential_owner(call, request.user_name);
  if (!owner) return fail(owner.error());
  auto fingerprint = signing_certificate_fingerprint(call, request.certificate_body);
  if (!fingerprint) return fail(fingerprint.error());
  store::SigningCertificates certificates(call.store);
  auto const wanted = certificates.count(call.account(), owner->user) + 1;
  if (auto room = check_quota(call, quotas::kCertificatesPerUser, wanted); !room) return fail(room.error());

  store::SigningCertificate certificate{.id = call.ids.base32(kIdLength),
                                        .account = call.account(),
                                        .user = owner->user,
                                        .status = std::string(kActive),
                                        .uploaded_at = call.now,
                                        .fingerprint = *std::move(fingerprint),
                                        .body = request.certificate_body};
  if (!certificates.insert(certificate)) return fail(errors::duplicate_signing_certificate());
  return api::UploadSigningCertificateResponse{.certificate = to_api(*owner, certificate)};
}

Status update_signing_certificate(Call& call, api::UpdateSigningCertificateRequest const& request) {
  auto const certificate = find_certificate(call, request.user_name, request.certificate_id);
  if (!certificate) return fail(certificate.error());
  if (auto settable = check_status(request.status, "a signing certificate"); !settable) return settable;
  store::SigningCertificates(call.store).set_status(*certificate, request.status);
  return {};
}

Status delete_signing_certificate(Call& call, api::DeleteSigningCertificateRequest const& request) {
  auto const certificate = find_certificate(call, request.user_name, request.certificate_id);
  if (!certificate) return fail(certificate.error());
  store::SigningCertificates(call.store).remove(*certificate);
  return {};
}

Result<api::ListSigningCertificatesResponse> list_signing_certificates(
    Call& call, api::ListSigningCertificatesRequest const& request) {
  auto const owner = find_credential_owner(call, request.user_name);
  if (!owner) return fail(owner.error());
  auto const page = PageRequest::make("ListSigningCertificates", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto certificates = store::SigningCertificates(call.store)
                          .page(call.account(), owner->user, page->after_number(), page->fetch_limit());

  api::ListSigningCertificatesResponse response;
  page->finish(certificates, response, [](auto const& each) { return std::to_string(each.position); });
  for (auto const& each : certificates) response.certificates.push_back(to_api(*owner, each));
  return response;
}

}  // namespace iam::service
