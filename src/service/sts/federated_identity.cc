#include "sts/federated_identity.h"

#include "errors/federated_identity.h"
#include "iam/base/encoding.h"

#include <algorithm>
#include <cstddef>

namespace iam::service {
namespace {

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
constexpr std::size_t kTagsMax = 50;
constexpr std::size_t kTagKeyLengthMax = 128;
constexpr std::size_t kTagValueLengthMax = 256;

}  // namespace

bool is_session_name(std::string_view text) {
  constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+=,.@-";
  return text.size() >= 2 && text.size() <= 64 && text.find_first_not_of(kAlphabet) == std::string_view::npos;
}

Status check_session_of(FederatedIdentity const& identity) {
  if (identity.source_identity.has_value() && !is_session_name(*identity.source_identity)) {
    return fail(errors::source_identity_malformed());
  }
  auto const& [tags, transitive_keys] = identity.tags;
  bool const sound =
      tags.size() <= kTagsMax && transitive_keys.size() <= kTagsMax && std::ranges::all_of(tags, [](auto const& tag) {
        return !tag.first.empty() && count_code_points(tag.first) <= kTagKeyLengthMax &&
               count_code_points(tag.second) <= kTagValueLengthMax;
      });
  if (!sound) return fail(errors::session_tags_malformed());
  return {};
}

}  // namespace iam::service
