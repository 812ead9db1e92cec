// The catalogue of services, against the service authorization reference it was made from:
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
#include "iam/catalogue/services.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <thread>

namespace iam::catalogue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

template <class Entry>
std::vector<std::string_view> names(std::vector<Entry const*> const& entries) {
  std::vector<std::string_view> list;
  for (auto const* entry : entries) list.push_back(entry->name);
  return list;
}

TEST(ServiceCatalogue, names_services_ignoring_case) {
  ASSERT_NE(catalogue::find_name("S3"), nullptr);
  EXPECT_EQ(catalogue::find_name("S3")->name, "Amazon S3");
  EXPECT_EQ(catalogue::find_name("iam")->name, "AWS Identity and Access Management (IAM)");
  EXPECT_EQ(catalogue::find_name("s"), nullptr);
  EXPECT_EQ(catalogue::find_name(""), nullptr);
  EXPECT_EQ(catalogue::find("zzz"), nullptr);
}

TEST(ServiceCatalogue, finds_actions_ignoring_case) {
  auto const* action = catalogue::find_action("S3", "getobject");
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->name, "GetObject");
  EXPECT_EQ(action->access_level, catalogue::AccessLevel::kRead);
  EXPECT_EQ(catalogue::find_action("s3", "Get"), nullptr);
  EXPECT_EQ(catalogue::find_action("nothing", "GetObject"), nullptr);
}

TEST(ServiceCatalogue, tells_access_levels) {
  using catalogue::AccessLevel;
  EXPECT_EQ(catalogue::find_action("iam", "ListUsers")->access_level, AccessLevel::kList);
  EXPECT_EQ(catalogue::find_action("iam", "CreateUser")->access_level, AccessLevel::kWrite);
  EXPECT_EQ(catalogue::find_action("iam", "TagUser")->access_level, AccessLevel::kTagging);
  EXPECT_EQ(catalogue::find_action("iam", "PutUserPolicy")->access_level, AccessLevel::kPermissionsManagement);
}

TEST(ServiceCatalogue, tells_what_actions_act_on_and_what_conditions_can_ask) {
  auto const* action = catalogue::find_action("iam", "AttachUserPolicy");
  EXPECT_THAT(names(action->resource_types), ElementsAre("user"));
  EXPECT_EQ(action->resource_types.front()->arn_template, "arn:${Partition}:iam::${Account}:user/${UserNameWithPath}");
  EXPECT_THAT(names(action->resource_types.front()->condition_keys),
              ElementsAre("aws:ResourceTag/${TagKey}", "iam:ResourceTag/${TagKey}"));
  EXPECT_THAT(names(action->condition_keys), ElementsAre("iam:PermissionsBoundary", "iam:PolicyARN"));
  EXPECT_EQ(action->condition_keys.back()->type, "ARN");
  EXPECT_THAT(catalogue::find_action("iam", "GetAccountSummary")->resource_types, IsEmpty());
}

// Every service is read: the reader and the tool that packs agree on all of the data.
TEST(ServiceCatalogue, holds_every_service) {
  EXPECT_EQ(catalogue::services().size(), 456U);
  EXPECT_TRUE(std::ranges::is_sorted(catalogue::services(), {}, &catalogue::ServiceName::prefix));
  std::size_t actions = 0;
  for (auto const& [prefix, name] : catalogue::services()) {
    auto const* service = catalogue::find(prefix);
    ASSERT_NE(service, nullptr) << prefix;
    EXPECT_EQ(service->name.name, name);
    actions += service->actions.size();
    for (auto const& action : service->actions) EXPECT_EQ(service->action(action.name), &action) << action.name;
  }
  EXPECT_EQ(actions, 22'096U);
}

TEST(ServiceCatalogue, unpacks_a_service_once_whoever_asks) {
  std::vector<catalogue::Service const*> answers(4);
  {
    std::vector<std::jthread> threads;
    for (auto& answer : answers) threads.emplace_back([&answer] { answer = catalogue::find("ec2"); });
  }
  EXPECT_THAT(answers, testing::Each(catalogue::find("ec2")));
}

}  // namespace
}  // namespace iam::catalogue
