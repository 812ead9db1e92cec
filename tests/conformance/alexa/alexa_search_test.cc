// Alexa for Business: SearchUsers. M: its last model, as botocore 1.29 ships it; U: unconfirmed, a choice of ours.
#include "alexa.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr auto kBadToken = "The NextToken is not one that this list handed out.";

// Four users of whom each has something that another has.
class AlexaSearchUsers : public testing::Test {
 protected:
  AlexaSearchUsers() {
    for (auto const* user :
         {R"({"UserId":"ada","FirstName":"Ada","LastName":"King","Email":"ada@example.com"})",
          R"({"UserId":"bob","FirstName":"Bob","LastName":"King"})",
          R"({"UserId":"Cleo","FirstName":"Ada","Email":"cleo@example.com"})", R"({"UserId":"dan"})"}) {
      EXPECT_EQ(me.send("CreateUser", user).status(), 200);
    }
  }

  // The names of the users that a search with these members finds, in its order.
  std::vector<std::string> found(std::string const& members) {
    auto const answer = me.send("SearchUsers", "{" + members + "}");
    EXPECT_EQ(answer.status(), 200) << answer;
    std::vector<std::string> names;
    for (auto const& arn : answer.texts("/Users", "UserArn")) names.push_back(name_of(arn));
    return names;
  }

  std::string name_of(std::string const& arn) {
    for (auto const* name : {"ada", "bob", "Cleo", "dan"}) {
      if (me.arn_of(name) == arn) return name;
    }
    return arn;
  }

  AlexaCaller me;
};

TEST_F(AlexaSearchUsers, finds_everybody_by_user_id) {
  EXPECT_THAT(found(""), ElementsAre("ada", "bob", "Cleo", "dan"));
  EXPECT_EQ(me.send("SearchUsers").text("/TotalCount"), "4");
}

// M: the UserId is not among them.
TEST_F(AlexaSearchUsers, answers_what_is_known_of_a_user) {
  auto const answer = me.send("SearchUsers");
  EXPECT_THAT(names_in(answer.at("/Users/0")),
              UnorderedElementsAre("UserArn", "FirstName", "LastName", "Email", "EnrollmentStatus", "EnrollmentId"));
  EXPECT_EQ(answer.text("/Users/0/FirstName"), "Ada");
  EXPECT_EQ(answer.text("/Users/0/LastName"), "King");
  EXPECT_EQ(answer.text("/Users/0/Email"), "ada@example.com");
  EXPECT_EQ(answer.text("/Users/0/EnrollmentStatus"), "INITIALIZED");
  EXPECT_THAT(names_in(answer.at("/Users/3")), UnorderedElementsAre("UserArn", "EnrollmentStatus", "EnrollmentId"));
  EXPECT_THAT(names_in(answer.at("")), UnorderedElementsAre("Users", "TotalCount"));
}

TEST_F(AlexaSearchUsers, finds_users_of_other_faces) {
  EXPECT_THAT(me.aws().create_user("eve,=+"), succeeds());
  auto const answer = me.send("SearchUsers");
  EXPECT_EQ(answer.text("/TotalCount"), "5");
  EXPECT_THAT(names_in(answer.at("/Users/4")), UnorderedElementsAre("UserArn", "EnrollmentStatus"));
  EXPECT_EQ(answer.text("/Users/4/EnrollmentStatus"), "INITIALIZED");
  EXPECT_EQ(me.arn_of("eve,=+"), answer.text("/Users/4/UserArn"));
}

// U that values are compared whole and with their case.
TEST_F(AlexaSearchUsers, filters_by_any_value_and_every_filter) {
  EXPECT_THAT(found(R"("Filters":[{"Key":"UserId","Values":["dan","ada"]}])"), ElementsAre("ada", "dan"));
  EXPECT_THAT(found(R"("Filters":[{"Key":"FirstName","Values":["Ada"]}])"), ElementsAre("ada", "Cleo"));
  EXPECT_THAT(found(R"("Filters":[{"Key":"FirstName","Values":["Ad","ada"]}])"), IsEmpty());
  EXPECT_THAT(found(R"("Filters":[{"Key":"FirstName","Values":["Ada"]},{"Key":"LastName","Values":["King"]}])"),
              ElementsAre("ada"));
  EXPECT_THAT(found(R"("Filters":[{"Key":"Email","Values":["cleo@example.com"]}])"), ElementsAre("Cleo"));
  EXPECT_THAT(found(R"("Filters":[{"Key":"EnrollmentStatus","Values":["PENDING","REGISTERED"]}])"), IsEmpty());
  EXPECT_THAT(found(R"("Filters":[{"Key":"UserId","Values":[]}])"), IsEmpty());
  EXPECT_THAT(found(R"("Filters":[])"), ElementsAre("ada", "bob", "Cleo", "dan"));
}

TEST_F(AlexaSearchUsers, sorts_by_each_criterion_in_turn) {
  EXPECT_THAT(found(R"("SortCriteria":[{"Key":"UserId","Value":"DESC"}])"), ElementsAre("dan", "bob", "ada", "Cleo"));
  EXPECT_THAT(found(R"("SortCriteria":[{"Key":"FirstName","Value":"ASC"}])"), ElementsAre("dan", "ada", "Cleo", "bob"));
  EXPECT_THAT(found(R"("SortCriteria":[{"Key":"FirstName","Value":"DESC"},{"Key":"LastName","Value":"ASC"}])"),
              ElementsAre("bob", "Cleo", "ada", "dan"));
  EXPECT_THAT(found(R"("SortCriteria":[{"Key":"EnrollmentStatus","Value":"DESC"},{"Key":"UserId","Value":"ASC"}])"),
              ElementsAre("Cleo", "ada", "bob", "dan"));
}

TEST_F(AlexaSearchUsers, pages_through_everybody_once) {
  for (std::string const search : {R"("Filters":[])", R"("SortCriteria":[{"Key":"LastName","Value":"DESC"}])",
                                   R"("SortCriteria":[{"Key":"FirstName","Value":"ASC"}],)"
                                   R"("Filters":[{"Key":"UserId","Values":["ada","bob","Cleo"]}])"}) {
    auto const expected = me.send("SearchUsers", "{" + search + "}").texts("/Users", "UserArn");
    for (std::string const size : {"1", "2", "3"}) {
      std::vector<std::string> arns;
      std::string token;
      do {
        auto const page = me.send("SearchUsers", "{" + search + R"(,"MaxResults":)" + size + token + "}");
        ASSERT_EQ(page.status(), 200) << page;
        for (auto& arn : page.texts("/Users", "UserArn")) arns.push_back(std::move(arn));
        token = page.has("/NextToken") ? R"(,"NextToken":")" + page.text("/NextToken") + "\"" : "";
      } while (!token.empty() && arns.size() <= expected.size());
      EXPECT_EQ(arns, expected) << search;
    }
  }
}

TEST_F(AlexaSearchUsers, counts_all_that_match_on_every_page) {
  auto const page = me.send("SearchUsers", R"({"MaxResults":1,"Filters":[{"Key":"FirstName","Values":["Ada"]}]})");
  EXPECT_EQ(page.text("/TotalCount"), "2");
}

// U for the default.
TEST_F(AlexaSearchUsers, answers_fifty_users_unless_told_otherwise) {
  for (int i = 0; i < 47; ++i) me.aws().create_user("user" + std::to_string(i));
  auto const page = me.send("SearchUsers");
  EXPECT_EQ(page.at("/Users").as_array().size(), 50U);
  EXPECT_TRUE(page.has("/NextToken"));
  EXPECT_EQ(page.text("/TotalCount"), "51");
}

TEST_F(AlexaSearchUsers, goes_on_when_the_last_user_of_a_page_is_gone) {
  auto const page = me.send("SearchUsers", R"({"MaxResults":2})");
  EXPECT_THAT(me.aws().iam("DeleteUser", {{"UserName", "bob"}}), succeeds());
  EXPECT_THAT(found(R"("NextToken":")" + page.text("/NextToken") + "\""), ElementsAre("Cleo", "dan"));
}

TEST_F(AlexaSearchUsers, refuses_a_token_of_another_search) {
  auto const token = me.send("SearchUsers", R"({"MaxResults":1})").text("/NextToken");
  auto const refused = refuses_with_framework("ValidationException", kBadToken);
  EXPECT_THAT(me.send("SearchUsers", R"({"NextToken":"made up"})"), refused);
  EXPECT_THAT(me.send("SearchUsers", R"({"NextToken":")" + token + R"(x"})"), refused);
  EXPECT_THAT(
      me.send("SearchUsers", R"({"NextToken":")" + token + R"(","SortCriteria":[{"Key":"UserId","Value":"ASC"}]})"),
      refused);
  EXPECT_THAT(
      me.send("SearchUsers", R"({"NextToken":")" + token + R"(","Filters":[{"Key":"UserId","Values":["ada"]}]})"),
      refused);
  EXPECT_THAT(AlexaCaller().send("SearchUsers", R"({"NextToken":")" + token + R"("})"), refused);
}

// M.
TEST_F(AlexaSearchUsers, checks_its_members) {
  EXPECT_THAT(me.send("SearchUsers", R"({"MaxResults":0})"),
              breaks("0", "maxResults", "Member must have value greater than or equal to 1"));
  EXPECT_THAT(me.send("SearchUsers", R"({"MaxResults":51})"),
              breaks("51", "maxResults", "Member must have value less than or equal to 50"));
  EXPECT_THAT(me.send("SearchUsers", R"({"NextToken":""})"),
              breaks("", "nextToken", "Member must have length greater than or equal to 1"));
  EXPECT_THAT(me.send("SearchUsers", R"({"Filters":[{"Values":["x"]}]})"),
              breaks("null", "filters.1.member.key", "Member must not be null"));
  EXPECT_THAT(me.send("SearchUsers", R"({"Filters":[{"Key":"UserId"}]})"),
              breaks("null", "filters.1.member.values", "Member must not be null"));
  EXPECT_THAT(me.send("SearchUsers", R"({"SortCriteria":[{"Key":"UserId","Value":"UP"}]})"),
              breaks("UP", "sortCriteria.1.member.value", "Member must satisfy enum value set: [ASC, DESC]"));
  EXPECT_THAT(me.send("SearchUsers", R"({"Filters":[{"Key":"UserId","Values":["","x"]}]})"),
              breaks("[, x]", "filters.1.member.values",
                     "Member must satisfy constraint: [Member must have length less than or equal to 500, Member must "
                     "have length greater than or equal to 1]"));
  std::string filters;
  for (int i = 0; i < 26; ++i) filters += R"({"Key":"UserId","Values":["ada"]},)";
  filters.pop_back();
  EXPECT_THAT(me.send("SearchUsers", R"({"Filters":[)" + filters + "]}"),
              breaks("", "filters", "Member must have length less than or equal to 25"));
}

TEST_F(AlexaSearchUsers, knows_five_keys) {
  EXPECT_THAT(me.send("SearchUsers", R"({"Filters":[{"Key":"userId","Values":["x"]}]})"),
              refuses_with_framework("ValidationException",
                                     "Filters have the keys UserId, FirstName, LastName, Email and EnrollmentStatus."));
  EXPECT_THAT(
      me.send("SearchUsers", R"({"SortCriteria":[{"Key":"Name","Value":"ASC"}]})"),
      refuses_with_framework("ValidationException",
                             "SortCriteria have the keys UserId, FirstName, LastName, Email and EnrollmentStatus."));
}

}  // namespace
}  // namespace conformance
