// Shapes as the JSON that AWS Query services answer with: members in alphabetical order, null for what is absent,
// plain arrays for lists, epoch seconds for timestamps.
#pragma once

#include "iam/api/emit.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::wire {

// `text` as a JSON string, quotes included.
std::string json_string(std::string_view text);

class JsonWriter final : public api::ShapeWriter {
 public:
  JsonWriter() { open('{'); }

  // The object with everything written so far. REQUIRES: every structure, list and map has ended.
  std::string take();

  void text(api::Member const& member, std::string_view text) override;
  void integer(api::Member const& member, std::int64_t number) override;
  void boolean(api::Member const& member, bool flag) override;
  void timestamp(api::Member const& member, Time time) override;
  void absent(api::Member const& member) override;
  void begin_structure(api::Member const&) override { open('{'); }
  void end_structure(api::Member const& member) override { close(member.name); }
  void begin_list(api::Member const&, std::size_t) override { open('['); }
  void end_list(api::Member const& member, std::size_t) override { close(member.name); }
  void begin_map(api::Member const&, std::size_t) override { open('{'); }
  void map_key(std::string_view key) override { map_keys_.emplace_back(key); }
  void map_value_done() override {}
  void end_map(api::Member const& member, std::size_t) override { close(member.name); }

 private:
  // An object or array whose members are still arriving, each already rendered.
  struct Container {
    char bracket;
    std::vector<std::pair<std::string, std::string>> members;
  };

  void open(char bracket) { containers_.push_back({bracket, {}}); }
  void close(std::string_view name);
  void put(std::string_view name, std::string value);

  std::vector<Container> containers_;
  std::vector<std::string> map_keys_;  // of entries whose value has not arrived
};

}  // namespace iam::wire
