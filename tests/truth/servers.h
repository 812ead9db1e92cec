// Three servers over one store, without a socket: one believes everybody and sets scenes up, one tells what policies
// would decide, one does what they decide.
#pragma once

#include "iam/gateway/gateway.h"

#include <boost/json.hpp>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::truth {

inline constexpr std::string_view kHome = "111122223333";
inline constexpr std::string_view kOther = "444455556666";
inline constexpr std::string_view kManager = "999988887777";

struct Key {
  std::string id;
  std::string secret;
  std::string token = {};
};

// Whoever the account belongs to.
inline Key root_of(std::string_view account) { return {std::string(account), "test"}; }

using Form = std::vector<std::pair<std::string, std::string>>;

// What is sent to a face, signed as that face wants it.
struct Message {
  enum class Face { kIam, kSts, kHuawei, kAlexa };
  Face face = Face::kIam;
  Form form = {};           // of AWS's faces: Action first
  std::string method = {};  // of Huawei's
  std::string path = {};    // of Huawei's; of Alexa's the operation
  std::string body = {};    // of both
};

std::string described(Message const& message);

class Servers {
 public:
  enum Which { kTrusting, kSoft, kEnforcing };

  Servers();
  ~Servers();

  gateway::HttpResponse send(Which which, Key const& key, Message const& message);
  gateway::HttpResponse operate(Which which, std::string_view method, std::string_view target, std::string_view body);

  // As if they had just begun: making them anew takes most of the time that a question does.
  void reset();

  Time now() const { return clock_.now(); }

 private:
  gateway::HttpResponse answer(Which which, gateway::HttpRequest const& request);

  service::LastUsed last_used_;
  std::unique_ptr<store::Store> store_;
  EmulatorClock clock_;
  Randomness random_;
  IdSource ids_;
  service::Seal seal_;
  std::array<std::unique_ptr<gateway::Gateway>, 3> gateways_;
};

// The answer's header of that name; empty when there is none.
std::string header(gateway::HttpResponse const& response, std::string_view name);

// What stands between <name> and </name>; empty when there is no such element.
std::string element(std::string const& xml, std::string_view name);

// Throws what was wrong with a question or scene, which is a fault of the test.
[[noreturn]] void misuse(std::string const& what);

}  // namespace iam::truth
