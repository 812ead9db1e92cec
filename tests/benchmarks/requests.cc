#include "requests.h"

#include <fmt/format.h>

#include <random>
#include <stdexcept>
#include <utility>

namespace iam::bench {
namespace {

constexpr std::string_view kNamePrefix = "bench-user-";
constexpr std::size_t kNameDigits = 8;
constexpr std::uint64_t kNamesMax = 100'000'000;

// A permutation of the eight-digit numbers, since the factor shares no divisor with 10^8.
std::uint64_t scattered(std::uint64_t number) { return number * 61'803'399 % kNamesMax; }

std::string user_form(std::uint64_t number) {
  return fmt::format("&UserName={}{:0{}}", kNamePrefix, scattered(number), kNameDigits);
}

// One request whose user's number is written over the last one's.
class NumberedRequest {
 public:
  explicit NumberedRequest(std::string_view action) : bytes_(sdk_request(action, user_form(0))) {
    digits_at_ = bytes_.rfind(kNamePrefix) + kNamePrefix.size();
  }

  std::string_view with(std::uint64_t number) {
    if (number >= kNamesMax) throw std::logic_error("more users than names");
    std::uint64_t rest = scattered(number);
    for (auto at = digits_at_ + kNameDigits; at-- > digits_at_; rest /= 10)
      bytes_[at] = static_cast<char>('0' + rest % 10);
    return bytes_;
  }

 private:
  std::string bytes_;
  std::size_t digits_at_;
};

}  // namespace

std::string sdk_request(std::string_view action, std::string_view form) {
  std::string const body = fmt::format("Action={}{}&Version=2010-05-08", action, form);
  return fmt::format(
      "POST / HTTP/1.1\r\n"
      "content-type: application/x-www-form-urlencoded\r\n"
      "host: 127.0.0.1:4566\r\n"
      "user-agent: aws-sdk-js/3.965.0 ua/2.1 os/linux#6.1.0 lang/js md/nodejs#18.20.4 api/iam#3.965.0 m/E,e\r\n"
      "amz-sdk-invocation-id: 1d0c5c0e-6f0c-4bf6-8a7e-0d4f6a1f7c35\r\n"
      "amz-sdk-request: attempt=1; max=3\r\n"
      "x-amz-date: 20260101T000000Z\r\n"
      "x-amz-content-sha256: 4f8f8b9c1c3c1a0e58f1d9bb1f1f0f6c2b9a6c8f8a7b5d4e3c2b1a0918273645\r\n"
      "authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request, "
      "SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;content-length;content-type;host;x-amz-content-sha256;"
      "x-amz-date, Signature=0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0\r\n"
      "content-length: {}\r\n"
      "connection: keep-alive\r\n"
      "\r\n{}",
      body.size(), body);
}

std::string get_user_request(std::uint64_t number) { return sdk_request("GetUser", user_form(number)); }

RequestSource creating_users(std::uint64_t& next) {
  return [&next, request = NumberedRequest("CreateUser")]() mutable { return request.with(next++); };
}

RequestSource getting_users(std::uint64_t count) {
  return [request = NumberedRequest("GetUser"), random = std::minstd_rand(),
          number = std::uniform_int_distribution<std::uint64_t>(0, count - 1)]() mutable {
    return request.with(number(random));
  };
}

RequestSource any_of(std::vector<std::string> requests) {
  std::uniform_int_distribution<std::size_t> any_index(0, requests.size() - 1);
  return [requests = std::move(requests), random = std::minstd_rand(), index = any_index]() mutable {
    return std::string_view(requests[index(random)]);
  };
}

}  // namespace iam::bench
