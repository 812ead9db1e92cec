// Account properties: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutAccountProperties.html
#include "errors/account.h"
#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/call/call.h"
#include "iam/call/errors.h"
#include "iam/service/handlers/account.h"
#include "iam/store/account.h"

#include <algorithm>

namespace iam::service {
namespace {

constexpr std::size_t kNameLengthMax = 50;
constexpr std::size_t kValueLengthMax = 1024;
// AWS has a fixed set of properties, which it does not list. This bound is our own.
constexpr std::size_t kPropertiesMax = 1000;

bool is_name_character(char c) { return is_alphanumeric(c) || c == '_' || c == '-' || c == '/'; }

// `Namespace/PropertyName`: the documented pattern, and exactly one slash, which is at neither end.
bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= kNameLengthMax && is_letter(name.front()) && name.back() != '/' &&
         std::all_of(name.begin(), name.end(), is_name_character) && std::count(name.begin(), name.end(), '/') == 1;
}

bool is_value(std::string_view value) { return !value.empty() && count_code_points(value) <= kValueLengthMax; }

std::string_view namespace_of(std::string_view name) { return name.substr(0, name.find('/')); }

}  // namespace

// AWS also checks that a value is of its property's type. Which properties there are is not documented, so that any
// well-formed one is kept.
Result<api::PutAccountPropertiesResponse> put_account_properties(Call& call,
                                                                 api::PutAccountPropertiesRequest const& request) {
  if (request.properties.empty()) return fail(errors::no_properties());
  auto const expected = namespace_of(request.properties.begin()->first);
  for (auto const& [name, value] : request.properties) {
    if (!is_name(name)) return fail(errors::property_name_is_invalid(name));
    if (!is_value(value)) return fail(errors::property_value_is_invalid(name));
    if (namespace_of(name) != expected) return fail(errors::properties_of_several_namespaces());
  }

  store::AccountProperties properties(call.store);
  for (auto const& [name, value] : request.properties) properties.put(call.account(), name, value);
  if (properties.all(call.account()).size() > kPropertiesMax) {
    return fail(errors::quota_exceeded("PropertiesPerAccount", kPropertiesMax));
  }
  return api::PutAccountPropertiesResponse{};
}

Result<api::GetAccountPropertiesResponse> get_account_properties(Call& call, api::GetAccountPropertiesRequest const&) {
  return api::GetAccountPropertiesResponse{.properties = store::AccountProperties(call.store).all(call.account())};
}

}  // namespace iam::service
