// The catalogue of AWS-managed policies, against the data it was made from: schema/data/aws-managed-policies.jsonl.
#include "iam/catalogue/aws_managed_policies.h"

#include <gmock/gmock.h>
#include <boost/json.hpp>

#include <set>
#include <thread>

namespace iam::catalogue {
namespace {

using testing::AllOf;
using testing::Each;
using testing::Gt;
using testing::SizeIs;

AwsManagedPolicy const& policy(std::string_view name, std::string_view path = "/") {
  return *find_aws_managed_policy(path, name);
}

bool is_policy_document(std::string const& text) {
  boost::json::error_code error;
  auto const value = boost::json::parse(text, error);
  return !error && value.is_object() && value.as_object().contains("Statement");
}

TEST(AwsManagedPolicies, are_in_the_order_of_their_names) {
  auto const all = aws_managed_policies();
  EXPECT_THAT(all, SizeIs(Gt(1'500U)));
  std::set<std::string> names;
  for (auto const& each : all) {
    EXPECT_TRUE(names.emplace(each.name).second) << each.name;
    EXPECT_EQ(find_aws_managed_policy(each.path, each.name), &each);
  }
}

TEST(AwsManagedPolicies, have_a_document_of_every_version) {
  for (auto const& each : aws_managed_policies()) {
    std::int64_t after = each.default_version + 1;
    for (auto const& version : versions_of(each)) {
      EXPECT_LT(version.number, after) << each.name;
      EXPECT_GE(version.created_s, each.created_s) << each.name << version.number;
      after = version.number;
    }
    // The oldest is made of all others.
    auto const oldest = document_of(each, after);
    ASSERT_TRUE(oldest.has_value()) << each.name;
    EXPECT_TRUE(is_policy_document(*oldest)) << each.name << *oldest;
    EXPECT_EQ(document_of(each, each.default_version), document_of(each)) << each.name;
    EXPECT_EQ(document_of(each, each.default_version + 1), std::nullopt);
  }
}

TEST(AwsManagedPolicies, have_versions_that_differ) {
  auto const& batch = policy("AWSBatchServiceRole", "/service-role/");
  auto const versions = versions_of(batch);
  ASSERT_THAT(versions, SizeIs(Gt(2U)));
  EXPECT_EQ(versions.front().number, batch.default_version);
  EXPECT_EQ(versions.front().created_s, batch.updated_s);
  EXPECT_NE(document_of(batch, versions[1].number), document_of(batch, versions[2].number));
}

TEST(AwsManagedPolicies, are_described) {
  EXPECT_EQ(description_of(policy("PowerUserAccess")),
            "Provides full access to AWS services and resources, but does not allow management of Users and groups.");
  EXPECT_EQ(description_of(policy("AWSIoT1ClickFullAccess")), "");
}

TEST(AwsManagedPolicies, have_ids_of_their_own) {
  std::set<std::string> ids;
  for (auto const& each : aws_managed_policies()) {
    auto const id = unique_id_of(each);
    EXPECT_THAT(id, AllOf(SizeIs(21), testing::MatchesRegex("ANPA[A-Z2-7]+"))) << each.name;
    EXPECT_TRUE(ids.insert(id).second) << each.name;
    EXPECT_EQ(find_aws_managed_policy_by_id(id), &each);
  }
}

TEST(AwsManagedPolicies, are_read_by_many_threads_at_once) {
  std::vector<std::thread> readers;
  std::vector<std::size_t> bytes(8);
  for (auto& sum : bytes) {
    readers.emplace_back([&sum] {
      for (auto const& each : aws_managed_policies()) sum += document_of(each).size();
    });
  }
  for (auto& reader : readers) reader.join();
  EXPECT_THAT(bytes, Each(bytes.front()));
}

}  // namespace
}  // namespace iam::catalogue
