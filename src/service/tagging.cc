#include "tagging.h"

#include "iam/base/encoding.h"
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

Status Tagging::check(std::vector<api::Tag> const& tags) {
  std::set<std::string> keys;
  for (auto const& tag : tags) {
    if (is_reserved(tag.key)) return fail(errors::reserved_tag_key());
    if (!keys.insert(tags_.folded(tag.key)).second) return fail(duplicate_keys(tags_.key_case()));
  }
  return {};
}

Status Tagging::add(store::EntityId entity, std::vector<api::Tag> const& tags) {
  if (auto sound = check(tags); !sound.has_value()) return sound;
  for (auto const& tag : tags) tags_.put(entity, {tag.key, tag.value});
  if (!check_quota(call_, quotas::kTagsPerEntity, tags_.count(entity))) return fail(errors::too_many_tags());
  return {};
}

void Tagging::remove(store::EntityId entity, std::vector<std::string> const& keys) {
  for (auto const& key : keys) tags_.remove(entity, key);
}

std::optional<std::vector<api::Tag>> Tagging::all(store::EntityId entity) {
  auto stored = tags_.all(entity);
  if (stored.empty()) return std::nullopt;
  std::vector<api::Tag> tags;
  tags.reserve(stored.size());
  for (auto& tag : stored) tags.push_back(to_api(std::move(tag)));
  return tags;
}

}  // namespace iam::service
