#include "known_answers.h"

#include <atomic>
#include <functional>
#include <utility>

namespace iam::gateway {
namespace {

// What an answer takes beside its text, about.
constexpr std::size_t kAnswerBytes = 256;

std::size_t hash_of(std::string_view question) { return std::hash<std::string_view>()(question); }

std::size_t bytes_of(KnownAnswer const& answer) {
  return kAnswerBytes + answer.question.size() + answer.before_id.size() + answer.after_id.size();
}

// Threads are numbered in the order in which they first come here.
std::size_t thread_number() {
  static std::atomic<std::size_t> threads = 0;
  thread_local auto number = threads++;
  return number;
}

}  // namespace

std::string KnownAnswer::with(std::string_view request_id) const {
  std::string body;
  body.reserve(before_id.size() + request_id.size() + after_id.size());
  return body.append(before_id).append(request_id).append(after_id);
}

std::shared_ptr<KnownAnswer const> KnownAnswers::find(std::uint64_t version, std::string_view question) {
  auto& part = own_part();
  std::lock_guard const lock(part.mutex);
  if (version != part.version) return nullptr;
  auto const known = part.answers.find(hash_of(question));
  if (known == part.answers.end() || known->second->question != question) return nullptr;
  return known->second;
}

void KnownAnswers::put(std::uint64_t version, std::string question, std::string_view body,
                       std::string_view request_id) {
  auto const id_at = body.rfind(request_id);
  if (id_at == std::string_view::npos) return;
  auto const hash = hash_of(question);
  auto answer = std::make_shared<KnownAnswer const>(KnownAnswer{std::move(question), std::string(body.substr(0, id_at)),
                                                                std::string(body.substr(id_at + request_id.size()))});
  auto const bytes = bytes_of(*answer);
  if (bytes > part_bytes_max_) return;

  auto& part = own_part();
  std::lock_guard const lock(part.mutex);
  if (version < part.version) return;  // of a state that is past
  if (version > part.version || part.bytes + bytes > part_bytes_max_) part.empty();
  part.version = version;
  auto& place = part.answers[hash];
  if (place != nullptr) part.bytes -= bytes_of(*place);
  part.bytes += bytes;
  place = std::move(answer);
}

KnownAnswers::Part& KnownAnswers::own_part() { return parts_[thread_number() % kParts]; }

void KnownAnswers::Part::empty() {
  answers.clear();
  bytes = 0;
}

}  // namespace iam::gateway
