#include "nearest.h"

#include "asker.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace iam::mcp {
namespace {

namespace json = boost::json;

constexpr std::size_t kStatementsMax = 3;
// What lacks more is not near.
constexpr std::size_t kMissesMax = 5;

bool is_about_action(json::value const& miss) { return text_of(miss.as_object(), "element").ends_with("Action"); }

void add_lacking(std::size_t count, json::object const& policy, json::array& nearest) {
  for (auto const& each : list_of(policy, "statements")) {
    auto const& statement = each.as_object();
    auto const& misses = list_of(statement, "misses");
    bool const is_near = text_of(statement, "effect") == "Allow" && misses.size() == count &&
                         std::ranges::none_of(misses, is_about_action);
    if (!is_near || nearest.size() == kStatementsMax) continue;
    auto told = picked(statement, {"index", "start", "misses"});
    told["policy"] = text_of(policy, policy.contains("id") ? "id" : "type");
    nearest.push_back(std::move(told));
  }
}

}  // namespace

json::array nearest_statements(json::array const& policies) {
  json::array nearest;
  for (std::size_t count = 1; count <= kMissesMax; ++count) {
    for (auto const& policy : policies) add_lacking(count, policy.as_object(), nearest);
  }
  return nearest;
}

}  // namespace iam::mcp
