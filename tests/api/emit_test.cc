#include "iam/api/emit.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace iam::api {
namespace {

// Writes down what it is presented with.
class Transcript final : public ShapeWriter {
 public:
  std::string said;

  void text(Member const& member, std::string_view text) override {
    note(member, std::string(member.encoding == Encoding::kPercent ? "%" : "").append(text));
  }
  void integer(Member const& member, std::int64_t number) override { note(member, std::to_string(number)); }
  void boolean(Member const& member, bool flag) override { note(member, flag ? "yes" : "no"); }
  void timestamp(Member const& member, Time time) override { note(member, to_iso8601(time)); }
  void absent(Member const& member) override { note(member, "absent"); }
  void begin_structure(Member const& member) override { note(member, "{"); }
  void end_structure(Member const& member) override { note(member, "}"); }
  void begin_list(Member const& member, std::size_t size) override { note(member, "[" + std::to_string(size)); }
  void end_list(Member const& member, std::size_t) override { note(member, "]"); }
  void begin_map(Member const& member, std::size_t size) override { note(member, "<" + std::to_string(size)); }
  void map_key(std::string_view key) override { said.append("key=").append(key).append(" "); }
  void map_value_done() override { said += "done "; }
  void end_map(Member const& member, std::size_t) override { note(member, ">"); }

 private:
  void note(Member const& member, std::string const& what) {
    said.append(member.name).append("=").append(what).append(" ");
  }
};

constexpr Member kMember{.name = "M", .label = "m"};

struct Pair {
  std::string first;
  std::optional<std::int32_t> second;
};

void emit_shape(Emitter& emitter, Pair const& pair) {
  emitter(Member{.name = "First", .label = "first"}, pair.first);
  emitter(Member{.name = "Second", .label = "second"}, pair.second);
}

template <class Field>
std::string presented(Field const& field, Member const& member = kMember) {
  Transcript transcript;
  Emitter emitter(transcript);
  emitter(member, field);
  return transcript.said;
}

TEST(Emit, presents_scalars) {
  EXPECT_EQ(presented(std::string("text")), "M=text ");
  EXPECT_EQ(presented(Secret("s3cret")), "M=s3cret ");
  EXPECT_EQ(presented(Blob{"foo"}), "M=Zm9v ");
  EXPECT_EQ(presented(std::int32_t{-5}), "M=-5 ");
  EXPECT_EQ(presented(std::int64_t{5'000'000'000}), "M=5000000000 ");
  EXPECT_EQ(presented(true), "M=yes ");
  EXPECT_EQ(presented(Time(std::chrono::milliseconds(0))), "M=1970-01-01T00:00:00Z ");
}

TEST(Emit, tells_what_is_absent) {
  EXPECT_EQ(presented(std::optional<std::string>()), "M=absent ");
  EXPECT_EQ(presented(std::optional<std::vector<Pair>>()), "M=absent ");
}

TEST(Emit, goes_into_structures_and_lists) {
  EXPECT_EQ(presented(std::vector<Pair>{{"a", 1}, {"b", std::nullopt}}),
            "M=[2 member={ First=a Second=1 member=} member={ First=b Second=absent member=} M=] ");
  EXPECT_EQ(presented(std::vector<std::string>()), "M=[0 M=] ");
}

TEST(Emit, hands_the_encoding_of_a_list_to_its_elements) {
  Member const encoded{.name = "M", .label = "m", .encoding = Encoding::kPercent};
  EXPECT_EQ(presented(std::vector<std::string>{"a"}, encoded), "M=[1 member=%a M=] ");
  EXPECT_EQ(presented(std::optional<std::string>("a"), encoded), "M=%a ");
}

TEST(Emit, goes_through_maps_in_the_order_of_their_keys) {
  EXPECT_EQ(presented(std::map<std::string, std::int32_t>{{"b", 2}, {"a", 1}}),
            "M=<2 key=a value=1 done key=b value=2 done M=> ");
}

}  // namespace
}  // namespace iam::api
