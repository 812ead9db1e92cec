// The whole emulator without a socket: an empty store in memory, a clock that stands still, ids that repeat.
#pragma once

#include "iam/base/text.h"
#include "iam/face/request_journal.h"
#include "iam/gateway/gateway.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway {

using Headers = std::vector<Header>;

inline constexpr Header kForm{"Content-Type", "application/x-www-form-urlencoded"};
inline constexpr std::string_view kGetCallerIdentity = "Action=GetCallerIdentity&Version=2011-06-15";

class Emulator : public testing::Test {
 protected:
  Emulator() { clock_.set(Time(std::chrono::milliseconds(1'772'705'472'000))); }  // 2026-03-05T10:11:12Z

  HttpResponse send(std::string_view method, std::string_view target, Headers const& headers = {},
                    std::string_view body = "") {
    HttpResponse response;
    int replies = 0;
    gateway_->handle(HttpRequest{method, target, headers, body, "127.0.0.1"}, [&](HttpResponse answer) {
      ++replies;
      response = std::move(answer);
    });
    EXPECT_EQ(replies, 1);
    return response;
  }

  HttpResponse post(std::string_view form) { return send("POST", "/", {kForm}, form); }

  service::LastUsed last_used_;
  std::unique_ptr<store::Store> store_ = store::Store::open({});
  EmulatorClock clock_;
  Randomness random_{1};
  IdSource ids_{random_};
  service::Seal seal_{*store_, random_};
  RequestJournal requests_{RequestJournal::kRequestsDefault};
  // Of this emulator, which does not check credentials, or does.
  Environment environment(AuthMode auth_mode, std::string scope_region = "") {
    return {.store = *store_,
            .clock = clock_,
            .randomness = random_,
            .ids = ids_,
            .last_used = last_used_,
            .seal = seal_,
            .default_account = AccountId(123456789012),
            .auth_mode = auth_mode,
            .scope_region = std::move(scope_region),
            .requests = &requests_,
            .description = {.version = "1.2.3", .store = ":memory:", .durability = "normal"},
            .more_metrics = [] { return std::string("more_metrics 1\n"); }};
  }
  std::unique_ptr<Gateway> make(AuthMode auth_mode, std::string scope_region = "") {
    return make_gateway(environment(auth_mode, std::move(scope_region)));
  }

  std::unique_ptr<Gateway> gateway_ = make(AuthMode::kOff);
};

// The answer's only header of that name; "none" when there is none.
inline std::string header(HttpResponse const& response, std::string_view name) {
  std::string found = "none";
  for (auto const& [each, value] : response.headers) {
    if (!equals_ignoring_case(each, name)) continue;
    EXPECT_EQ(found, "none") << name << " is there twice";
    found = value;
  }
  return found;
}

// What stands between <name> and </name>; "none" when there is no such element.
inline std::string element(std::string const& xml, std::string const& name) {
  auto const open = "<" + name + ">";
  auto const begin = xml.find(open);
  if (begin == std::string::npos) return "none";
  return xml.substr(begin + open.size(), xml.find("</" + name + ">") - begin - open.size());
}

}  // namespace iam::gateway
