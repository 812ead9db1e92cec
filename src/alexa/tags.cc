// TagResource, UntagResource, ListTags. Tags are those of IAM's users, whose keys ignore case, and here they do not: to
// set a key in another spelling is refused, and only the very spelling is removed.
#include "errors.h"
#include "iam/face/user_tags.h"
#include "iam/service/handlers/users.h"
#include "names.h"
#include "operation.h"

namespace iam::gateway::alexa {
namespace {

Result<json::value> tag_resource(Call& call, TagResourceRequest const& request) {
  auto const user = find_user(call, request.arn);
  if (!user.has_value()) return fail(user.error());
  auto const stored = user_tags(call, user->id);
  api::TagUserRequest translated{.user_name = user->name};
  for (auto const& [key, value] : request.tags) {
    if (would_respell(stored, key)) {
      return fail(errors::validation("The tag key " + key + " is there already in another case."));
    }
    translated.tags.push_back({.key = key, .value = value});
  }
  auto const tagged = service::tag_user(call, translated).map_error(errors::translated_without_limits);
  if (!tagged.has_value()) return fail(tagged.error());
  return nothing();
}

Result<json::value> untag_resource(Call& call, UntagResourceRequest const& request) {
  auto const user = find_user(call, request.arn);
  if (!user.has_value()) return fail(user.error());
  auto const untagged =
      service::untag_user(
          call, {.user_name = user->name, .tag_keys = spelled_alike(user_tags(call, user->id), request.tag_keys)})
          .map_error(errors::translated_without_limits);
  if (!untagged.has_value()) return fail(untagged.error());
  return nothing();
}

Result<json::value> list_tags(Call& call, ListTagsRequest const& request) {
  auto const user = find_user(call, request.arn);
  if (!user.has_value()) return fail(user.error());
  auto const listed = service::list_user_tags(call, {.user_name = user->name,
                                                     .marker = request.next_token,
                                                     .max_items = request.max_results.value_or(kMaxResultsDefault)});
  if (!listed.has_value()) return fail(errors::invalid_next_token());
  json::array tags;
  for (auto const& tag : listed->tags) tags.push_back(json::object{{"Key", tag.key}, {"Value", tag.value}});
  json::object answer{{"Tags", std::move(tags)}};
  if (listed->marker.has_value()) answer["NextToken"] = *listed->marker;
  return answer;
}

constexpr Operation kTagOperations[] = {
    {"TagResource", Access::kWrite, read_for<TagResourceRequest, tag_resource>},
    {"UntagResource", Access::kWrite, read_for<UntagResourceRequest, untag_resource>},
    {"ListTags", Access::kRead, read_for<ListTagsRequest, list_tags>},
};

}  // namespace

std::span<Operation const> tag_operations() { return kTagOperations; }

}  // namespace iam::gateway::alexa
