// Server certificates: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadServerCertificate.html and its
// neighbours; what may be uploaded: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html
#include "iam/service/handlers/server_certificates.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/call/paging.h"

#include "errors/server_certificates.h"
#include "iam/call/quotas.h"
#include "iam/store/server_certificates.h"
#include "material.h"
#include "tagging.h"

namespace iam::service {
namespace {

constexpr std::string_view kServerCertificateKind = "server-certificate";

Result<store::ServerCertificate> find_certificate(Call& call, std::string_view name) {
  auto certificate = store::ServerCertificates(call.store).find(call.account(), name);
  if (!certificate.has_value()) return fail(errors::no_such_server_certificate(name));
  return *std::move(certificate);
}

// Without the white space around it, which AWS cannot be keeping: Terraform compares what it reads with its text
// trimmed.
store::ServerCertificates::Material material_of(api::UploadServerCertificateRequest const& request) {
  store::ServerCertificates::Material material{.body =
                                                   std::string(trimmed(request.certificate_body, kBlanksAndLineEnds))};
  if (request.certificate_chain) material.chain = trimmed(*request.certificate_chain, kBlanksAndLineEnds);
  return material;
}

api::ServerCertificateMetadata metadata(Call const& call, store::ServerCertificate const& certificate) {
  return {.path = certificate.path,
          .server_certificate_name = certificate.name,
          .server_certificate_id = certificate.unique_id,
          .arn = call.arn(kServerCertificateKind, certificate.path, certificate.name),
          .upload_date = certificate.uploaded_at,
          .expiration = certificate.expires_at};
}

}  // namespace

Result<api::UploadServerCertificateResponse> upload_server_certificate(
    Call& call, api::UploadServerCertificateRequest const& request) {
  Tagging tagging(call, kServerCertificateKind);
  if (auto sound = tagging.check(request.tags); !sound) return fail(sound.error());
  auto const end = server_certificate_end(call, request);
  if (!end) return fail(end.error());

  store::ServerCertificates certificates(call.store);
  auto const wanted = certificates.count(call.account()) + 1;
  if (auto room = check_quota(call, quotas::kServerCertificatesPerAccount, wanted); !room) return fail(room.error());

  store::ServerCertificate certificate{.account = call.account(),
                                       .name = request.server_certificate_name,
                                       .path = request.path.value_or(std::string(kRootPath)),
                                       .unique_id = call.ids.unique_id(id_prefix::kCertificate, call.account()),
                                       .uploaded_at = call.now,
                                       .expires_at = *end};
  if (!certificates.insert(certificate, material_of(request))) {
    return fail(errors::server_certificate_exists(certificate.name));
  }
  if (auto added = tagging.add(certificate.id, request.tags); !added) return fail(added.error());
  return api::UploadServerCertificateResponse{.server_certificate_metadata = metadata(call, certificate),
                                              .tags = tagging.all(certificate.id)};
}

Result<api::GetServerCertificateResponse> get_server_certificate(Call& call,
                                                                 api::GetServerCertificateRequest const& request) {
  auto const certificate = find_certificate(call, request.server_certificate_name);
  if (!certificate) return fail(certificate.error());
  auto material = store::ServerCertificates(call.store).material(certificate->id);
  // Here the list of tags is never left out, unlike in other answers.
  return api::GetServerCertificateResponse{
      .server_certificate = {.server_certificate_metadata = metadata(call, *certificate),
                             .certificate_body = std::move(material.body),
                             .certificate_chain = std::move(material.chain),
                             .tags = Tagging(call, kServerCertificateKind).every(certificate->id)}};
}

Status update_server_certificate(Call& call, api::UpdateServerCertificateRequest const& request) {
  auto certificate = find_certificate(call, request.server_certificate_name);
  if (!certificate) return fail(certificate.error());
  if (request.new_path) certificate->path = *request.new_path;
  if (request.new_server_certificate_name) certificate->name = *request.new_server_certificate_name;
  if (!store::ServerCertificates(call.store).rename(*certificate)) {
    return fail(errors::server_certificate_exists(certificate->name));
  }
  return {};
}

Status delete_server_certificate(Call& call, api::DeleteServerCertificateRequest const& request) {
  auto const certificate = find_certificate(call, request.server_certificate_name);
  if (!certificate) return fail(certificate.error());
  store::ServerCertificates(call.store).remove(certificate->id);
  return {};
}

Result<api::ListServerCertificatesResponse> list_server_certificates(
    Call& call, api::ListServerCertificatesRequest const& request) {
  auto const page = PageRequest::make("ListServerCertificates", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto const prefix = request.path_prefix.value_or(std::string(kRootPath));
  auto certificates =
      store::ServerCertificates(call.store).page(call.account(), prefix, page->after(), page->fetch_limit());

  api::ListServerCertificatesResponse response;
  page->finish(certificates, response, [](store::ServerCertificate const& each) { return each.name; });
  response.server_certificate_metadata_list.reserve(certificates.size());
  for (auto const& each : certificates) response.server_certificate_metadata_list.push_back(metadata(call, each));
  return response;
}

Status tag_server_certificate(Call& call, api::TagServerCertificateRequest const& request) {
  return Tagging(call, kServerCertificateKind).tag(find_certificate(call, request.server_certificate_name), request);
}

Status untag_server_certificate(Call& call, api::UntagServerCertificateRequest const& request) {
  return Tagging(call, kServerCertificateKind).untag(find_certificate(call, request.server_certificate_name), request);
}

Result<api::ListServerCertificateTagsResponse> list_server_certificate_tags(
    Call& call, api::ListServerCertificateTagsRequest const& request) {
  return Tagging(call, kServerCertificateKind)
      .list<api::ListServerCertificateTagsResponse>("ListServerCertificateTags",
                                                    find_certificate(call, request.server_certificate_name), request);
}

}  // namespace iam::service
