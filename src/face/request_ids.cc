#include "iam/face/request_ids.h"

#include "iam/face/answers.h"
#include "iam/sigv4/credential.h"
#include "iam/sigv4/sdk_hmac.h"

#include <optional>
#include <string>

namespace iam::gateway {
namespace {

std::optional<std::string> named_key(HttpRequest const& request) {
  auto const header = request.header("Authorization");
  if (auto const credential = sigv4::credential_of_header(header)) return std::string(credential->access_key_id);
  if (auto const huawei = sigv4::parse_sdk_authorization(header)) return std::string(huawei->access_key_id);
  auto const parameter = url_parameter(request, "X-Amz-Credential");
  if (!parameter.has_value()) return std::nullopt;
  auto const credential = sigv4::parse_credential(*parameter);
  return credential.has_value() ? std::optional<std::string>(credential->access_key_id) : std::nullopt;
}

}  // namespace

IdSource ids_for(Environment const& environment, HttpRequest const& request) {
  if (!environment.ids.has_streams()) return environment.ids;
  auto const key = named_key(request);
  if (!key.has_value()) return environment.ids;
  auto account = AccountId::parse(*key);
  if (!account.has_value()) account = account_of_id(*key);
  return environment.ids.of(account.value_or(environment.default_account));
}

}  // namespace iam::gateway
