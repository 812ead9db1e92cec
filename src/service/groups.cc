// Groups: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupsForUser.html
#include "iam/service/handlers/groups.h"
#include "iam/service/call.h"
#include "iam/service/errors.h"
#include "iam/store/users.h"
#include "paging.h"

namespace iam::service {

// Terraform asks this before it deletes a user. As long as groups cannot be created, a user is in none.
Result<api::ListGroupsForUserResponse> list_groups_for_user(Call& call, api::ListGroupsForUserRequest const& request) {
  if (!store::Users(call.store).find(call.account(), request.user_name).has_value()) {
    return fail(errors::no_such_user(request.user_name));
  }
  auto const page = PageRequest::make("ListGroupsForUser", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  api::ListGroupsForUserResponse response;
  response.is_truncated = false;
  return response;
}

}  // namespace iam::service
