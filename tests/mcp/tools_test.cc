#include "tools.h"
#include "nearest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <string>

namespace iam::mcp {
namespace {

namespace json = boost::json;

TEST(Tools, are_defined_as_json_by_their_names) {
  for (auto const& tool : tools()) {
    auto const definition = json::parse(tool.definition).as_object();
    EXPECT_EQ(definition.at("name").as_string(), tool.name);
    auto const& schema = definition.at("inputSchema").as_object();
    EXPECT_EQ(schema.at("type"), "object") << tool.name;
    EXPECT_EQ(schema.at("additionalProperties"), false) << tool.name;
    EXPECT_EQ(definition.at("outputSchema").at("type"), "object") << tool.name;
  }
}

// Its list is part of every conversation, whether or not a tool is called.
TEST(Tools, are_described_in_few_words) {
  std::size_t bytes = 0;
  for (auto const& tool : tools()) bytes += tool.definition.size();
  EXPECT_LT(bytes, 6'500U);
}

json::array statements(char const* text) { return {json::object{{"id", "p"}, {"statements", json::parse(text)}}}; }

TEST(NearestStatements, are_those_that_allow_the_action_and_lack_least) {
  auto const nearest = nearest_statements(statements(R"([
    {"index": 0, "effect": "Allow", "start": {"line": 1, "column": 1},
     "misses": [{"element": "Resource", "policy": ["a"], "request": ["b"]},
                {"element": "Condition", "operator": "Bool", "key": "k", "policy": ["true"], "request": null}]},
    {"index": 1, "effect": "Allow", "start": {"line": 2, "column": 1},
     "misses": [{"element": "NotAction", "policy": ["a"], "request": ["b"]}]},
    {"index": 2, "effect": "Deny", "start": {"line": 3, "column": 1},
     "misses": [{"element": "Resource", "policy": ["a"], "request": ["b"]}]},
    {"index": 3, "effect": "Allow", "start": {"line": 4, "column": 1}, "misses": []},
    {"index": 4, "effect": "Allow", "start": {"line": 5, "column": 1},
     "misses": [{"element": "Resource", "policy": ["c"], "request": ["b"]}]}])"));
  ASSERT_EQ(nearest.size(), 2U);
  EXPECT_EQ(json::serialize(nearest.front()),
            R"({"index":4,"start":{"line":5,"column":1},)"
            R"("misses":[{"element":"Resource","policy":["c"],"request":["b"]}],"policy":"p"})");
  EXPECT_EQ(nearest.back().at("index"), 0);
}

}  // namespace
}  // namespace iam::mcp
