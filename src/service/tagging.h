// Tags of any taggable noun: one mechanism behind Tag…, Untag…, List…Tags and the Tags of Create….
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
#pragma once

#include "iam/api/common.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/nouns.h"
#include "iam/call/paging.h"
#include "iam/store/tags.h"

#include <optional>
#include <string_view>
#include <vector>

namespace iam::service {

class Tagging {
 public:
  // `kind` is the noun's: "user". REQUIRES: noun_of() knows it.
  Tagging(Call& call, std::string_view kind) : call_(call), tags_(call.store, noun_of(kind).tag_case) {}

  // Whether the tags of one request are sound together. To be asked before anything is written.
  Status check(std::optional<std::vector<api::Tag>> const& tags);

  // Adds or overwrites. Nothing is kept when it fails: the call's transaction is rolled back.
  Status add(store::EntityId entity, std::optional<std::vector<api::Tag>> const& tags);

  // Nothing when there are none: most answers omit an empty list.
  std::optional<std::vector<api::Tag>> all(store::EntityId entity);
  // For answers that show an empty list, too.
  std::vector<api::Tag> every(store::EntityId entity);

  // Tag…, Untag… and List…Tags. `found` is what the request names, or why that cannot be found.
  template <class Entity, class Request>
  Status tag(Result<Entity> const& found, Request const& request);
  template <class Entity, class Request>
  Status untag(Result<Entity> const& found, Request const& request);
  template <class Response, class Entity, class Request>
  Result<Response> list(std::string_view operation, Result<Entity> const& found, Request const& request);

 private:
  static api::Tag to_api(store::Tag tag) { return {.key = std::move(tag.key), .value = std::move(tag.value)}; }

  Call& call_;
  store::Tags tags_;
};

template <class Entity, class Request>
Status Tagging::tag(Result<Entity> const& found, Request const& request) {
  if (!found) return fail(found.error());
  return add(found->id, request.tags);
}

template <class Entity, class Request>
Status Tagging::untag(Result<Entity> const& found, Request const& request) {
  if (!found) return fail(found.error());
  for (auto const& key : request.tag_keys) tags_.remove(found->id, key);
  return {};
}

template <class Response, class Entity, class Request>
Result<Response> Tagging::list(std::string_view operation, Result<Entity> const& found, Request const& request) {
  if (!found) return fail(found.error());
  auto const page = PageRequest::make(operation, call_.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto tags = tags_.page(found->id, page->after(), page->fetch_limit());
  Response response;
  page->finish(tags, response, [](auto const& tag) { return tag.position; });
  for (auto& [tag, position] : tags) response.tags.push_back(to_api(std::move(tag)));
  return response;
}

}  // namespace iam::service
