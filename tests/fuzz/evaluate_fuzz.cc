// Any policy held against any request. Lines: the policy on one line, action, resource, then `key=value` of the
// context; the first byte chooses what kind of policy it is.
#include "iam/policy/evaluate.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace iam::policy;

constexpr std::size_t kKinds = 8;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string_view take_line(std::string_view& rest) {
  auto const end = rest.find('\n');
  auto const line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

Request request_of(std::string_view rest) {
  Request request;
  request.requester = {.kind = RequesterKind::kRoleSession,
                       .account = iam::AccountId(111122223333),
                       .arn = "arn:aws:sts::111122223333:assumed-role/Worker/job",
                       .principal_arn = "arn:aws:iam::111122223333:role/Worker",
                       .unique_id = "AROAWORKERWORKERWORKE"};
  request.action = take_line(rest);
  request.resource = take_line(rest);
  while (!rest.empty()) {
    auto const line = take_line(rest);
    auto const equals = line.find('=');
    if (equals == std::string_view::npos) {
      request.context.set_list(line, {"a", "b"});
    } else {
      request.context.set(line.substr(0, equals), std::string(line.substr(equals + 1)));
    }
  }
  return request;
}

PolicySets sets_of(std::size_t kind, NamedPolicy const& policy) {
  switch (kind) {
    case 0:
      return {.identity = {policy}};
    case 1:
      return {.identity = {policy}, .boundary = policy};
    case 2:
      return {.identity = {policy}, .session = {{policy}}};
    case 3:
      return {.resource = ResourcePolicy{policy, ResourcePolicyKind::kResource}};
    case 4:
      return {.resource = ResourcePolicy{policy, ResourcePolicyKind::kTrust}};
    case 5:
      return {.identity = {policy}, .service_control = {{policy}}};
    case 6:
      return {.identity = {policy}, .resource_control = {{policy}}};
    default:
      return {.identity = {policy}, .endpoint = PolicyList{policy}};
  }
}

void decide(Request const& request, PolicySets const& sets, Semantics semantics) {
  Explanation explanation;
  Decision const explained = explain(request, sets, explanation, semantics);
  Decision const decided = evaluate(request, sets, semantics);
  require(explained.outcome == decided.outcome && explained.decided_by == decided.decided_by);
  require((decided.outcome == Outcome::kExplicitDeny) == (decided.denier != nullptr));
  require(!decided.allowed() || explanation.missing_context_keys.empty());
  for (MatchedStatement const& matched : explanation.matched) {
    require(&source_of(*matched.policy.compiled).statements[matched.index] == matched.statement);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view rest(reinterpret_cast<char const*>(data), size);
  auto const kind = static_cast<unsigned char>(rest.front()) % kKinds;
  rest.remove_prefix(1);
  auto const compiled = compile(take_line(rest));
  if (!compiled.has_value()) return 0;
  Request const request = request_of(rest);
  PolicySets const sets = sets_of(kind, {"policy", "arn", *compiled});
  decide(request, sets, Semantics::kLive);
  decide(request, sets, Semantics::kSimulator);
  context_keys_of(source_of(**compiled));
  return 0;
}
