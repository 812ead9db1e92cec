// What the direct XML writer saves: a GetUser answer and a page of ListUsers with 100 users, written by it and written
// through a pugixml document that is then saved. Both make the same bytes.
#include "iam/api/users.h"
#include "xml_writer.h"

#include <benchmark/benchmark.h>
#include <pugixml.hpp>

#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace iam;

// Appends to the string that is the answer.
class StringSink final : public pugi::xml_writer {
 public:
  explicit StringSink(std::string& out) : out_(out) {}
  void write(void const* data, std::size_t size) override { out_.append(static_cast<char const*>(data), size); }

 private:
  std::string& out_;
};

// The same shapes into a document.
class DocumentWriter final : public api::ShapeWriter {
 public:
  explicit DocumentWriter(pugi::xml_node root) { path_.push_back(root); }

  void text(api::Member const& member, std::string_view text) override { leaf(member.name, std::string(text)); }
  void integer(api::Member const& member, std::int64_t number) override { leaf(member.name, std::to_string(number)); }
  void boolean(api::Member const& member, bool flag) override { leaf(member.name, flag ? "true" : "false"); }
  void timestamp(api::Member const& member, Time time) override { leaf(member.name, to_iso8601(time)); }
  void absent(api::Member const&) override {}
  void begin_structure(api::Member const& member) override { open(member.name); }
  void end_structure(api::Member const&) override { path_.pop_back(); }
  void begin_list(api::Member const& member, std::size_t) override { open(member.name); }
  void end_list(api::Member const&, std::size_t) override { path_.pop_back(); }
  void begin_map(api::Member const& member, std::size_t) override { open(member.name); }
  void map_key(std::string_view key) override {
    open("entry");
    leaf("key", std::string(key));
  }
  void map_value_done() override { path_.pop_back(); }
  void end_map(api::Member const&, std::size_t) override { path_.pop_back(); }

 private:
  // The names are literals and so end in a zero.
  void open(std::string_view name) { path_.push_back(path_.back().append_child(name.data())); }
  void leaf(std::string_view name, std::string const& text) {
    path_.back().append_child(name.data()).append_child(pugi::node_pcdata).set_value(text.c_str());
  }

  std::vector<pugi::xml_node> path_;
};

api::User user(int number) {
  auto const name = "user-" + std::to_string(number);
  return {.path = "/division/team/",
          .user_name = name,
          .user_id = "AIDAQNZGKIQY56JQ7WMLX",
          .arn = "arn:aws:iam::123456789012:user/division/team/" + name,
          .create_date = Time(std::chrono::milliseconds(1'772'705'472'000))};
}

api::GetUserResponse one_user() { return {.user = user(1)}; }

api::ListUsersResponse page_of_users() {
  api::ListUsersResponse page{.is_truncated = true, .marker = "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
  for (int i = 0; i < 100; ++i) page.users.push_back(user(i));
  return page;
}

template <class Response>
std::string written_directly(Response const& response) {
  std::string out;
  wire::XmlWriter writer(out);
  writer.open("Result");
  api::Emitter emitter(writer);
  emit_shape(emitter, response);
  writer.close("Result");
  return out;
}

template <class Response>
std::string written_through_a_document(Response const& response) {
  pugi::xml_document document;
  DocumentWriter writer(document.append_child("Result"));
  api::Emitter emitter(writer);
  emit_shape(emitter, response);
  std::string out;
  StringSink sink(out);
  document.save(sink, "  ", pugi::format_default | pugi::format_no_declaration);
  return out;
}

template <auto response, auto written>
void render(benchmark::State& state) {
  auto const shape = response();
  if (written_directly(shape) != written_through_a_document(shape)) std::abort();
  for (auto _ : state) benchmark::DoNotOptimize(written(shape));
}

BENCHMARK(render<one_user, written_directly<api::GetUserResponse>>)->Name("GetUser/direct");
BENCHMARK(render<one_user, written_through_a_document<api::GetUserResponse>>)->Name("GetUser/pugixml");
BENCHMARK(render<page_of_users, written_directly<api::ListUsersResponse>>)->Name("ListUsers/direct");
BENCHMARK(render<page_of_users, written_through_a_document<api::ListUsersResponse>>)->Name("ListUsers/pugixml");

}  // namespace
