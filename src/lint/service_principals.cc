#include "service_principals.h"

#include "iam/base/text.h"
#include "iam/catalogue/common_words.h"
#include "iam/catalogue/service_linked_roles.h"
#include "iam/catalogue/services.h"
#include "vocabulary.h"

#include <algorithm>
#include <vector>

namespace iam::lint {
namespace {

constexpr std::string_view kDomain = ".amazonaws.com";

bool is_known(std::string_view label) {
  auto const others = catalogue::other_service_labels();
  return catalogue::find_name(label) != nullptr || std::ranges::find(others, label) != others.end();
}

}  // namespace

std::string suggestion_for_service(std::string_view principal) {
  auto const domain = principal.find(kDomain);
  if (domain == std::string_view::npos || catalogue::find_service_linked_template(principal).has_value()) return {};
  auto const name = principal.substr(0, domain);
  bool const has_one_label = name.find('.') == std::string_view::npos;
  if (!has_one_label || is_known(name)) return {};
  auto known = names_of_services();
  auto const others = catalogue::other_service_labels();
  known.insert(known.end(), others.begin(), others.end());
  return suggestion_for(name, known);
}

}  // namespace iam::lint
