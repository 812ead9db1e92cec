// The journal as it is written: server-sent events, one for each request that is answered.
// https://html.spec.whatwg.org/multipage/server-sent-events.html
#pragma once

#include "iam/authorization/authorizer.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"
#include "iam/face/request_journal.h"
#include "request_filter.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace iam::gateway {

// Whoever reads too slowly misses requests, and is told how many; requests are never kept waiting.
class RequestStream final : public BodyStream, public RequestJournal::Listener {
 public:
  static constexpr std::size_t kQueuedMax = 1000;
  static constexpr std::size_t kQueuedBytesMax = std::size_t{1024} * 1024;

  RequestStream(Environment const& environment, service::Authorizer const& authorizer, RequestFilter filter)
      : environment_(environment), authorizer_(authorizer), filter_(std::move(filter)) {}

  void hear(RecordedRequest const& recorded) override;

  void start(std::function<void()> wake) override;
  std::string take() override;
  std::string_view heartbeat() const override { return ": still here\n\n"; }

 private:
  Environment const& environment_;
  service::Authorizer const& authorizer_;
  RequestFilter const filter_;

  std::mutex mutex_;
  std::function<void()> wake_;
  std::deque<RecordedRequest> queued_;
  std::size_t queued_bytes_ = 0;
  std::size_t skipped_ = 0;  // since the last of those queued
};

}  // namespace iam::gateway
