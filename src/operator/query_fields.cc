#include "query_fields.h"

#include "iam/base/suggestion.h"
#include "iam/base/text.h"
#include "iam/base/whole_number.h"
#include "iam/face/answers.h"

#include <fmt/format.h>

#include <algorithm>

namespace iam::gateway {

tl::expected<QueryFields, std::string> QueryFields::read(HttpRequest const& request,
                                                         std::span<std::string_view const> known) {
  QueryFields read;
  for (auto query = request.target.query; !query.empty();) {
    auto field = take_until(query, '&');
    auto const name = take_until(field, '=');
    if (name.empty()) continue;
    if (std::ranges::find(known, name) == known.end()) {
      auto sentence = fmt::format("there is no parameter `{}`", name);
      if (auto const meant = nearest(name, known)) sentence += fmt::format("; did you mean `{}`?", *meant);
      return tl::unexpected(std::move(sentence));
    }
    if (!read.fields_.try_emplace(std::string(name), url_parameter(request, name).value_or("")).second) {
      return tl::unexpected(fmt::format("`{}` is there twice, and can be one thing only", name));
    }
  }
  return read;
}

std::optional<std::string> QueryFields::text(std::string_view name) const {
  auto const found = fields_.find(name);
  return found == fields_.end() ? std::nullopt : std::optional(found->second);
}

tl::expected<AccountId, std::string> account_of(QueryFields const& fields, AccountId otherwise) {
  auto const text = fields.text("account");
  if (!text.has_value()) return otherwise;
  auto const account = AccountId::parse(*text);
  if (!account.has_value()) return tl::unexpected(std::string(kBadAccount));
  return *account;
}

tl::expected<std::size_t, std::string> limit_of(QueryFields const& fields, std::size_t otherwise, std::size_t most) {
  auto const text = fields.text("limit");
  if (!text.has_value()) return otherwise;
  auto const limit = whole_number<std::size_t>(*text, 1, most);
  if (!limit.has_value()) return tl::unexpected(fmt::format("`limit` is a number from 1 to {}", most));
  return *limit;
}

}  // namespace iam::gateway
