// The requests of Alexa for Business 2017-11-09, by the names and constraints of its model. They are described as the
// generated shapes of IAM are, so that the same binder checks them and words what is wrong; the model itself is not
// under schema/api because a name of its own operations is also one of IAM's.
#pragma once

#include "iam/api/bind.h"
#include "iam/api/shape.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace iam::gateway::alexa {

using api::Constraint, api::Member, api::Of, api::Presence;

namespace constraints {
inline constexpr std::string_view kSortValues[] = {"ASC", "DESC"};
inline constexpr std::string_view kNamePattern = R"re(([A-Za-z\-' 0-9._]|\p{IsLetter})*)re";
inline constexpr std::string_view kTagPattern = R"re(^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$)re";

inline constexpr Constraint kArn{
    .pattern = R"re(arn:[a-z0-9-\.]{1,63}:[a-z0-9-\.]{0,63}:[a-z0-9-\.]{0,63}:[a-z0-9-\.]{0,63}:[^/].{0,1023})re"};
inline constexpr Constraint kClientRequestToken{.min = 10, .max = 150, .pattern = "[a-zA-Z0-9][a-zA-Z0-9_-]*"};
inline constexpr Constraint kEmail{
    .min = 1,
    .max = 128,
    .pattern = R"re(([0-9a-zA-Z]([+-.\w]*[0-9a-zA-Z])*@([0-9a-zA-Z]([-\w]*[0-9a-zA-Z]+)*\.)+[a-zA-Z]{2,9}))re"};
inline constexpr Constraint kEnrollmentId{.min = 0, .max = 128};
inline constexpr Constraint kFilterList{.max = 25};
inline constexpr Constraint kFilterValue{.min = 1, .max = 500};
inline constexpr Constraint kFilterValueList{.max = 50};
inline constexpr Constraint kKey{.min = 1, .max = 500};
inline constexpr Constraint kMaxResults{.min = 1, .max = 50};
inline constexpr Constraint kName{.min = 0, .max = 30, .pattern = kNamePattern};
inline constexpr Constraint kNextToken{.min = 1, .max = 1100};
inline constexpr Constraint kSortList{.max = 25};
inline constexpr Constraint kSortValue{.values = kSortValues};
inline constexpr Constraint kTagKey{.min = 1, .max = 128, .pattern = kTagPattern};
inline constexpr Constraint kTagValue{.min = 0, .max = 256, .pattern = kTagPattern};
// The model has 128. A user is one of IAM's, whose names have 64 at most, and nothing is cut short.
inline constexpr Constraint kUserId{.min = 1, .max = 64, .pattern = "[a-zA-Z0-9@_+.-]*"};
}  // namespace constraints

struct Tag {
  std::string key;
  std::string value;
};

struct Filter {
  std::string key;
  std::vector<std::string> values;
};

struct Sort {
  std::string key;
  std::string value;
};

struct CreateUserRequest {
  std::string user_id;
  std::optional<std::string> first_name;
  std::optional<std::string> last_name;
  std::optional<std::string> email;
  std::optional<std::string> client_request_token;
  std::optional<std::vector<Tag>> tags;
};

struct DeleteUserRequest {
  std::optional<std::string> user_arn;
  std::string enrollment_id;
};

struct SearchUsersRequest {
  std::optional<std::string> next_token;
  std::optional<std::int32_t> max_results;
  std::optional<std::vector<Filter>> filters;
  std::optional<std::vector<Sort>> sort_criteria;
};

struct TagResourceRequest {
  std::string arn;
  std::vector<Tag> tags;
};

struct UntagResourceRequest {
  std::string arn;
  std::vector<std::string> tag_keys;
};

struct ListTagsRequest {
  std::string arn;
  std::optional<std::string> next_token;
  std::optional<std::int32_t> max_results;
};

struct SendInvitationRequest {
  std::optional<std::string> user_arn;
};

struct RevokeInvitationRequest {
  std::optional<std::string> user_arn;
  std::optional<std::string> enrollment_id;
};

// Members that several requests have.
inline constexpr Member kArn{"Arn", "arn", Presence::kRequired, &constraints::kArn};
inline constexpr Member kMaxResults{"MaxResults", "maxResults", Presence::kOptional, &constraints::kMaxResults};
inline constexpr Member kNextToken{"NextToken", "nextToken", Presence::kOptional, &constraints::kNextToken};
inline constexpr Member kUserArn{"UserArn", "userArn", Presence::kOptional, &constraints::kArn};

template <class Visitor>
void describe(Visitor& visit, Of<Tag> auto& shape) {
  static constexpr Member kKey{"Key", "key", Presence::kRequired, &constraints::kTagKey};
  static constexpr Member kValue{"Value", "value", Presence::kRequired, &constraints::kTagValue};
  visit(kKey, shape.key);
  visit(kValue, shape.value);
}

template <class Visitor>
void describe(Visitor& visit, Of<Filter> auto& shape) {
  static constexpr Member kKey{"Key", "key", Presence::kRequired, &constraints::kKey};
  static constexpr Member kValues{"Values", "values", Presence::kRequired, &constraints::kFilterValueList,
                                  &constraints::kFilterValue};
  visit(kKey, shape.key);
  visit(kValues, shape.values);
}

template <class Visitor>
void describe(Visitor& visit, Of<Sort> auto& shape) {
  static constexpr Member kKey{"Key", "key", Presence::kRequired, &constraints::kKey};
  static constexpr Member kValue{"Value", "value", Presence::kRequired, &constraints::kSortValue};
  visit(kKey, shape.key);
  visit(kValue, shape.value);
}

template <class Visitor>
void describe(Visitor& visit, Of<CreateUserRequest> auto& shape) {
  static constexpr Member kUserId{"UserId", "userId", Presence::kRequired, &constraints::kUserId};
  static constexpr Member kFirstName{"FirstName", "firstName", Presence::kOptional, &constraints::kName};
  static constexpr Member kLastName{"LastName", "lastName", Presence::kOptional, &constraints::kName};
  static constexpr Member kEmail{"Email", "email", Presence::kOptional, &constraints::kEmail};
  static constexpr Member kToken{"ClientRequestToken", "clientRequestToken", Presence::kOptional,
                                 &constraints::kClientRequestToken};
  static constexpr Member kTags{"Tags", "tags"};
  visit(kUserId, shape.user_id);
  visit(kFirstName, shape.first_name);
  visit(kLastName, shape.last_name);
  visit(kEmail, shape.email);
  visit(kToken, shape.client_request_token);
  visit(kTags, shape.tags);
}

template <class Visitor>
void describe(Visitor& visit, Of<DeleteUserRequest> auto& shape) {
  static constexpr Member kEnrollmentId{"EnrollmentId", "enrollmentId", Presence::kRequired,
                                        &constraints::kEnrollmentId};
  visit(kUserArn, shape.user_arn);
  visit(kEnrollmentId, shape.enrollment_id);
}

template <class Visitor>
void describe(Visitor& visit, Of<SearchUsersRequest> auto& shape) {
  static constexpr Member kFilters{"Filters", "filters", Presence::kOptional, &constraints::kFilterList};
  static constexpr Member kSortCriteria{"SortCriteria", "sortCriteria", Presence::kOptional, &constraints::kSortList};
  visit(kNextToken, shape.next_token);
  visit(kMaxResults, shape.max_results);
  visit(kFilters, shape.filters);
  visit(kSortCriteria, shape.sort_criteria);
}

template <class Visitor>
void describe(Visitor& visit, Of<TagResourceRequest> auto& shape) {
  static constexpr Member kTags{"Tags", "tags", Presence::kRequired};
  visit(kArn, shape.arn);
  visit(kTags, shape.tags);
}

template <class Visitor>
void describe(Visitor& visit, Of<UntagResourceRequest> auto& shape) {
  static constexpr Member kTagKeys{"TagKeys", "tagKeys", Presence::kRequired, nullptr, &constraints::kTagKey};
  visit(kArn, shape.arn);
  visit(kTagKeys, shape.tag_keys);
}

template <class Visitor>
void describe(Visitor& visit, Of<ListTagsRequest> auto& shape) {
  visit(kArn, shape.arn);
  visit(kNextToken, shape.next_token);
  visit(kMaxResults, shape.max_results);
}

template <class Visitor>
void describe(Visitor& visit, Of<SendInvitationRequest> auto& shape) {
  visit(kUserArn, shape.user_arn);
}

template <class Visitor>
void describe(Visitor& visit, Of<RevokeInvitationRequest> auto& shape) {
  static constexpr Member kEnrollmentId{"EnrollmentId", "enrollmentId", Presence::kOptional,
                                        &constraints::kEnrollmentId};
  visit(kUserArn, shape.user_arn);
  visit(kEnrollmentId, shape.enrollment_id);
}

// What the binder calls for the structures in lists.
inline void bind_shape(api::Binder& binder, Tag& shape) { describe(binder, shape); }
inline void bind_shape(api::Binder& binder, Filter& shape) { describe(binder, shape); }
inline void bind_shape(api::Binder& binder, Sort& shape) { describe(binder, shape); }

}  // namespace iam::gateway::alexa
