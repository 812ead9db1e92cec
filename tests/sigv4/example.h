// A request to sign and to verify, as text is turned into one.
#pragma once

#include "iam/base/secret.h"
#include "iam/base/text.h"
#include "iam/base/time.h"
#include "iam/sigv4/authorization.h"
#include "iam/sigv4/signature.h"

#include <string>
#include <utility>
#include <vector>

namespace iam::sigv4 {

// Owns what a Request points into.
struct Example {
  std::string method = "GET";
  std::string target = "/";
  std::vector<std::pair<std::string, std::string>> fields = {{"Host", "iam.amazonaws.com"}};
  std::string body = {};

  // Valid until the example changes.
  Request request() {
    views.clear();
    for (auto const& [name, value] : fields) views.push_back({name, value});
    return {method, target, views, body};
  }

  std::string& field(std::string_view name) {
    for (auto& [each, value] : fields) {
      if (equals_ignoring_case(each, name)) return value;
    }
    return fields.emplace_back(name, "").second;
  }

  // Nothing when the signature is right.
  Status verified(Secret const& secret) {
    auto const given = request();
    auto const authorization = authorization_of(given);
    if (!authorization.has_value()) return fail(authorization.error());
    return check_signature(given, *authorization, derive_signing_key(secret, authorization->credential()));
  }

  std::vector<Header> views = {};
};

}  // namespace iam::sigv4
