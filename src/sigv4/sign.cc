#include "iam/sigv4/sign.h"

#include "algorithm.h"
#include "amz_date.h"
#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/sigv4/signature.h"

#include <set>

namespace iam::sigv4 {
namespace {

std::string names_of(std::vector<Header> const& headers) {
  std::set<std::string> names;
  for (auto const& header : headers) names.insert(to_lower_ascii(header.name));
  std::string joined;
  for (auto const& name : names) joined.append(joined.empty() ? "" : ";").append(name);
  return joined;
}

Credential credential_of(Signer const& signer, std::string_view date) {
  return {signer.access_key_id, day_of(date), signer.region, signer.service, kTerminator};
}

std::string text_of(Credential const& credential) {
  std::string text(credential.access_key_id);
  for (auto const part : {credential.date, credential.region, credential.service, credential.terminator}) {
    text.append("/").append(part);
  }
  return text;
}

std::string signature(Request const& request, Authorization::Place place, std::string_view signed_headers,
                      std::string_view date, Signer const& signer) {
  auto const scope = credential_of(signer, date);
  return signature_of(canonical_request(request, place, signed_headers), date, scope,
                      derive_signing_key(signer.secret, scope));
}

}  // namespace

std::vector<std::pair<std::string, std::string>> sign(Request const& request, Signer const& signer, Time now) {
  std::vector<std::pair<std::string, std::string>> added{{"X-Amz-Date", to_amz_date(now)}};
  if (signer.session_token.has_value()) added.emplace_back("X-Amz-Security-Token", *signer.session_token);

  std::vector<Header> headers(request.headers.begin(), request.headers.end());
  for (auto const& [name, value] : added) headers.push_back({name, value});
  auto const names = names_of(headers);
  auto const date = added.front().second;
  Request const complete{request.method, request.target, headers, request.body};
  added.emplace_back("Authorization", std::string(kAlgorithm) + " Credential=" + text_of(credential_of(signer, date)) +
                                          ", SignedHeaders=" + names + ", Signature=" +
                                          signature(complete, Authorization::Place::kHeader, names, date, signer));
  return added;
}

std::string presign(Request const& request, Signer const& signer, Time now, std::chrono::seconds expires) {
  auto const date = to_amz_date(now);
  auto const names = names_of({request.headers.begin(), request.headers.end()});
  std::string target(request.target.text);
  auto const add = [&](std::string_view name, std::string_view value) {
    target += target.find('?') == std::string::npos ? '?' : '&';
    target.append(name).append("=").append(percent_encode(value));
  };
  add("X-Amz-Algorithm", kAlgorithm);
  add("X-Amz-Credential", text_of(credential_of(signer, date)));
  add("X-Amz-Date", date);
  add("X-Amz-Expires", std::to_string(expires.count()));
  if (signer.session_token.has_value()) add("X-Amz-Security-Token", *signer.session_token);
  add("X-Amz-SignedHeaders", names);
  Request const complete{request.method, target, request.headers, request.body};
  add("X-Amz-Signature", signature(complete, Authorization::Place::kQuery, names, date, signer));
  return target;
}

}  // namespace iam::sigv4
