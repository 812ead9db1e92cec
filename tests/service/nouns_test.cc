// The table of nouns against the operations of the model.
#include "iam/call/nouns.h"

#include "iam/call/operation.h"

#include <gmock/gmock.h>

#include <set>
#include <string_view>

namespace iam::service {
namespace {

TEST(Nouns, are_of_every_kind_that_operations_tag) {
  std::set<std::string_view> tagged;
  for (auto const* operation : operations()) {
    if (operation->name.starts_with("Tag")) tagged.insert(operation->permission.resource.kind);
  }
  EXPECT_THAT(tagged, testing::Contains("user"));
  for (auto const kind : tagged) EXPECT_NE(find_noun(kind), nullptr) << kind;
}

// Sessions, tasks and keys are told apart by ids of theirs, and have no tags.
TEST(Nouns, are_not_everything_that_an_arn_names) {
  for (auto const* kind : {"assumed-role", "federated-user", "access-key", "deletion-task", ""}) {
    EXPECT_EQ(find_noun(kind), nullptr) << kind;
  }
}

}  // namespace
}  // namespace iam::service
