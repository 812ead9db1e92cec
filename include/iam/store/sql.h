// The texts of statements.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace iam::store {

// A piece of a statement's text that several statements share, such as the columns that one function reads.
template <std::size_t size>
struct Literal {
  consteval Literal(char const (&literal)[size]) { std::ranges::copy(literal, text); }

  char text[size];
};

// The text of a statement. Only a literal converts to it: the text lives as long as the program, so its address can
// be the key of the statement cache, and no value from outside can ever be part of it.
class Sql {
 public:
  template <std::size_t size>
  consteval Sql(char const (&literal)[size]) : text_(literal, size - 1) {}

  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

template <std::size_t... sizes>
consteval auto concatenated(Literal<sizes> const&... parts) {
  constexpr std::size_t kSize = (sizes + ...) - sizeof...(sizes) + 1;  // one NUL is enough
  char text[kSize] = {};
  char* end = text;
  ((end = std::copy_n(parts.text, sizes - 1, end)), ...);
  return Literal<kSize>(text);
}

template <Literal... parts>
inline constexpr auto kConcatenated = concatenated(parts...);

// The pieces as one text, put together by the compiler: `kJoined<kSelect, " WHERE id = ?">`.
template <Literal... parts>
inline constexpr Sql kJoined = kConcatenated<parts...>.text;

}  // namespace iam::store
