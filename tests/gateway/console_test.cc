// How the files of the console are served: docs/console.md. Every file that there is is walked.
#include "iam/console/files.h"

#include "emulator.h"
#include "iam/formats/deflate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace iam::gateway {
namespace {

using testing::StartsWith;

class Console : public Emulator {
 protected:
  HttpResponse get(console::File const& file, Headers const& headers = {}) {
    return send("GET", "/_iam/console/" + std::string(file.path), headers);
  }
};

// A browser runs no script whose type is not a script's, since it is told not to guess.
TEST_F(Console, every_file_is_served_with_a_type_of_its_own) {
  for (auto const& file : console::files()) {
    auto const response = get(file);
    EXPECT_EQ(response.status, 200) << file.path;
    EXPECT_EQ(response.body, contents(file)) << file.path;
    EXPECT_NE(header(response, "Content-Type"), "application/octet-stream") << file.path;
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff") << file.path;
    EXPECT_THAT(header(response, "Content-Security-Policy"), StartsWith("default-src 'self';")) << file.path;
    if (file.path.ends_with(".js")) {
      EXPECT_THAT(header(response, "Content-Type"), StartsWith("text/javascript"));
    }
  }
}

// https://datatracker.ietf.org/doc/html/rfc8246
TEST_F(Console, a_file_whose_name_has_a_hash_is_kept_for_good_and_any_other_is_asked_for_again) {
  for (auto const& file : console::files()) {
    auto const keeps = header(get(file), "Cache-Control");
    EXPECT_EQ(keeps, file.path.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache")
        << file.path;
  }
}

// RFC 9110, 15.4.5: what the answer would have said of caches is said again.
TEST_F(Console, what_a_browser_has_is_not_sent_again) {
  for (auto const& file : console::files()) {
    auto const tag = header(get(file), "ETag");
    for (auto const& shown : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
      auto const response = get(file, {{"If-None-Match", shown}});
      EXPECT_EQ(response.status, 304) << file.path << shown;
      EXPECT_EQ(response.body, "");
      EXPECT_EQ(header(response, "ETag"), tag);
      EXPECT_NE(header(response, "Cache-Control"), "none");
    }
    for (auto const& shown : {std::string("\"other\""), tag.substr(1), std::string()}) {
      EXPECT_EQ(get(file, {{"If-None-Match", shown}}).status, 200) << file.path << shown;
    }
  }
}

TEST_F(Console, every_text_is_compressed_for_whom_can_read_that) {
  constexpr std::size_t kGzipHeader = 10;  // RFC 1952, 2.3
  constexpr Header kTakesGzip{"Accept-Encoding", "br, gzip, deflate"};
  for (auto const& file : console::files()) {
    auto const response = get(file, {kTakesGzip});
    if (header(response, "Content-Encoding") == "none") {
      EXPECT_THAT(header(response, "Content-Type"), testing::AnyOf(StartsWith("image/"), StartsWith("font/")));
      continue;
    }
    EXPECT_EQ(header(response, "Content-Encoding"), "gzip");
    EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
    EXPECT_THAT(response.body, StartsWith("\x1f\x8b"));
    EXPECT_EQ(formats::inflated(response.body.substr(kGzipHeader), file.place.size + 1), contents(file)) << file.path;
    // Strong tags tell bytes, not meanings, from each other.
    auto const tag = header(response, "ETag");
    EXPECT_NE(tag, header(get(file), "ETag"));
    EXPECT_EQ(get(file, {kTakesGzip, {"If-None-Match", tag}}).status, 304);
    EXPECT_EQ(get(file, {{"If-None-Match", tag}}).status, 200);
  }
}

// RFC 9110, 12.4.2.
TEST_F(Console, nothing_is_compressed_for_whom_does_not_want_it) {
  for (auto const* encodings : {"", "identity", "br", "gzip;q=0", "gzip; q=0.000, br", "xgzip"}) {
    EXPECT_EQ(header(send("GET", "/_iam/console/", {{"Accept-Encoding", encodings}}), "Content-Encoding"), "none")
        << encodings;
  }
  for (auto const* encodings : {"gzip", "GZIP;q=0.5", "br, gzip ;q=1.0", "gzip;q=0.001"}) {
    EXPECT_EQ(header(send("GET", "/_iam/console/", {{"Accept-Encoding", encodings}}), "Content-Encoding"), "gzip")
        << encodings;
  }
}

// What a visitor of every page would load, as browsers get it.
TEST_F(Console, all_of_it_is_at_most_170_kB) {
  constexpr std::size_t kBytesMax = 170'000;
  std::size_t bytes = 0;
  for (auto const& file : console::files()) bytes += gzipped(file).size();
  EXPECT_LE(bytes, kBytesMax);
}

TEST_F(Console, everything_that_its_page_names_is_there) {
  auto const page = send("GET", "/_iam/console/").body;
  constexpr std::string_view kAssets = "\"/_iam/console/";
  for (auto at = page.find(kAssets); at != std::string::npos; at = page.find(kAssets, at + 1)) {
    auto const path = page.substr(at + kAssets.size(), page.find('"', at + 1) - at - kAssets.size());
    EXPECT_NE(console::file_at(path), nullptr) << path;
  }
}

}  // namespace
}  // namespace iam::gateway
