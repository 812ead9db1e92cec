// TagPolicy, UntagPolicy, ListPolicyTags. What tags of every noun share is in user_tags_test.cc.
// Sources in the comments: LS recordings of AWS; ? means that no source is known.
#include "client/policy_client.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kForeign = "Cannot update policies outside your own account.";

// Root of an account that has one policy.
struct Owner : Caller {
  Owner() { create_policy(*this, "Readers"); }

  std::string policy = arn("policy/Readers");

  Answer tag(Pairs const& tags) { return iam("TagPolicy", with_tags({{"PolicyArn", policy}}, tags)); }
  Answer untag(std::vector<std::string> const& keys) {
    return iam("UntagPolicy", with_tag_keys({{"PolicyArn", policy}}, keys));
  }
  std::vector<std::string> keys() { return iam("ListPolicyTags", {{"PolicyArn", policy}}).texts("Tags", "Key"); }
};

// LS: created abc, b, z, a; listed a, b, z, abc. Created a, A; listed A, a. The rule is inferred from the two.
TEST(ListPolicyTags, lists_short_keys_first_and_keys_of_one_length_by_code_point) {
  Owner me;
  me.tag({{"abc", "1"}, {"b", "2"}, {"z", "3"}, {"a", "4"}, {"A", "5"}});
  EXPECT_THAT(me.keys(), ElementsAre("A", "a", "b", "z", "abc"));
  EXPECT_THAT(get_policy(me, me.policy).texts("Policy/Tags", "Key"), ElementsAre("A", "a", "b", "z", "abc"));
}

TEST(ListPolicyTags, pages_in_that_order) {
  Owner me;
  me.tag({{"abc", "1"}, {"b", "2"}, {"z", "3"}, {"a", "4"}});
  auto const first = me.iam("ListPolicyTags", {{"PolicyArn", me.policy}, {"MaxItems", "3"}});
  EXPECT_THAT(first.texts("Tags", "Key"), ElementsAre("a", "b", "z"));
  auto const rest = me.iam("ListPolicyTags", {{"PolicyArn", me.policy}, {"Marker", first.text("Marker")}});
  EXPECT_THAT(rest.texts("Tags", "Key"), ElementsAre("abc"));
}

// LS: unlike the keys of users and roles, and with a shorter sentence.
TEST(TagPolicy, distinguishes_the_case_of_keys) {
  Owner me;
  EXPECT_THAT(me.tag({{"a", "1"}, {"A", "2"}}), succeeds());
  EXPECT_THAT(me.tag({{"b", "1"}, {"b", "2"}}), fails_with(400, "InvalidInput", "Duplicate tag keys found."));
  ASSERT_THAT(me.untag({"A"}), succeeds());
  EXPECT_THAT(me.keys(), ElementsAre("a"));
}

// LS: untagging unknown keys succeeds.
TEST(UntagPolicy, passes_over_keys_that_are_not_there) {
  Owner me;
  me.tag({{"a", "1"}});
  EXPECT_THAT(me.untag({"b", "a"}), succeeds());
  EXPECT_THAT(me.keys(), IsEmpty());
}

// LS
TEST(TagPolicy, rejects_a_missing_policy) {
  Caller me;
  auto const arn = me.arn("policy/Nobody");
  auto const missing = fails_with(404, "NoSuchEntity", "Policy " + arn + " was not found.");
  EXPECT_THAT(me.iam("TagPolicy", with_tags({{"PolicyArn", arn}}, {{"a", "1"}})), missing);
  EXPECT_THAT(me.iam("UntagPolicy", with_tag_keys({{"PolicyArn", arn}}, {"a"})), missing);
  EXPECT_THAT(me.iam("ListPolicyTags", {{"PolicyArn", arn}}), missing);
}

// The sentence is that of the other changes. ?
TEST(TagPolicy, rejects_policies_of_aws) {
  Caller me;
  EXPECT_THAT(me.iam("TagPolicy", with_tags({{"PolicyArn", kAdministrator}}, {{"a", "1"}})),
              fails_with(403, "AccessDenied", kForeign));
  EXPECT_THAT(me.iam("UntagPolicy", with_tag_keys({{"PolicyArn", kAdministrator}}, {"a"})),
              fails_with(403, "AccessDenied", kForeign));
  EXPECT_THAT(me.iam("ListPolicyTags", {{"PolicyArn", kAdministrator}}).texts("Tags", "Key"), IsEmpty());
}

}  // namespace
}  // namespace conformance
