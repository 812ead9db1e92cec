// Answers to reads, kept for as long as the state of the store that they were made of.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace iam::gateway {

// The body of an answer, without the id of the request that it was made for.
struct KnownAnswer {
  std::string question;
  std::string before_id;
  std::string after_id;

  std::string with(std::string_view request_id) const;
};

// Thread-safe. Any write to the store empties it, so that nobody has to tell it what changed. Each thread knows its own
// answers, so that none waits for another. Bounded in bytes: a part that is full begins anew.
class KnownAnswers {
 public:
  explicit KnownAnswers(std::size_t bytes_max = std::size_t{32} * 1024 * 1024) : part_bytes_max_(bytes_max / kParts) {}

  // The answer to `question` in the state `version`; null when it is not known.
  std::shared_ptr<KnownAnswer const> find(std::uint64_t version, std::string_view question);

  // REQUIRES: `body` is the answer to `question` in the state `version`, and tells `request_id` after everything else.
  void put(std::uint64_t version, std::string question, std::string_view body, std::string_view request_id);

 private:
  struct Part {
    std::mutex mutex;           // when there are more threads than parts, some share one
    std::uint64_t version = 0;  // of the state that all its answers are of
    std::size_t bytes = 0;
    std::unordered_map<std::size_t, std::shared_ptr<KnownAnswer const>> answers;  // by the hash of the question

    void empty();
  };

  static constexpr std::size_t kParts = 8;

  Part& own_part();

  std::size_t part_bytes_max_;
  std::array<Part, kParts> parts_;
};

}  // namespace iam::gateway
