// Renaming principals in the text of trust policies.
#include "iam/policy/rewrite.h"

#include <gtest/gtest.h>

namespace iam::policy {
namespace {

std::string respelled(std::string_view document) { return respell_principal(document, "old", "new"); }

TEST(RespellPrincipal, changes_every_spelling_of_it_and_nothing_else) {
  EXPECT_EQ(
      respelled(R"( {"Statement" : [{"Principal":{"AWS":["old" , "older","\u006fld"],"Service":"s"},"Sid":"old"},)"
                "\n"
                R"({"Sid":"\"old", "Principal" : { "AWS":"old"}}]} )"),
      R"( {"Statement" : [{"Principal":{"AWS":["new" , "older","new"],"Service":"s"},"Sid":"old"},)"
      "\n"
      R"({"Sid":"\"old", "Principal" : { "AWS":"new"}}]} )");
}

TEST(RespellPrincipal, reads_a_statement_that_is_in_no_list) {
  EXPECT_EQ(respelled(R"({"Id":"old","Statement":{"Principal":{"AWS":"old"},"Effect":"old"}})"),
            R"({"Id":"old","Statement":{"Principal":{"AWS":"new"},"Effect":"old"}})");
}

TEST(RespellPrincipal, leaves_conditions_alone) {
  for (auto const* document : {
           R"({"Statement":[{"Principal":"*","Condition":{"StringEquals":{"Principal":"old"}}}]})",
           R"({"Statement":{"Principal":"*","Condition":{"StringEquals":{"Principal":["old"]}}}})",
           R"({"Statement":{"Condition":{"ArnLike":{"aws:PrincipalArn":"old"}},"Principal":{"AWS":"other"}}})",
       }) {
    EXPECT_EQ(respelled(document), document);
  }
}

TEST(RespellPrincipal, ends_on_a_text_that_breaks_off) {
  for (auto const* document : {"", "\"", "{\"Principal\":\"old", "{\"Principal\":{\"AWS\":\"\\"}) {
    EXPECT_EQ(respelled(document), document);
  }
}

}  // namespace
}  // namespace iam::policy
