// The savepoints that a server has, in the order they were made.
#pragma once

#include "iam/base/account.h"
#include "iam/base/randomness.h"
#include "iam/base/time.h"
#include "iam/call/code_attempts.h"
#include "iam/store/image.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace iam::gateway {

// A moment to go back to, of all accounts or of one.
struct Savepoint {
  std::string name;
  std::optional<AccountId> account;
  Time made_at;
  store::Image image;
  service::CodeAttempts::Tried codes_tried;
  Randomness::Places randomness;
};

using SavepointPtr = std::shared_ptr<Savepoint const>;

// Thread-safe. A name is given once for each account, and once for all of them together.
class SavepointList {
 public:
  static constexpr std::size_t kSavepointsMax = 1000;
  static constexpr std::size_t kBytesMax = std::size_t{256} * 1024 * 1024;

  // By its place in the order.
  using Numbered = std::map<std::uint64_t, SavepointPtr>;

  // Why there cannot be one of that name, whatever it holds; nothing: there can.
  std::optional<std::string> obstacle(std::string_view name, std::optional<AccountId> account) const;

  // Answers its number; nothing: with it they would take too much memory.
  std::optional<std::uint64_t> add(SavepointPtr savepoint);

  std::vector<SavepointPtr> all() const;

  // Those of that name: of the account, or, where none is given, of whichever.
  Numbered find(std::string_view name, std::optional<AccountId> account) const;

  // The name that was meant by one that is not there.
  std::optional<std::string> nearest_name(std::string_view name) const;

  // Removes those that were made after `number` within what that one is of, and answers them.
  Numbered end_after(std::uint64_t number);
  // As if end_after() had not removed them.
  void put_back(Numbered const& ended);

  void remove(std::uint64_t number);

  // Removes those of the account, or all.
  void clear(std::optional<AccountId> account);

 private:
  mutable std::mutex mutex_;
  std::uint64_t last_ = 0;
  Numbered savepoints_;
};

}  // namespace iam::gateway
