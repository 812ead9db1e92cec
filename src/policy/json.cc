#include "json.h"

#include <rapidjson/reader.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace iam::policy::json {
namespace {

// Nesting costs no stack, a surrogate by itself is refused, and 01.50 stays what it was.
constexpr unsigned kFlags =
    rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;

// A stream of RapidJSON over text that need not end in a zero byte, counting lines and columns as it goes.
class CountingStream {
 public:
  using Ch = char;

  explicit CountingStream(std::string_view text) : text_(text) {}

  Position position() const { return position_; }
  // Just after the bracket the reader stands on.
  Position after_bracket() const { return {position_.line, position_.column + 1}; }

  // The names that RapidJSON calls. NOLINTBEGIN(readability-identifier-naming)
  Ch Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  std::size_t Tell() const { return at_; }
  Ch Take() {
    Ch const taken = Peek();
    if (at_ == text_.size()) return taken;
    ++at_;
    auto const byte = static_cast<unsigned char>(taken);
    bool const ends_line = taken == '\n' || (taken == '\r' && Peek() != '\n');
    if (ends_line) {
      position_ = {position_.line + 1, 1};
    } else if (byte >= 0xF0) {
      position_.column += 2;  // outside the basic plane: two units in UTF-16
    } else if ((byte & 0xC0) != 0x80) {
      position_.column += 1;
    }
    return taken;
  }

  // Only for parsing in place, which we do not.
  Ch* PutBegin() { return nullptr; }
  void Put(Ch) {}
  void Flush() {}
  std::size_t PutEnd(Ch*) { return 0; }
  // NOLINTEND(readability-identifier-naming)

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  Position position_;
};

std::optional<std::string> repeated_name(std::vector<Member> const& members) {
  std::vector<std::string_view> names;
  names.reserve(members.size());
  for (Member const& member : members) names.push_back(member.name);
  std::ranges::sort(names);
  auto const twice = std::ranges::adjacent_find(names);
  if (twice == names.end()) return std::nullopt;
  return std::string(*twice);
}

// Receives the events of the reader. Answering false makes it stop.
class TreeBuilder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, TreeBuilder> {
 public:
  explicit TreeBuilder(CountingStream const& stream) : stream_(stream) {}

  bool Null() { return add_scalar(Kind::kNull, {}); }
  bool Bool(bool truth) { return add_scalar(Kind::kBool, truth ? "true" : "false"); }
  bool RawNumber(char const* text, rapidjson::SizeType length, bool) {
    return add_scalar(Kind::kNumber, {text, length});
  }
  bool String(char const* text, rapidjson::SizeType length, bool) { return add_scalar(Kind::kString, {text, length}); }
  bool Key(char const* text, rapidjson::SizeType length, bool) {
    name_.assign(text, length);
    return true;
  }
  bool StartObject() { return open(Kind::kObject); }
  bool StartArray() { return open(Kind::kList); }
  bool EndArray(rapidjson::SizeType) {
    close();
    return true;
  }
  bool EndObject(rapidjson::SizeType) {
    if (auto name = repeated_name(open_.back().value.members)) {
      duplicate_ = ParseError{ParseFault::kDuplicateMember, std::move(*name), open_.back().value.begin};
      return false;
    }
    close();
    return true;
  }

  std::optional<ParseError> take_duplicate() { return std::move(duplicate_); }
  Value take_root() { return std::move(root_); }

 private:
  bool add_scalar(Kind kind, std::string_view text) {
    add({std::move(name_), Value{kind, std::string(text), {}, stream_.position(), stream_.position()}});
    return true;
  }

  bool open(Kind kind) {
    if (open_.size() == kDocumentDepthMax) return false;
    open_.push_back({std::move(name_), Value{kind, {}, {}, stream_.after_bracket(), {}}});
    name_.clear();
    return true;
  }

  void close() {
    Member closed = std::move(open_.back());
    open_.pop_back();
    closed.value.end = stream_.after_bracket();
    add(std::move(closed));
  }

  void add(Member member) {
    name_.clear();
    if (open_.empty()) {
      root_ = std::move(member.value);
    } else {
      open_.back().value.members.push_back(std::move(member));
    }
  }

  CountingStream const& stream_;
  std::vector<Member> open_;
  std::string name_;  // of the member whose value comes next
  Value root_;
  std::optional<ParseError> duplicate_;
};

}  // namespace

tl::expected<Value, ParseError> read(std::string_view text) {
  if (text.size() > kDocumentBytesMax) return tl::unexpected(ParseError{ParseFault::kInvalidJson, {}, {}});
  CountingStream stream(text);
  TreeBuilder builder(stream);
  rapidjson::Reader reader;
  bool const complete = !reader.Parse<kFlags>(stream, builder).IsError();
  if (auto duplicate = builder.take_duplicate()) return tl::unexpected(std::move(*duplicate));
  // The reader takes a zero byte for the end of the text.
  if (!complete || stream.Tell() != text.size()) {
    return tl::unexpected(ParseError{ParseFault::kInvalidJson, {}, stream.position()});
  }
  return builder.take_root();
}

}  // namespace iam::policy::json
