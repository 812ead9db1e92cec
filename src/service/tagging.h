// Tags of any taggable noun: one mechanism behind Tag…, Untag…, List…Tags and the Tags of Create….
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
#pragma once

#include "iam/api/common.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/paging.h"
#include "iam/store/tags.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

class Tagging {
 public:
  // `key_case` is the noun's: users and roles ignore case, managed policies do not.
  Tagging(Call& call, store::KeyCase key_case) : call_(call), tags_(call.store, key_case) {}

  // Whether the tags of one request are sound together. To be asked before anything is written.
  Status check(std::vector<api::Tag> const& tags);

  // Adds or overwrites. Nothing is kept when it fails: the call's transaction is rolled back.
  Status add(store::EntityId entity, std::vector<api::Tag> const& tags);

  void remove(store::EntityId entity, std::vector<std::string> const& keys);

  // Nothing when there are none: most answers omit an empty list.
  std::optional<std::vector<api::Tag>> all(store::EntityId entity);

  // Fills Tags, IsTruncated and Marker of a List…Tags response.
  template <class Response>
  Status list(store::EntityId entity, std::string_view operation, std::optional<std::int32_t> const& max_items,
              std::optional<std::string> const& marker, Response& response);

 private:
  static api::Tag to_api(store::Tag tag) { return {.key = std::move(tag.key), .value = std::move(tag.value)}; }

  Call& call_;
  store::Tags tags_;
};

template <class Response>
Status Tagging::list(store::EntityId entity, std::string_view operation, std::optional<std::int32_t> const& max_items,
                     std::optional<std::string> const& marker, Response& response) {
  auto const page = PageRequest::make(operation, call_.account(), max_items, marker);
  if (!page.has_value()) return fail(page.error());
  auto tags = tags_.page(entity, page->after(), page->fetch_limit());
  page->finish(tags, response, [](auto const& tag) { return tag.position; });
  for (auto& [tag, position] : tags) response.tags.push_back(to_api(std::move(tag)));
  return {};
}

}  // namespace iam::service
