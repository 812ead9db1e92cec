#include "iam/face/exchange.h"

#include "iam/base/encoding.h"
#include "iam/base/log.h"

#include <boost/json.hpp>

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

bool Exchange::wants_parameters() const { return environment.requests != nullptr || log::enabled(log::Level::kDebug); }

void Exchange::sent_by(service::Caller const& caller) {
  account = caller.account;
  caller_arn = caller.arn;
}

void Exchange::write_log(int status, std::string_view code, std::string_view sentence,
                         std::chrono::microseconds duration) const {
  if (!log::enabled(log::Level::kInfo)) return;
  log::info("{} {} by {}: {} {} in {} us{}{}{}{}", request_id, operation, caller_arn, status,
            code.empty() ? "OK" : code, duration.count(), sentence.empty() ? "" : ": ", sentence,
            fault == nullptr ? "" : "; fault: ", fault == nullptr ? "" : fault->told);
  if (!log::enabled(log::Level::kDebug)) return;
  auto const told = readable_parameters(parameters.form, parameters.text, known_operation());
  log::debug("{} {} parameters: {}{}", request_id, operation, boost::json::serialize(told),
             parameters.is_cut ? " and longer ones" : "");
}

void Exchange::finish(HttpResponse answer, Error const* error, std::string_view decision) const {
  using std::chrono::duration_cast, std::chrono::microseconds, std::chrono::steady_clock;
  auto const ended = steady_clock::now();
  auto const duration = duration_cast<microseconds>(ended - started);
  metrics.record(subject, answer.status, duration);
  std::string_view code;
  std::string sentence;
  if (error != nullptr) {
    code = error->code;
    sentence = without_secrets(error->message.value_or(""), parameters.taken_out);
  }
  write_log(answer.status, code, sentence, duration);
  if (environment.requests != nullptr) {
    environment.requests->record({.account = account,
                                  .at = environment.clock.now(),
                                  .ended = ended,
                                  .duration = duration,
                                  .status = answer.status,
                                  .source = source,
                                  .service = service,
                                  .operation = known_operation(),
                                  .request_id = request_id,
                                  .caller = caller_arn,
                                  .parameters = parameters,
                                  .code = code,
                                  .sentence = sentence,
                                  .decision = decision,
                                  .fault = fault == nullptr ? std::string_view() : fault->told,
                                  .notes = notes});
  }
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
