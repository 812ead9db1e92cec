// Shapes as XML, laid out as AWS lays it out: two blanks for each level, a line for each element, `<Tags/>` for
// what is empty.
//
// Written directly rather than through a pugixml document: see tests/benchmarks for what the document costs.
#pragma once

#include "iam/api/emit.h"

#include <string>
#include <string_view>

namespace iam::wire {

class XmlWriter final : public api::ShapeWriter {
 public:
  // Appends to `out`, which outlives the writer.
  explicit XmlWriter(std::string& out) : out_(out) {}

  void open(std::string_view name);
  void open(std::string_view name, std::string_view xml_namespace);
  void close(std::string_view name);
  void leaf(std::string_view name, std::string_view text);

  void text(api::Member const& member, std::string_view text) override;
  void integer(api::Member const& member, std::int64_t number) override;
  void boolean(api::Member const& member, bool flag) override;
  void timestamp(api::Member const& member, Time time) override;
  void absent(api::Member const&) override {}
  void begin_structure(api::Member const& member) override { open(member.name); }
  void end_structure(api::Member const& member) override { close(member.name); }
  void begin_list(api::Member const& member, std::size_t) override { open(member.name); }
  void end_list(api::Member const& member, std::size_t) override { close(member.name); }
  void begin_map(api::Member const& member, std::size_t) override { open(member.name); }
  void map_key(std::string_view key) override;
  void map_value_done() override { close("entry"); }
  void end_map(api::Member const& member, std::size_t) override { close(member.name); }

 private:
  void start_line();

  std::string& out_;
  int depth_ = 0;
  bool tag_is_open_ = false;  // "<Tags" is written, its ">" or "/>" is not
};

}  // namespace iam::wire
