// What journal and log may know of a request's parameters: all of them but secrets. Secrets are taken out before
// anything is kept. Which members are secret says the model (api::secret_members), whatever face they came through.
#pragma once

#include "iam/base/secret.h"

#include <boost/json/fwd.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway {

// What stands in the place of a secret.
inline constexpr std::string_view kHidden = "***";

// Of a request longer parameters are left out, so that none can crowd all others out of the journal.
inline constexpr std::size_t kKeptParametersMax = std::size_t{32} * 1024;

struct KeptParameters {
  enum class Form { kQuery, kJson };

  Form form = Form::kQuery;
  std::string text;                    // in that form, without secrets
  bool is_cut = false;                 // not all of them are here
  std::vector<Secret> taken_out = {};  // so that sentences can be freed of them, too
};

// Whether a parameter of that name is secret. As faces write the same name differently, neither case nor `_` nor `-`
// count, and of a nested name (`Device.1.PrivateKey`) each part does.
bool is_secret_parameter(std::string_view name);

// Of form data in body and URL. What cannot be decoded is kept as it is, unless its name is a secret's.
KeptParameters kept_parameters(std::string_view form, std::string_view url_query);
KeptParameters kept_parameters(boost::json::value const& parameters);

// A sentence that may quote what the client sent, without what was taken out.
std::string without_secrets(std::string_view sentence, std::vector<Secret> const& taken_out);

// The canonical request of a signature without secrets: those of its query, and the headers that prove who sends it.
std::string readable_canonical_request(std::string_view canonical);

// Kept parameters as people read them: nested, decoded, without what is about signature and format. Null when they
// cannot be read. What names the operation is left out where that is known; `operation` is empty where it is not.
boost::json::value readable_parameters(KeptParameters::Form form, std::string_view text, std::string_view operation);

}  // namespace iam::gateway
