// Shift-And (Baeza-Yates and Gonnet, "A new approach to text searching", 1992): a bit for each unit of what is wanted
// says whether everything up to it matches what was just read.

#include "wildcard_search.h"

#include "steps.h"
#include "unit.h"

#include <array>
#include <cstdint>
#include <vector>

namespace iam::policy {
namespace {

constexpr std::size_t kUnitBytesMax = 3;
constexpr std::size_t kWordBits = 64;
// Up to here a match is tried at every place: what is read twice is little, and nothing has to be prepared.
constexpr std::size_t kShort = 64;

std::vector<std::string_view> units_of(std::string_view wanted, char any_unit) {
  std::vector<std::string_view> units;
  units.reserve(wanted.size());
  for (std::size_t at = 0; at < wanted.size();) {
    std::size_t const length = wanted[at] == any_unit ? 1 : unit_length(wanted, at);
    units.push_back(wanted.substr(at, length));
    at += length;
  }
  return units;
}

// For each place in a unit and each byte: a bit for each wanted unit that may have that byte there.
class Masks {
 public:
  using Rows = std::array<std::uint64_t const*, kUnitBytesMax>;

  Masks(std::vector<std::string_view> const& units, char any_unit)
      : words_((units.size() + kWordBits - 1) / kWordBits), any_(words_), bits_(kUnitBytesMax * kBytes * words_) {
    for (std::size_t i = 0; i < units.size(); ++i) {
      std::uint64_t const bit = 1ULL << (i % kWordBits);
      std::size_t const word = i / kWordBits;
      bool const is_any = units[i].size() == 1 && units[i].front() == any_unit;
      if (is_any) any_[word] |= bit;
      for (std::size_t place = 0; place < kUnitBytesMax && !is_any; ++place) {
        bits_[begin_of(units[i], place) + word] |= bit;
      }
    }
  }

  std::size_t words() const { return words_; }
  std::size_t bytes() const { return bits_.size() * sizeof(std::uint64_t); }

  Rows rows_of(std::string_view unit) const {
    Rows rows{};
    for (std::size_t place = 0; place < kUnitBytesMax; ++place) rows[place] = &bits_[begin_of(unit, place)];
    return rows;
  }

  // Which of the 64 wanted units of this word may be the unit whose rows these are.
  std::uint64_t allowed(Rows const& rows, std::size_t word) const {
    return any_[word] | (rows[0][word] & rows[1][word] & rows[2][word]);
  }

 private:
  // A byte, or one more for a unit that is shorter.
  static constexpr std::size_t kBytes = 257;

  std::size_t begin_of(std::string_view unit, std::size_t place) const {
    std::size_t const byte = place < unit.size() ? static_cast<unsigned char>(unit[place]) : kBytes - 1;
    return (place * kBytes + byte) * words_;
  }

  std::size_t words_;
  std::vector<std::uint64_t> any_;
  std::vector<std::uint64_t> bits_;
};

std::size_t find_long(std::string_view wanted, std::string_view text, std::size_t from, char any_unit) {
  auto const units = units_of(wanted, any_unit);
  // Every unit of what is wanted takes one of the text.
  if (text.size() - from < units.size()) return std::string_view::npos;
  Masks const masks(units, any_unit);
  steps += masks.bytes() / 8;
  std::vector<std::uint64_t> matched(masks.words());
  std::uint64_t const last = 1ULL << ((units.size() - 1) % kWordBits);
  for (std::size_t at = from; at < text.size();) {
    auto const unit = text.substr(at, unit_length(text, at));
    at += unit.size();
    auto const rows = masks.rows_of(unit);
    steps += masks.words();
    std::uint64_t carried = 1;
    for (std::size_t index = 0; index < matched.size(); ++index) {
      std::uint64_t const next = matched[index] >> (kWordBits - 1);
      matched[index] = ((matched[index] << 1) | carried) & masks.allowed(rows, index);
      carried = next;
    }
    if ((matched.back() & last) != 0) return at;
  }
  return std::string_view::npos;
}

std::size_t end_of_match_at(std::string_view wanted, std::string_view text, std::size_t at, char any_unit) {
  for (char const c : wanted) {
    if (at >= text.size()) return std::string_view::npos;
    if (c == any_unit) {
      at += unit_length(text, at);
    } else if (c == text[at]) {
      ++at;
    } else {
      return std::string_view::npos;
    }
  }
  return at;
}

std::size_t find_short(std::string_view wanted, std::string_view text, std::size_t from, char any_unit) {
  for (std::size_t at = from; at < text.size(); at += unit_length(text, at)) {
    steps += wanted.size();
    auto const end = end_of_match_at(wanted, text, at, any_unit);
    if (end != std::string_view::npos) return end;
  }
  return std::string_view::npos;
}

}  // namespace

std::size_t find_end(std::string_view wanted, std::string_view text, std::size_t from, char any_unit) {
  return wanted.size() <= kShort ? find_short(wanted, text, from, any_unit) : find_long(wanted, text, from, any_unit);
}

}  // namespace iam::policy
