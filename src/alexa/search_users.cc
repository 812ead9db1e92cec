// SearchUsers, the only way to read users here. It finds all of IAM's, whichever face they were made through.
#include "errors.h"
#include "iam/call/paging.h"
#include "names.h"
#include "operation.h"
#include "search.h"

#include <algorithm>
#include <utility>

namespace iam::gateway::alexa {
namespace {

struct Ranked {
  Search::Position position;
  Found user;
};

json::value shown(Call const& call, Found const& user) {
  json::object data{{"UserArn", user_arn(call.account(), user.unique_id)},
                    {"EnrollmentStatus", enrollment_status(user.kept)}};
  if (!user.kept.has_value()) return data;
  data["EnrollmentId"] = user.kept->enrollment_id;
  if (user.kept->first_name.has_value()) data["FirstName"] = *user.kept->first_name;
  if (user.kept->last_name.has_value()) data["LastName"] = *user.kept->last_name;
  if (user.kept->email.has_value()) data["Email"] = *user.kept->email;
  return data;
}

std::vector<Ranked> found_in_order(Call& call, Search const& search) {
  std::vector<Ranked> found;
  for (auto& user : store::AlexaUsers(call.store).all(call.account())) {
    if (search.matches(user)) found.push_back({search.position(user), std::move(user)});
  }
  std::ranges::sort(
      found, [&search](auto const& left, auto const& right) { return search.precedes(left.position, right.position); });
  return found;
}

Result<json::value> search_users(Call& call, SearchUsersRequest const& request) {
  auto const search = Search::make(request);
  if (!search.has_value()) return fail(search.error());
  auto const page = service::PageRequest::make("SearchUsers " + search->text(), call.account(),
                                               request.max_results.value_or(kMaxResultsDefault), request.next_token);
  if (!page.has_value()) return fail(errors::invalid_next_token());

  auto found = found_in_order(call, *search);
  auto const total = found.size();
  if (!page->after().empty()) {
    auto const after = position_of(page->after());
    std::erase_if(found, [&](Ranked const& each) { return !search->precedes(after, each.position); });
  }
  struct {
    std::optional<bool> is_truncated;
    std::optional<std::string> marker;
  } end;
  page->finish(found, end, [](Ranked const& each) { return to_text(each.position); });

  json::array users;
  for (auto const& each : found) users.push_back(shown(call, each.user));
  json::object answer{{"Users", std::move(users)}, {"TotalCount", total}};
  if (end.marker.has_value()) answer["NextToken"] = *end.marker;
  return answer;
}

constexpr Operation kSearchOperations[] = {
    {"SearchUsers", Access::kRead, read_for<SearchUsersRequest, search_users>},
};

}  // namespace

std::span<Operation const> search_operations() { return kSearchOperations; }

}  // namespace iam::gateway::alexa
