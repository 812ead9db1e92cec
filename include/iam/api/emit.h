// Presents response structs to a protocol's writer.
#pragma once

#include "iam/api/shape.h"
#include "iam/base/secret.h"
#include "iam/base/time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::api {

// What a protocol must be able to write. Members arrive in the model's order. A list's elements and a map's
// entries arrive between begin and end with kElement (or the entry's key) as their member.
class ShapeWriter {
 public:
  virtual ~ShapeWriter() = default;

  virtual void text(Member const& member, std::string_view text) = 0;
  virtual void integer(Member const& member, std::int64_t number) = 0;
  virtual void boolean(Member const& member, bool flag) = 0;
  virtual void timestamp(Member const& member, Time time) = 0;
  virtual void absent(Member const& member) = 0;

  virtual void begin_structure(Member const& member) = 0;
  virtual void end_structure(Member const& member) = 0;
  virtual void begin_list(Member const& member, std::size_t size) = 0;
  virtual void end_list(Member const& member, std::size_t size) = 0;
  virtual void begin_map(Member const& member, std::size_t size) = 0;
  virtual void map_key(std::string_view key) = 0;  // then one value with the member kMapValue, then map_value_done
  virtual void map_value_done() = 0;
  virtual void end_map(Member const& member, std::size_t size) = 0;
};

inline constexpr Member kElement{"member", "member"};
inline constexpr Member kMapValue{"value", "value"};

std::string to_base64(Blob const& blob);

// A visitor for `describe`: hands each member of one structure to a writer.
class Emitter {
 public:
  explicit Emitter(ShapeWriter& writer) : writer_(writer) {}

  template <class T>
  void operator()(Member const& member, std::optional<T> const& field) {
    if (field.has_value()) {
      (*this)(member, *field);
    } else {
      writer_.absent(member);
    }
  }

  void operator()(Member const& member, std::string const& text) { writer_.text(member, text); }
  void operator()(Member const& member, Secret const& secret) { writer_.text(member, secret.reveal()); }
  void operator()(Member const& member, Blob const& blob) { writer_.text(member, to_base64(blob)); }
  void operator()(Member const& member, std::int32_t number) { writer_.integer(member, number); }
  void operator()(Member const& member, std::int64_t number) { writer_.integer(member, number); }
  void operator()(Member const& member, bool flag) { writer_.boolean(member, flag); }
  void operator()(Member const& member, Time time) { writer_.timestamp(member, time); }

  template <class T>
  void operator()(Member const& member, std::vector<T> const& list) {
    Member element = kElement;
    element.encoding = member.encoding;
    writer_.begin_list(member, list.size());
    for (auto const& item : list) (*this)(element, item);
    writer_.end_list(member, list.size());
  }

  template <class T>
  void operator()(Member const& member, std::map<std::string, T> const& map) {
    writer_.begin_map(member, map.size());
    for (auto const& [key, value] : map) {
      writer_.map_key(key);
      (*this)(kMapValue, value);
      writer_.map_value_done();
    }
    writer_.end_map(member, map.size());
  }

  template <class Shape>
  void operator()(Member const& member, Shape const& shape) {
    writer_.begin_structure(member);
    emit_shape(*this, shape);
    writer_.end_structure(member);
  }

 private:
  ShapeWriter& writer_;
};

}  // namespace iam::api
