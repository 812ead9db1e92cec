#include "cloudformation/physical_name.h"

#include "iam/base/hash.h"
#include "iam/base/ids.h"

#include <fmt/format.h>

#include <cstdint>
#include <span>
#include <utility>

namespace iam::state::cloudformation {
namespace {

constexpr std::size_t kDrawnLength = 12;

std::string_view alphabet(Letters letters) {
  switch (letters) {
    case Letters::kMixed:
      return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    case Letters::kLower:
      return "abcdefghijklmnopqrstuvwxyz0123456789";
    case Letters::kHexadecimal:
      return "0123456789abcdef";
    case Letters::kUpper:
      return "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  }
  return {};
}

// What ids are made of, the same for the same text.
class DrawnFrom final : public RandomSource {
 public:
  explicit DrawnFrom(std::string text) : text_(std::move(text)) {}

  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes) {
      if (at_ == block_.size()) {
        block_ = sha256(block_ + text_);
        at_ = 0;
      }
      byte = static_cast<std::uint8_t>(block_[at_++]);
    }
  }

 private:
  std::string text_;
  std::string block_ = {};
  std::size_t at_ = 0;
};

// What tells resources of stacks apart.
std::string identity(Stack const& stack, std::string_view logical_id, std::string_view purpose) {
  return fmt::format("{}\n{}\n{}\n{}\n{}", stack.account.text(), stack.region, stack.name, logical_id, purpose);
}

}  // namespace

std::string drawn_letters(Stack const& stack, std::string_view logical_id, std::string_view purpose, Letters letters,
                          std::size_t count) {
  auto const from = alphabet(letters);
  DrawnFrom source(identity(stack, logical_id, purpose));
  std::string bytes(count, '\0');
  source.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  for (char& byte : bytes) byte = from[static_cast<unsigned char>(byte) % from.size()];
  return bytes;
}

std::string physical_name(Stack const& stack, std::string_view logical_id, std::size_t length_max) {
  auto const drawn = drawn_letters(stack, logical_id, "name", Letters::kMixed, kDrawnLength);
  auto const room = length_max - kDrawnLength - 2;  // for two hyphens
  std::string_view name = stack.name;
  if (name.size() + logical_id.size() > room) {
    name = name.substr(0, room / 2);
    logical_id = logical_id.substr(0, room - name.size());
  }
  return fmt::format("{}-{}-{}", name, logical_id, drawn);
}

std::string unique_id(Stack const& stack, std::string_view logical_id, std::string_view prefix) {
  bool const is_key = prefix == id_prefix::kAccessKey;
  DrawnFrom source(identity(stack, logical_id, is_key ? "access key" : "id"));
  return IdSource(source).unique_id(prefix, stack.account, is_key ? kAccessKeyIdLength : kUniqueIdLength);
}

}  // namespace iam::state::cloudformation
