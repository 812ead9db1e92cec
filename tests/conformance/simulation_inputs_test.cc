// What the simulators refuse, and what they make of typed context.
// Sources in the comments: C captures of AWS's simulators of September 2026, D documentation, I public issues; ? means
// that no source is known.
#include "client/simulation.h"

namespace conformance {
namespace {

using testing::HasSubstr;

auto refuses(std::string const& sentence) { return fails_with(400, "InvalidInput", sentence); }

Answer allow_all(Caller& me, Pairs more = {}, std::vector<std::string> const& actions = {"s3:GetObject"}) {
  return simulate_custom(me, with_policies({kAllowAll}, std::move(more)), actions);
}

// C; the trust policy I: such a document is no identity policy.
TEST(SimulationInputs, must_be_policies) {
  Caller me;
  auto const trust =
      R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}})";
  for (auto const* document : {"{", R"({"Version":"2099-01-01","Statement":[]})", trust}) {
    EXPECT_THAT(simulate_custom(me, with_policies({document})),
                refuses("Policy input list item 1 has invalid content"));
  }
  EXPECT_THAT(simulate_custom(me, with_policies({kAllowGet, "{"})),
              refuses("Policy input list item 2 has invalid content"));
}

// D: the alphabet and the length of documents. ?: AWS's sentence for the alphabet is that of other documents.
TEST(SimulationInputs, are_of_the_alphabet_of_documents) {
  Caller me;
  EXPECT_THAT(simulate_custom(me, with_policies({"{\"Id\":\"\u20ac\"}"})),
              fails_with(400, "ValidationError",
                         "The specified value for policyInputList is invalid. It must contain only printable ASCII "
                         "characters."));
  EXPECT_EQ(simulate_custom(me, with_policies({std::string(131'073, ' ')})).code(), "ValidationError");
  EXPECT_THAT(simulate_custom(me, with_policies({kAllowGet + std::string(131'000 - 120, ' ')})), succeeds());
}

// C: a malformed address, which would not be saved, only never matches.
TEST(SimulationInputs, may_be_policies_that_would_not_be_saved) {
  Caller me;
  auto const malformed = allowing_get_if(R"({"IpAddress":{"aws:SourceIp":"300.0.0.1"}})");
  EXPECT_EQ(decision(simulate_custom(me, with_policies({malformed}))), "implicitDeny");
}

// C
TEST(SimulationInputs, hold_one_boundary_and_levels_with_policies) {
  Caller me;
  EXPECT_THAT(allow_all(me, with_list({}, "PermissionsBoundaryPolicyInputList", {kAllowAll, kAllowAll})),
              refuses("The list of Permissions Boundary policies cannot exceed 1 items."));
  auto const level = [](int number) {
    return "OrderedOrganizationPolicyInputList.member." + std::to_string(number) + ".ServiceControlPolicyInputList";
  };
  EXPECT_THAT(allow_all(me, with_list(with_list({}, level(1), {kAllowAll}), level(2), {})),
              refuses("Organization policy at index 2 must contain at least one service control policy"));
}

// D: a root, five levels of units, the account.
TEST(SimulationInputs, hold_seven_levels_at_most) {
  Caller me;
  Pairs levels;
  for (int i = 1; i <= 8; ++i) {
    levels.emplace_back(
        "OrderedOrganizationPolicyInputList.member." + std::to_string(i) + ".ServiceControlPolicyInputList.member.1",
        kAllowAll);
  }
  EXPECT_THAT(allow_all(me, levels), fails_with(400, "ValidationError",
                                                violation("orderedOrganizationPolicyInputList",
                                                          "Member must have length less than or equal to 7")));
  levels.pop_back();
  EXPECT_THAT(allow_all(me, levels), succeeds());
}

// C. The blank at the end is AWS's. Without resources anything goes together.
TEST(SimulationInputs, do_not_mix_actions_that_are_known_with_others) {
  Caller me;
  std::vector<std::string> const actions{"s3:GetObject", "iam:ListUsers", "madeup:Action", "s3:*", "s3:MadeUp"};
  EXPECT_THAT(allow_all(me, with_resources({kObjectA}), actions),
              refuses("Invalid Input Actions: [s3:GetObject,iam:ListUsers] and [madeup:Action,s3:*,s3:MadeUp] require "
                      "different authorization information. "));
  EXPECT_THAT(allow_all(me, with_resources({"*", kObjectA}), actions).message(),
              testing::Optional(HasSubstr("Actions")));
  EXPECT_THAT(allow_all(me, {}, actions), succeeds());
  EXPECT_THAT(allow_all(me, with_resources({kObjectA}), {"madeup:Action", "s3:MadeUp"}), succeeds());
  EXPECT_THAT(allow_all(me, {}, {"GetObject"}), refuses("The action is invalid since it is missing names"));
}

// C
TEST(SimulationInputs, name_resources_by_arns) {
  Caller me;
  for (std::string const resource :
       {"not-an-arn", "arn:aws:s3", "arn::s3:::name", "arn:aws::::name", "arn:aws:s3:::"}) {
    EXPECT_THAT(allow_all(me, with_resources({resource})),
                refuses("ResourceNames are not in a valid ARN format: " + resource + "."));
  }
  EXPECT_THAT(allow_all(me, with_resources({kObjectA, "*"})),
              refuses("ResourceNames are not in a valid ARN format: *."));
  for (std::string const resource : {"arn:unknown:s3:::name", "arn:aws:s3:::*"}) {
    EXPECT_EQ(decision(allow_all(me, with_resources({resource}))), "allowed") << resource;
  }
}

// C: an option without resources is not looked at, and none of the resources it speaks of need be there.
TEST(SimulationInputs, handle_resources_as_the_action_can) {
  Caller me;
  auto const instance = with_resources({"arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0"});
  for (std::string const option : {"EC2-VPC-InstanceStore", "EC2-VPC-InstanceStore-Subnet", "EC2-VPC-EBS",
                                   "EC2-VPC-EBS-Subnet", "EC2-Classic-EBS", "EC2-Classic-InstanceStore"}) {
    auto parameters = instance;
    parameters.emplace_back("ResourceHandlingOption", option);
    EXPECT_EQ(decision(allow_all(me, parameters, {"ec2:RunInstances"})), "allowed") << option;
  }
  EXPECT_THAT(allow_all(me, {{"ResourceHandlingOption", "fictional"}}), succeeds());
  EXPECT_THAT(allow_all(me, with_resources({kObjectA}, {{"ResourceHandlingOption", "EC2-VPC-EBS"}})),
              refuses("Invalid input resource handling options. Action does not support resource handling options: "
                      "s3:GetObject. Please refer to the documentation for more details: "
                      "https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html"));
}

// C; https://github.com/boto/botocore/issues/1346 for the account's number.
TEST(SimulationInputs, say_who_asks_and_who_owns) {
  Caller me;
  auto const with = [&](Pairs more) {
    more.emplace_back("ResourcePolicy", kBucketPolicy);
    return simulate_custom(me, with_policies({}, with_resources({kObjectA}, std::move(more))));
  };
  EXPECT_THAT(with({}), refuses("Invalid caller - Caller cannot be null or empty."));
  for (auto const& caller : {me.arn("root"), "arn:aws:sts::" + me.account() + ":assumed-role/fictional/session"}) {
    EXPECT_THAT(with({{"CallerArn", caller}}),
                refuses("Invalid caller - Caller must be an IAM user, role or group in this context."));
  }
  Pairs const caller{{"CallerArn", me.arn("user/Bob")}};
  for (std::string const owner : {"not-an-arn", "123456789012"}) {
    auto parameters = caller;
    parameters.emplace_back("ResourceOwner", owner);
    EXPECT_THAT(with(parameters), refuses("'" + owner + "' is not a valid as a Resource Owner."));
  }
  EXPECT_EQ(decision(with({caller.front(), {"ResourceOwner", me.arn("user/Bob")}})), "allowed");
}

// C
TEST(SimulationInputs, name_what_a_resource_policy_is_about) {
  Caller me;
  Pairs const caller{{"CallerArn", me.arn("user/Bob")}};
  auto const with = [&](Pairs more, std::string const& policy) {
    more.insert(more.end(), {caller.front(), {"ResourcePolicy", policy}});
    return simulate_custom(me, with_policies({}, std::move(more)));
  };
  auto const everything = policy_allowing(R"("Action":"s3:GetObject","Resource":"*","Principal":{"AWS":"*"})");
  EXPECT_THAT(with({}, kBucketPolicy), refuses("Invalid Entity Arn: * does not clearly define entity type and name."));
  EXPECT_THAT(with(with_resources({"*"}), everything),
              refuses("Invalid Entity Arn: * does not clearly define entity type and name."));
  EXPECT_THAT(with(with_resources({kObjectA}), everything), refuses("ResourceNames are not in a valid ARN format: *."));
}

// C
TEST(SimulationInputs, complete_their_context_entries) {
  Caller me;
  std::string const entry = "ContextEntries.member.1.";
  EXPECT_THAT(allow_all(me, {{"ContextEntries.member.1", ""}}), succeeds());
  EXPECT_THAT(allow_all(me, {{entry + "ContextKeyName", "test:key"}, {entry + "ContextKeyValues.member.1", "yes"}}),
              refuses("Context key test:key has invalid type null."));
  EXPECT_THAT(allow_all(me, {{entry + "ContextKeyName", "test:key"}, {entry + "ContextKeyType", "string"}}),
              refuses("Context values for context key test:key cannot be null or empty."));
  EXPECT_THAT(allow_all(me, with_entry(1, "test:key", "stringList", {})),
              refuses("Context values for context key test:key cannot be null or empty."));
  EXPECT_THAT(allow_all(me, {{entry + "ContextKeyType", "string"}, {entry + "ContextKeyValues.member.1", "yes"}}),
              refuses("ContextKeyName cannot be null or empty."));
  EXPECT_THAT(allow_all(me, with_entry(1, "test:key", "string", {"a", "b"})),
              refuses("Context key string expected a single value, but received 2."));
  EXPECT_THAT(allow_all(me, with_entry(2, "TEST:KEY", "string", {"b"}, with_entry(1, "test:key", "string", {"a"}))),
              refuses("Duplicate context key: TEST:KEY."));
  EXPECT_THAT(allow_all(me, with_entry(1, "abcde", "string", {""})), succeeds());
}

// C and a user's log for the type, D for the name.
TEST(SimulationInputs, obey_the_model_in_their_context_entries) {
  Caller me;
  EXPECT_THAT(
      allow_all(me, with_entry(1, "test:key", "unknown", {"a"})),
      fails_with(400, "ValidationError",
                 "1 validation error detected: Value 'unknown' at 'contextEntries.1.member.contextKeyType' failed to "
                 "satisfy constraint: Member must satisfy enum value set: [binary, ipList, booleanList, ip, boolean, "
                 "numericList, dateList, numeric, date, stringList, string, binaryList]"));
  EXPECT_THAT(allow_all(me, with_entry(1, "x", "string", {"a"})),
              fails_with(400, "ValidationError",
                         violation("contextEntries.1.member.contextKeyName",
                                   "Member must have length greater than or equal to 5")));
}

// C
TEST(SimulationInputs, have_values_of_their_type) {
  Caller me;
  struct Case {
    std::string type;
    std::string format;
    std::vector<std::string> good;
    std::vector<std::string> bad;
  };
  for (auto const& [type, format, good, bad] : std::vector<Case>{
           {"numeric", "numeric format", {"01.00", "+1", "1e2", "1e9999"}, {"0x10", " 1 ", "Infinity", "NaN", "abc"}},
           {"date",
            "DateTime format",
            {"2035", "2035-01", "2035-01-02", "2035-01-02T03:04Z", "2035-01-02T03:04:05.123+02:00", "0", "1735787045",
             "2035-01-02T03:04:05"},
            {"tomorrow"}},
           {"ip",
            "IP address",
            {"192.0.2.1", "2001:db8::1", "192.000.002.1"},
            {"192.0.2.0/24", "fe80::1%eth0", "999.0.0.1"}},
           {"binary",
            "base-64 encoded binary format",
            {"eWVz", "YQ==", ""},
            {"eWVz\n", "YQ", "YR==", "YQ-_", "!base64"}},
           {"boolean", "", {"TRUE", "yes"}, {}}}) {
    for (auto const& value : good) {
      EXPECT_THAT(allow_all(me, with_entry(1, "test:key", type, {value})), succeeds()) << type << value;
      EXPECT_THAT(allow_all(me, with_entry(1, "test:key", type + "List", {value, value})), succeeds()) << type << value;
    }
    for (auto const& value : bad) {
      EXPECT_THAT(allow_all(me, with_entry(1, "test:key", type, {value})),
                  refuses("Invalid context value for key test:key: expected " + format + "."))
          << value;
    }
  }
}

// C: values are compared as text in the one spelling that the simulators give them.
TEST(SimulationInputs, compare_values_in_one_spelling) {
  Caller me;
  auto const equals = [&](std::string const& type, std::string const& sent, std::string const& text) {
    auto const policy = allowing_get_if(R"({"StringEquals":{"test:key":")" + text + "\"}}");
    return decision(simulate_custom(me, with_policies({policy}, with_entry(1, "test:key", type, {sent})))) == "allowed";
  };
  EXPECT_TRUE(equals("numeric", "01.00", "1.00"));
  EXPECT_FALSE(equals("numeric", "01.00", "1"));
  EXPECT_FALSE(equals("numeric", "01.00", "01.00"));
  EXPECT_TRUE(equals("date", "2035-01-02", "2035-01-02T00:00:00.000Z"));
  EXPECT_TRUE(equals("date", "0", "1970-01-01T00:00:00.000Z"));
  EXPECT_TRUE(equals("date", "2035-01-02T03:04:05+02:00", "2035-01-02T01:04:05.000Z"));
  EXPECT_TRUE(equals("date", "2035-01-02T03:04:05.123456Z", "2035-01-02T03:04:05.123Z"));
  EXPECT_TRUE(equals("ip", "2001:0db8::1", "2001:0db8::1"));
  EXPECT_TRUE(equals("binary", "YQ==", "YQ=="));
  EXPECT_FALSE(equals("stringList", "yes", "yes"));
}

// C: a list is only for the operators on sets, and `1e9999` is large.
TEST(SimulationInputs, tell_lists_from_single_values) {
  Caller me;
  auto const with = [&](std::string const& condition, std::string const& type, std::vector<std::string> const& values) {
    return decision(
        simulate_custom(me, with_policies({allowing_get_if(condition)}, with_entry(1, "test:key", type, values))));
  };
  EXPECT_EQ(with(R"({"ForAnyValue:StringEquals":{"test:key":"yes"}})", "stringList", {"yes", "no"}), "allowed");
  EXPECT_EQ(with(R"({"StringNotEquals":{"test:key":"yes"}})", "stringList", {"yes", "no"}), "implicitDeny");
  EXPECT_EQ(with(R"({"ForAnyValue:StringEquals":{"test:key":"1"}})", "numericList", {"1", "2"}), "allowed");
  EXPECT_EQ(with(R"({"NumericEquals":{"test:key":"1"}})", "numericList", {"1"}), "implicitDeny");
  EXPECT_EQ(with(R"({"NumericGreaterThan":{"test:key":"1e100"}})", "numeric", {"1e9999"}), "allowed");
  EXPECT_EQ(with(R"({"Bool":{"test:key":"true"}})", "boolean", {"TRUE"}), "allowed");
  EXPECT_EQ(with(R"({"Bool":{"test:key":"true"}})", "boolean", {"1"}), "implicitDeny");
  EXPECT_EQ(with(R"({"DateEquals":{"test:key":"1970-01-01"}})", "numeric", {"0"}), "allowed");
  EXPECT_EQ(with(R"({"NumericEquals":{"test:key":"0"}})", "date", {"1970-01-01"}), "implicitDeny");
  EXPECT_EQ(with(R"({"Null":{"test:key":"false"}})", "string", {""}), "allowed");
}

// C
TEST(SimulationInputs, come_back_with_a_marker_that_was_handed_out) {
  Caller me;
  EXPECT_THAT(allow_all(me, {{"Marker", "not-a-simulation-marker"}}), refuses("Invalid marker for pagination."));
  EXPECT_THAT(
      allow_all(me, {{"MaxItems", "1001"}}),
      fails_with(400, "ValidationError", violation("maxItems", "Member must have value less than or equal to 1000")));
}

// D
TEST(SimulationInputs, name_actions_and_policies) {
  Caller me;
  EXPECT_THAT(me.iam("SimulateCustomPolicy", {}).message(),
              testing::Optional(testing::AllOf(HasSubstr("'policyInputList'"), HasSubstr("'actionNames'"))));
  EXPECT_EQ(allow_all(me, {}, {"s3"}).code(), "ValidationError");
  EXPECT_EQ(allow_all(me, {}, {"s3:" + std::string(126, 'a')}).code(), "ValidationError");
}

}  // namespace
}  // namespace conformance
