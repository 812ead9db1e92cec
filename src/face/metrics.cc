#include "iam/face/metrics.h"

#include <fmt/format.h>

#include <iterator>

namespace iam::gateway {
namespace {

constexpr std::string_view kOutcomeNames[] = {"success", "client_error", "server_error"};
constexpr std::string_view kFaceNames[] = {"alexa", "huawei", "toolbox"};

// Its place in kOutcomeNames.
std::size_t outcome_of(int status) { return status < 400 ? 0 : status < 500 ? 1 : 2; }

std::string_view service_name(service::Service service) { return service == service::Service::kIam ? "iam" : "sts"; }

}  // namespace

Metrics::Metrics() {
  for (auto const* operation : service::operations()) by_operation_.try_emplace(operation);
}

void Metrics::record(Subject const& subject, int status, std::chrono::microseconds duration) {
  auto const outcome = outcome_of(status);
  if (auto const* operation = std::get_if<service::Operation const*>(&subject)) {
    auto& counters = by_operation_.at(*operation);
    counters.calls[outcome].fetch_add(1, std::memory_order_relaxed);
    counters.microseconds.fetch_add(static_cast<std::uint64_t>(duration.count()), std::memory_order_relaxed);
  } else if (auto const* face = std::get_if<Face>(&subject)) {
    by_face_[static_cast<std::size_t>(*face)][outcome].fetch_add(1, std::memory_order_relaxed);
  } else {
    unrouted_.fetch_add(1, std::memory_order_relaxed);
  }
}

std::string Metrics::to_prometheus() const {
  std::string calls =
      "# HELP iamlocal_requests_total Requests by operation and outcome.\n"
      "# TYPE iamlocal_requests_total counter\n";
  std::string seconds =
      "# HELP iamlocal_request_seconds_total Time spent on requests by operation.\n"
      "# TYPE iamlocal_request_seconds_total counter\n";
  for (auto const* operation : service::operations()) {
    auto const& counters = by_operation_.at(operation);
    auto const labels = fmt::format("service=\"{}\",action=\"{}\"", service_name(operation->service), operation->name);
    std::uint64_t total = 0;
    for (std::size_t outcome = 0; outcome < kOutcomes; ++outcome) {
      auto const count = counters.calls[outcome].load(std::memory_order_relaxed);
      total += count;
      if (count == 0) continue;
      fmt::format_to(std::back_inserter(calls), "iamlocal_requests_total{{{},outcome=\"{}\"}} {}\n", labels,
                     kOutcomeNames[outcome], count);
    }
    // Operations never called would be 190 lines of zeros.
    if (total == 0) continue;
    auto const microseconds = counters.microseconds.load(std::memory_order_relaxed);
    fmt::format_to(std::back_inserter(seconds), "iamlocal_request_seconds_total{{{}}} {:.6f}\n", labels,
                   static_cast<double>(microseconds) / 1e6);
  }
  std::string faces =
      "# HELP iamlocal_face_requests_total Requests to the faces of other systems by outcome.\n"
      "# TYPE iamlocal_face_requests_total counter\n";
  for (std::size_t face = 0; face < kFaces; ++face) {
    for (std::size_t outcome = 0; outcome < kOutcomes; ++outcome) {
      fmt::format_to(std::back_inserter(faces), "iamlocal_face_requests_total{{face=\"{}\",outcome=\"{}\"}} {}\n",
                     kFaceNames[face], kOutcomeNames[outcome], by_face_[face][outcome].load(std::memory_order_relaxed));
    }
  }
  return calls + seconds + faces +
         fmt::format(
             "# HELP iamlocal_requests_unrouted_total Requests that named no operation.\n"
             "# TYPE iamlocal_requests_unrouted_total counter\n"
             "iamlocal_requests_unrouted_total {}\n",
             unrouted_.load(std::memory_order_relaxed));
}

void Metrics::reset() {
  for (auto& [operation, counters] : by_operation_) {
    for (auto& calls : counters.calls) calls.store(0, std::memory_order_relaxed);
    counters.microseconds.store(0, std::memory_order_relaxed);
  }
  for (auto& by_outcome : by_face_) {
    for (auto& calls : by_outcome) calls.store(0, std::memory_order_relaxed);
  }
  unrouted_.store(0, std::memory_order_relaxed);
}

}  // namespace iam::gateway
