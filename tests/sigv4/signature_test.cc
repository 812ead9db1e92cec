// Signatures over bytes that travel in more than one way.
#include "iam/sigv4/signature.h"

#include "example.h"
#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/sigv4/sign.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace iam::sigv4 {
namespace {

Time const kNow = *parse_iso8601("2026-01-01T00:00:00Z");

Signer signer() { return {.access_key_id = "AKID", .secret = Secret("secret"), .session_token = {}}; }

Example signed_by_header(Example example, Signer const& by = signer()) {
  for (auto& field : sign(example.request(), by, kNow)) example.fields.push_back(std::move(field));
  return example;
}

Example presigned(Example example, Signer const& by = signer()) {
  example.target = presign(example.request(), by, kNow, std::chrono::seconds(60));
  return example;
}

bool holds(Example example) { return example.verified(Secret("secret")).has_value(); }

Example form() {
  return {.method = "POST",
          .fields = {{"Host", "localhost:4566"}, {"Content-Type", "application/x-www-form-urlencoded"}},
          .body = "Action=ListUsers&Version=2010-05-08"};
}

std::string canonical_query(std::string const& query, Authorization::Place place = Authorization::Place::kHeader) {
  Example example{.target = "/?" + query};
  auto const text = canonical_request(example.request(), place, "host");
  auto const begin = text.find('\n', text.find('\n') + 1) + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

std::string canonical_path(std::string path) {
  Example example{.target = std::move(path)};
  auto const text = canonical_request(example.request(), Authorization::Place::kHeader, "host");
  auto const begin = text.find('\n') + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

TEST(Signature, that_was_made_here_holds_here) {
  EXPECT_TRUE(holds(signed_by_header(form())));
  EXPECT_TRUE(holds(presigned({.target = "/?Action=ListUsers&Version=2010-05-08"})));
  EXPECT_TRUE(holds(presigned(form())));
  auto session = signer();
  session.session_token = "token/+=";
  EXPECT_TRUE(holds(signed_by_header(form(), session)));
  EXPECT_TRUE(holds(presigned(form(), session)));
}

TEST(Signature, breaks_with_whatever_it_covers) {
  auto const broken = [](auto const& change) {
    auto example = signed_by_header(form());
    change(example);
    return !holds(std::move(example));
  };
  EXPECT_TRUE(broken([](Example& example) { example.body += "&Marker=x"; }));
  EXPECT_TRUE(broken([](Example& example) { example.method = "PUT"; }));
  EXPECT_TRUE(broken([](Example& example) { example.target = "/?a=b"; }));
  EXPECT_TRUE(broken([](Example& example) { example.target = "/a"; }));
  EXPECT_TRUE(broken([](Example& example) { example.field("Host") = "other"; }));
  EXPECT_TRUE(broken([](Example& example) { example.field("X-Amz-Date") = "20260101T000001Z"; }));
  EXPECT_TRUE(broken([](Example& example) { example.fields.emplace_back("host", "another"); }));
  EXPECT_FALSE(broken([](Example& example) { example.field("User-Agent") = "not signed"; }));
}

// As the same request looks behind a proxy that spells headers its own way.
TEST(Signature, does_not_mind_how_headers_are_spelled) {
  auto example = form();
  example.field("X-Note") = "  a \t b  ";
  example = signed_by_header(std::move(example));
  example.field("x-note") = "a b";
  for (auto& [name, value] : example.fields) name = to_lower_ascii(name);
  EXPECT_TRUE(holds(example));
  std::swap(example.fields.front(), example.fields[1]);
  EXPECT_TRUE(holds(example));
}

TEST(Signature, does_not_mind_in_which_order_its_headers_are_named) {
  auto example = signed_by_header(form());
  auto& authorization = example.field("Authorization");
  std::string const sorted = "content-type;host;x-amz-date";
  ASSERT_NE(authorization.find(sorted), std::string::npos);
  authorization.replace(authorization.find(sorted), sorted.size(), "x-amz-date;Host;content-type");
  EXPECT_TRUE(holds(example));
}

// STS answers SignatureDoesNotMatch to both. [A; aws.md section 4]
TEST(Signature, covers_the_body_whatever_hash_is_claimed) {
  auto unsigned_payload = form();
  unsigned_payload.field("X-Amz-Content-Sha256") = "UNSIGNED-PAYLOAD";
  EXPECT_TRUE(holds(signed_by_header(unsigned_payload)));
  auto const names = "content-type;host;x-amz-content-sha256;x-amz-date";
  auto example = signed_by_header(unsigned_payload);
  auto claimed = canonical_request(example.request(), Authorization::Place::kHeader, names);
  claimed.replace(claimed.rfind('\n') + 1, std::string::npos, "UNSIGNED-PAYLOAD");
  Credential const scope{"AKID", "20260101", "us-east-1", "iam", "aws4_request"};
  auto const key = derive_signing_key(Secret("secret"), scope);
  auto& authorization = example.field("Authorization");
  authorization.replace(authorization.rfind('=') + 1, std::string::npos,
                        signature_of(claimed, "20260101T000000Z", scope, key));
  EXPECT_FALSE(holds(example));
}

TEST(Signature, is_not_cut_short_lengthened_or_upper_case) {
  auto const with = [](auto const& change) {
    auto example = signed_by_header(form());
    change(example.field("Authorization"));
    return holds(std::move(example));
  };
  EXPECT_FALSE(with([](std::string& header) { header.pop_back(); }));
  EXPECT_FALSE(with([](std::string& header) { header.push_back('0'); }));
  EXPECT_FALSE(with([](std::string& header) { header.resize(header.rfind('=') + 1); }));
  EXPECT_FALSE(with([](std::string& header) { header.back() = header.back() == '0' ? '1' : '0'; }));
}

TEST(SigningKey, depends_on_all_but_the_access_key) {
  Credential const scope{"AKID", "20260101", "us-east-1", "iam", "aws4_request"};
  auto const key = derive_signing_key(Secret("secret"), scope).reveal();
  auto const other = [&](auto const& change) {
    auto changed = scope;
    change(changed);
    return derive_signing_key(Secret("secret"), changed).reveal() != key;
  };
  EXPECT_FALSE(other([](Credential& changed) { changed.access_key_id = "other"; }));
  EXPECT_TRUE(other([](Credential& changed) { changed.date = "20260102"; }));
  EXPECT_TRUE(other([](Credential& changed) { changed.region = "eu-west-1"; }));
  EXPECT_TRUE(other([](Credential& changed) { changed.service = "sts"; }));
  EXPECT_NE(derive_signing_key(Secret("Secret"), scope).reveal(), key);
}

TEST(CanonicalPath, is_encoded_once_more_than_it_was_sent) {
  EXPECT_EQ(canonical_path("/a%20b/%E1%88%B4"), "/a%2520b/%25E1%2588%25B4");
  EXPECT_EQ(canonical_path("/a b"), "/a%20b");
  EXPECT_EQ(canonical_path("/a+b"), "/a%2Bb");
}

TEST(CanonicalPath, has_no_dots_and_no_doubled_slashes) {
  for (auto const& [path, canonical] :
       {std::pair{"/", "/"}, std::pair{"", "/"}, std::pair{"//", "/"}, std::pair{"/../..", "/"},
        std::pair{"/a/../b/", "/b/"}, std::pair{"//a//b", "/a/b"}, std::pair{"/a/./b/.", "/a/b"}}) {
    EXPECT_EQ(canonical_path(path), canonical) << path;
  }
}

TEST(CanonicalQuery, is_sorted_by_name_and_value_as_they_are_encoded) {
  EXPECT_EQ(canonical_query("b=2&a=2&B=0&a=1&a-=3"), "B=0&a=1&a=2&a-=3&b=2");
  EXPECT_EQ(canonical_query("%62=%7E&a"), "a=&b=~");
  EXPECT_EQ(canonical_query("a=b=c&d=x+y%2Bz"), "a=b%3Dc&d=x%20y%2Bz");
  EXPECT_EQ(canonical_query("&&a=1&"), "a=1");
  EXPECT_EQ(canonical_query("a=%zz"), "a=%25zz");
}

TEST(CanonicalQuery, has_no_signature_of_its_own) {
  EXPECT_EQ(canonical_query("X-Amz-Signature=ab&X-Amz-Date=d", Authorization::Place::kQuery), "X-Amz-Date=d");
  EXPECT_EQ(canonical_query("X-Amz-Signature=ab&a=1"), "X-Amz-Signature=ab&a=1");
}

RC_GTEST_PROP(SignatureProperty, holds_for_whatever_was_signed, (std::string const& body, std::string const& value)) {
  Example example{.method = "POST", .body = body};
  example.target = "/?v=" + percent_encode(value);
  RC_ASSERT(holds(signed_by_header(example)));
  RC_ASSERT(holds(presigned(example)));
}

}  // namespace
}  // namespace iam::sigv4
