#include "requests.h"

#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/sigv4/sign.h"

#include <fmt/format.h>

#include <random>
#include <stdexcept>
#include <utility>

namespace iam::bench {
namespace {

constexpr std::string_view kUserPrefix = "bench-user-";
constexpr std::string_view kRolePrefix = "bench-role-";
constexpr std::size_t kNameDigits = 8;
constexpr std::uint64_t kNamesMax = 100'000'000;

// As a policy travels in a form.
constexpr std::string_view kTrustPolicy =
    "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B"
    "%22Service%22%3A%22ec2.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D";
constexpr std::string_view kInlinePolicy =
    "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A"
    "%22s3%3AGetObject%22%2C%22Resource%22%3A%22arn%3Aaws%3As3%3A%3A%3Abucket%2F%2A%22%7D%5D%7D";
constexpr std::string_view kAttachedPolicy = "arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FReadOnlyAccess";

// A permutation of the eight-digit numbers, since the factor shares no divisor with 10^8.
std::uint64_t scattered(std::uint64_t number) { return number * 61'803'399 % kNamesMax; }

std::string user_form(std::uint64_t number) {
  return fmt::format("&UserName={}{:0{}}", kUserPrefix, scattered(number), kNameDigits);
}

std::string role_form() { return fmt::format("&RoleName={}{:0{}}", kRolePrefix, 0, kNameDigits); }

// One request whose user's or role's number is written over the last one's. Its signature is the first one's.
class NumberedRequest {
 public:
  NumberedRequest(std::string_view action, std::string_view name_prefix, std::string_view form)
      : bytes_(sdk_request(action, form)), digits_at_(bytes_.rfind(name_prefix) + name_prefix.size()) {}

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

std::string sdk_request(std::string_view action, std::string_view form, Time signed_at,
                        Credentials const& credentials) {
  auto const body = fmt::format("Action={}{}&Version=2010-05-08", action, form);
  auto const length = std::to_string(body.size());
  auto const hash = hex_encode(sha256(body));
  std::vector<Header> const covered = {
      {"content-type", "application/x-www-form-urlencoded"},
      {"host", "127.0.0.1:4566"},
      {"amz-sdk-invocation-id", "1d0c5c0e-6f0c-4bf6-8a7e-0d4f6a1f7c35"},
      {"amz-sdk-request", "attempt=1; max=3"},
      {"x-amz-content-sha256", hash},
      {"content-length", length},
  };
  sigv4::Signer const signer{
      .access_key_id = credentials.access_key_id, .secret = Secret(credentials.secret), .session_token = {}};

  std::string request =
      "POST / HTTP/1.1\r\n"
      "user-agent: aws-sdk-js/3.965.0 ua/2.1 os/linux#6.1.0 lang/js md/nodejs#18.20.4 api/iam#3.965.0 m/E,e\r\n"
      "connection: keep-alive\r\n";
  for (auto const& [name, value] : covered) request += fmt::format("{}: {}\r\n", name, value);
  for (auto const& [name, value] : sigv4::sign({"POST", "/", covered, body}, signer, signed_at)) {
    request += fmt::format("{}: {}\r\n", name, value);
  }
  return request + "\r\n" + body;
}

std::string get_user_request(std::uint64_t number) { return sdk_request("GetUser", user_form(number)); }

std::string create_user_request(std::uint64_t number, Time signed_at) {
  return sdk_request("CreateUser", user_form(number), signed_at);
}

std::vector<std::string> authorize_requests(std::uint64_t count) {
  std::vector<std::string> requests;
  for (std::uint64_t number = 0; number < count; ++number) {
    auto const body = fmt::format(R"({{"principal":"arn:aws:iam::123456789012:role/{}{:0{}}","action":"s3:GetObject",)"
                                  R"("resource":"arn:aws:s3:::bucket/key","context":{{"aws:SourceIp":"10.0.0.7"}}}})",
                                  kRolePrefix, scattered(number), kNameDigits);
    requests.push_back(
        fmt::format("POST /_iam/authorize HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    "Content-Length: {}\r\n\r\n{}",
                    body.size(), body));
  }
  return requests;
}

RequestSource creating_users(std::uint64_t& next) {
  return [&next, request = NumberedRequest("CreateUser", kUserPrefix, user_form(0))]() mutable {
    return request.with(next++);
  };
}

RequestSource getting_users(std::uint64_t count) {
  return [request = NumberedRequest("GetUser", kUserPrefix, user_form(0)), random = std::minstd_rand(),
          number = std::uniform_int_distribution<std::uint64_t>(0, count - 1)]() mutable {
    return request.with(number(random));
  };
}

RequestSource making_roles(std::uint64_t& next, std::uint64_t lag) {
  auto const numbered = [](std::string_view action, std::string_view rest) {
    return NumberedRequest(action, kRolePrefix, role_form().append(rest));
  };
  std::vector<NumberedRequest> steps{
      numbered("CreateRole", fmt::format("&AssumeRolePolicyDocument={}", kTrustPolicy)),
      numbered("AttachRolePolicy", fmt::format("&PolicyArn={}", kAttachedPolicy)),
      numbered("PutRolePolicy", fmt::format("&PolicyName=bench&PolicyDocument={}", kInlinePolicy)),
      numbered("GetRole", "")};
  return [&next, lag, steps = std::move(steps), step = std::size_t{0}, role = std::uint64_t{0}]() mutable {
    if (step == 0) role = next++;
    auto const request = steps[step].with(role - step * lag);
    step = (step + 1) % steps.size();
    return request;
  };
}

std::vector<std::string> get_user_requests(std::uint64_t count, Time signed_at, Credentials const& credentials) {
  std::vector<std::string> requests;
  for (std::uint64_t number = 0; number < count; ++number) {
    requests.push_back(sdk_request("GetUser", user_form(number), signed_at, credentials));
  }
  return requests;
}

RequestSource made_anew(RequestSource source) {
  static constexpr std::string_view kPlain = "POST / ";
  return [source = std::move(source), request = std::string()]() mutable {
    request.assign("POST /?benchmark= ").append(source().substr(kPlain.size()));
    return std::string_view(request);
  };
}

RequestSource any_of(std::vector<std::string> requests) {
  std::uniform_int_distribution<std::size_t> any_index(0, requests.size() - 1);
  return [requests = std::move(requests), random = std::minstd_rand(), index = any_index]() mutable {
    return std::string_view(requests[index(random)]);
  };
}

}  // namespace iam::bench
