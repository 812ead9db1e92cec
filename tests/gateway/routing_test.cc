// What is decided before an operation is known: aws.md section 1, all of it seen on STS. [A]
#include "emulator.h"

#include <gtest/gtest.h>

#include <string>

namespace iam::gateway {
namespace {

class Routing : public Emulator {};

TEST_F(Routing, unknown_paths_are_unknown_operations) {
  for (auto const* target : {"/x", "/x?Action=GetUser", "//", "/index.html", "/_iam", "/%2F", "*", "", "/moto"}) {
    auto const response = send("GET", target);
    EXPECT_EQ(response.status, 404) << target;
    EXPECT_EQ(response.body, "<UnknownOperationException/>\n") << target;
  }
  EXPECT_EQ(send("POST", "/x", {kForm}, kGetCallerIdentity).status, 404);
}

TEST_F(Routing, other_methods_are_unknown_operations) {
  for (auto const* method : {"HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "FOO", ""}) {
    auto const response = send(method, "/", {kForm}, kGetCallerIdentity);
    EXPECT_EQ(response.status, 404) << method;
    EXPECT_EQ(response.body.size(), 29u) << method;
  }
}

TEST_F(Routing, a_malformed_escape_in_the_path_is_refused_without_a_word) {
  for (auto const* target : {"/%", "/%zz", "/a%4", "/%?Action=GetUser", "/_iam/%zz"}) {
    auto const response = send("GET", target);
    EXPECT_EQ(response.status, 400) << target;
    EXPECT_EQ(response.body, "") << target;
  }
  EXPECT_EQ(send("GET", "/?x=%zz").status, 400) << "the query's are the reader's to refuse, with a body";
  EXPECT_NE(send("GET", "/?x=%zz").body, "");
}

TEST_F(Routing, preflights_are_answered_on_every_path) {
  for (auto const& [target, methods] : {std::pair{"/", "POST"},
                                        {"/x", "POST"},
                                        {"/_iam/health", "DELETE, GET, POST, PUT"},
                                        {"/v5/users", "DELETE, GET, POST, PUT"}}) {
    auto const response = send("OPTIONS", target,
                               {{"Origin", "http://localhost:3000"},
                                {"Access-Control-Request-Method", "POST"},
                                {"Access-Control-Request-Headers", "authorization,x-amz-date"}});
    EXPECT_EQ(response.status, 200) << target;
    EXPECT_EQ(response.body, "");
    EXPECT_EQ(header(response, "access-control-allow-origin"), "http://localhost:3000");
    EXPECT_EQ(header(response, "access-control-allow-methods"), methods);
    EXPECT_EQ(header(response, "access-control-allow-headers"), "authorization,x-amz-date");
    EXPECT_EQ(header(response, "access-control-expose-headers"),
              "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date,smithy-protocol");
    EXPECT_EQ(header(response, "access-control-max-age"), "172800");
  }
}

TEST_F(Routing, options_without_an_origin_is_no_preflight) { EXPECT_EQ(send("OPTIONS", "/").status, 404); }

TEST_F(Routing, every_answer_may_be_read_by_the_page_that_asked) {
  Header const origin{"Origin", "http://localhost:3000"};
  for (auto const& response :
       {send("POST", "/", {kForm, origin}, kGetCallerIdentity), send("POST", "/", {kForm, origin}, "Action=X"),
        send("POST", "/", {kForm, origin}, "a=%zz"), send("GET", "/", {origin}), send("GET", "/x", {origin}),
        send("GET", "/%", {origin}), send("GET", "/_iam/health", {origin}), send("PATCH", "/_iam/clock", {origin}),
        send("GET", "/metrics", {origin})}) {
    EXPECT_EQ(header(response, "access-control-allow-origin"), origin.value) << response.body;
    EXPECT_EQ(header(response, "Vary"), "Origin");
    EXPECT_EQ(header(response, "access-control-expose-headers"),
              "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date,smithy-protocol");
    EXPECT_EQ(header(response, "x-amzn-RequestId").size(), 36u);
  }
}

TEST_F(Routing, date_follows_the_clock) {
  EXPECT_EQ(header(post(kGetCallerIdentity), "Date"), "Thu, 05 Mar 2026 10:11:12 GMT");
  clock_.set(Time(std::chrono::milliseconds(-1000)));
  EXPECT_EQ(header(post(kGetCallerIdentity), "Date"), "Wed, 31 Dec 1969 23:59:59 GMT");
}

constexpr char kProductPage[] = "https://aws.amazon.com/iam";

TEST_F(Routing, a_post_that_is_no_form_is_sent_to_the_product_page) {
  for (auto const* type :
       {"", "application/json", "text/xml", "multipart/form-data", "application/x-www-form-urlencodedx",
        "application/x-www-form", "text/plain; application/x-www-form-urlencoded"}) {
    auto const response = send("POST", "/?Version=2011-06-15", {{"Content-Type", type}}, kGetCallerIdentity);
    EXPECT_EQ(response.status, 302) << type;
    EXPECT_EQ(response.body, "") << type;
    EXPECT_EQ(header(response, "Location"), kProductPage) << type;
  }
  EXPECT_EQ(send("POST", "/", {}, kGetCallerIdentity).status, 302);
}

TEST_F(Routing, the_type_of_a_form_may_have_parameters_and_any_case) {
  for (auto const* type :
       {"application/x-www-form-urlencoded; charset=utf-8", "application/x-www-form-urlencoded;charset=UTF-8",
        "Application/X-WWW-Form-URLEncoded", "application/x-www-form-urlencoded ;charset=utf-8"}) {
    EXPECT_EQ(send("POST", "/", {{"content-type", type}}, kGetCallerIdentity).status, 200) << type;
  }
}

TEST_F(Routing, a_request_without_an_action_is_sent_to_the_product_page) {
  auto const without = post("Version=2011-06-15");
  EXPECT_EQ(without.status, 302);
  EXPECT_EQ(without.body, "");
  EXPECT_EQ(header(without, "Location"), kProductPage);
  EXPECT_EQ(header(send("GET", "/"), "Location"), kProductPage);
  EXPECT_EQ(post("").status, 302);
}

// AWS sends it along; a presigned one would hand a credential to another server.
TEST_F(Routing, a_redirected_get_leaves_its_query_behind) {
  auto const response = send("GET", "/?Version=2011-06-15&X-Amz-Security-Token=secret");
  EXPECT_EQ(response.status, 302);
  EXPECT_EQ(header(response, "Location"), kProductPage);
}

struct Unknown {
  char const* form;
  char const* message;
};

TEST_F(Routing, an_action_that_is_not_there_is_an_aws_fault) {
  for (auto const& [form, message] : {
           Unknown{"Action=&Version=2011-06-15", "Could not find operation  for version 2011-06-15"},
           Unknown{"Action=NoSuchAction&Version=2011-06-15",
                   "Could not find operation NoSuchAction for version 2011-06-15"},
           Unknown{"Action=NoSuchAction&Version=2010-05-08",
                   "Could not find operation NoSuchAction for version 2010-05-08"},
           Unknown{"Action=GetCallerIdentity",
                   "Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED"},
           Unknown{"Action=GetCallerIdentity&Version=", "Could not find operation GetCallerIdentity for version "},
           Unknown{"Action=GetCallerIdentity&Version=2000-01-01",
                   "Could not find operation GetCallerIdentity for version 2000-01-01"},
           // Each service has its own version.
           Unknown{"Action=GetCallerIdentity&Version=2010-05-08",
                   "Could not find operation GetCallerIdentity for version 2010-05-08"},
           Unknown{"Action=GetUser&Version=2011-06-15", "Could not find operation GetUser for version 2011-06-15"},
           // Names are exact.
           Unknown{"Action=getUser&Version=2010-05-08", "Could not find operation getUser for version 2010-05-08"},
           Unknown{"Action=%3Ca%3E&Version=2010-05-08", "Could not find operation &lt;a&gt; for version 2010-05-08"},
       }) {
    auto const response = post(form);
    EXPECT_EQ(response.status, 400) << form;
    EXPECT_EQ(header(response, "Content-Type"), "text/xml");
    EXPECT_EQ(response.body,
              "<ErrorResponse xmlns=\"http://webservices.amazon.com/AWSFault/2005-15-09\">\n"
              "  <Error>\n    <Type>Sender</Type>\n    <Code>InvalidAction</Code>\n    <Message>" +
                  std::string(message) + "</Message>\n  </Error>\n  <RequestId>" +
                  header(response, "x-amzn-RequestId") + "</RequestId>\n</ErrorResponse>\n");
  }
}

TEST_F(Routing, an_action_that_is_text_below_another_is_none) {
  EXPECT_EQ(post("Action.member.1=GetUser").status, 302);
}

// Order of checks. [A]
TEST_F(Routing, the_path_is_looked_at_before_the_form_and_the_form_before_the_action) {
  EXPECT_EQ(send("POST", "/x", {}, "Action=%zz").status, 404);
  EXPECT_EQ(send("POST", "/", {}, "Action=%zz").status, 302);
  EXPECT_EQ(element(post("Action=NoSuchAction&x=%zz").body, "Code"), "MalformedInput");
  EXPECT_EQ(element(post("Action=NoSuchAction&UserName=%21").body, "Code"), "InvalidAction");
  EXPECT_EQ(element(post("Action=GetUser&Version=2010-05-08&UserName=%21").body, "Code"), "ValidationError");
}

// Repeated scalar parameters: the first one wins. [A]
TEST_F(Routing, of_repeated_actions_and_versions_the_first_counts) {
  EXPECT_EQ(post("Action=GetCallerIdentity&Action=X&Version=2011-06-15&Version=2010-05-08").status, 200);
  EXPECT_EQ(post("Action=X&Action=GetCallerIdentity&Version=2011-06-15").status, 400);
}

TEST_F(Routing, unknown_parameters_are_ignored) {
  EXPECT_EQ(post(std::string(kGetCallerIdentity) + "&Unknown=1&Tags.member.1.Key=x&.=.").status, 200);
}

}  // namespace
}  // namespace iam::gateway
