#include "request_stream.h"

#include "request_json.h"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

// Taken at a time: other connections of the thread wait meanwhile.
constexpr std::size_t kTakenMax = 32;

std::string event(std::string_view name, boost::json::value const& data) {
  return std::string("event: ").append(name).append("\ndata: ").append(boost::json::serialize(data)).append("\n\n");
}

}  // namespace

void RequestStream::hear(RecordedRequest const& recorded) {
  if (!filter_.matches(recorded)) return;
  std::function<void()> wake;
  {
    std::lock_guard const lock(mutex_);
    bool const was_silent = queued_.empty() && skipped_ == 0;
    if (skipped_ > 0 || queued_.size() >= kQueuedMax || queued_bytes_ >= kQueuedBytesMax) {
      ++skipped_;
    } else {
      queued_.push_back(recorded);
      queued_bytes_ += sizeof(RecordedRequest) + recorded.bytes();
    }
    if (was_silent) wake = wake_;
  }
  if (wake) wake();
}

void RequestStream::start(std::function<void()> wake) {
  std::lock_guard const lock(mutex_);
  wake_ = std::move(wake);
}

std::string RequestStream::take() {
  std::vector<RecordedRequest> taken;
  std::size_t skipped = 0;
  {
    std::lock_guard const lock(mutex_);
    while (!queued_.empty() && taken.size() < kTakenMax) {
      queued_bytes_ -= sizeof(RecordedRequest) + queued_.front().bytes();
      taken.push_back(std::move(queued_.front()));
      queued_.pop_front();
    }
    if (queued_.empty()) {
      skipped = std::exchange(skipped_, 0);
    } else {
      wake_();
    }
  }
  std::string bytes;
  for (auto& request : requests_json(environment_, authorizer_, taken)) bytes += event("request", request);
  if (skipped > 0) bytes += event("skipped", boost::json::object{{"skipped", skipped}});
  return bytes;
}

}  // namespace iam::gateway
