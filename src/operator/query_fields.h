// The parameters of an operator's URL.
#pragma once

#include "iam/base/account.h"
#include "iam/face/http.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace iam::gateway {

class QueryFields {
 public:
  // Takes each parameter once, decoded. Else the sentence to refuse the request with: a misspelt parameter must not
  // pass for one that was not sent.
  static tl::expected<QueryFields, std::string> read(HttpRequest const& request,
                                                     std::span<std::string_view const> known);

  // Nothing: it was not sent.
  std::optional<std::string> text(std::string_view name) const;
  std::map<std::string, std::string, std::less<>> const& all() const { return fields_; }

 private:
  std::map<std::string, std::string, std::less<>> fields_;
};

// Of the parameter `account`, else `otherwise`; a sentence when it is none.
tl::expected<AccountId, std::string> account_of(QueryFields const& fields, AccountId otherwise);

// Of the parameter `limit`, a number from 1 to `most`; `otherwise` when it was not sent.
tl::expected<std::size_t, std::string> limit_of(QueryFields const& fields, std::size_t otherwise, std::size_t most);

}  // namespace iam::gateway
