#include "tagging.h"

#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/call/quotas.h"

#include <set>

namespace iam::service {
namespace {

constexpr std::string_view kReservedPrefix = "aws:";

bool is_reserved(std::string_view key) {
  return equals_ignoring_case(key.substr(0, kReservedPrefix.size()), kReservedPrefix);
}

Error duplicate_keys(store::KeyCase key_case) {
  return key_case == store::KeyCase::kIgnored ? errors::duplicate_tag_keys_ignoring_case()
                                              : errors::duplicate_tag_keys();
}

}  // namespace

Status Tagging::check(std::optional<std::vector<api::Tag>> const& tags) {
  if (!tags.has_value()) return {};
  std::set<std::string> keys;
  for (auto const& tag : *tags) {
    if (is_reserved(tag.key)) return fail(errors::reserved_tag_key());
    if (!keys.insert(tags_.folded(tag.key)).second) return fail(duplicate_keys(tags_.key_case()));
  }
  return {};
}

Status Tagging::add(store::EntityId entity, std::optional<std::vector<api::Tag>> const& tags) {
  if (!tags.has_value()) return {};
  if (auto sound = check(tags); !sound) return sound;
  for (auto const& tag : *tags) tags_.put(entity, {tag.key, tag.value});
  if (!check_quota(call_, quotas::kTagsPerEntity, tags_.count(entity))) return fail(errors::too_many_tags());
  return {};
}

std::optional<std::vector<api::Tag>> Tagging::all(store::EntityId entity) {
  auto tags = every(entity);
  if (tags.empty()) return std::nullopt;
  return tags;
}

std::vector<api::Tag> Tagging::every(store::EntityId entity) {
  auto stored = tags_.all(entity);
  std::vector<api::Tag> tags;
  tags.reserve(stored.size());
  for (auto& tag : stored) tags.push_back(to_api(std::move(tag)));
  return tags;
}

}  // namespace iam::service
