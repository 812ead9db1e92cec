#include "iam/face/exchange.h"

#include "iam/base/encoding.h"
#include "iam/base/log.h"

#include <utility>

namespace iam::gateway {
namespace {

constexpr std::string_view kDecisionHeader = "x-iamlocal-decision";
constexpr std::string_view kFaultHeader = "x-iamlocal-fault";

// Sentences quote what clients sent. Whatever a header cannot carry is percent-encoded, and so is the percent sign.
std::string header_text(std::string_view sentence) {
  std::string text;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    auto const byte = static_cast<unsigned char>(sentence[i]);
    bool const is_plain = byte >= 0x20 && byte < 0x7f && byte != '%';
    text.append(is_plain ? std::string(1, sentence[i]) : percent_encode(sentence.substr(i, 1)));
  }
  return text;
}

}  // namespace

void Exchange::finish(HttpResponse answer, Error const* error, std::string_view decision) const {
  using std::chrono::duration_cast, std::chrono::microseconds, std::chrono::steady_clock;
  auto const duration = duration_cast<microseconds>(steady_clock::now() - started);
  metrics.record(subject, answer.status, duration);
  log::info("{} {} by {}: {} {} in {} us{}{}", request_id, operation, caller_arn, answer.status,
            error == nullptr ? "OK" : error->code, duration.count(),
            fault == nullptr ? "" : "; fault: ", fault == nullptr ? "" : fault->told);
  bool const is_told = environment.auth_mode == AuthMode::kSoft && !decision.empty();
  if (is_told) answer.headers.emplace_back(kDecisionHeader, header_text(decision));
  if (fault != nullptr) {
    answer.headers.emplace_back(kFaultHeader, header_text(fault->told));
    answer.latency = fault->latency;
    answer.is_lost = fault->is_lost;
  }
  reply(std::move(answer));
}

}  // namespace iam::gateway
