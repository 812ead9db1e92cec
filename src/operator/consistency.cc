#include "consistency.h"

#include "iam/base/log.h"
#include "iam/base/strict_json.h"
#include "iam/face/answers.h"
#include "json_fields.h"

#include <boost/json.hpp>

#include <cmath>
#include <cstdint>
#include <optional>

namespace iam::gateway {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;

constexpr double kDelaySecondsMax = 3600;
constexpr std::string_view kWantedConsistency = R"(send an object such as {"mode": "aws", "delay_s": [1, 10]})";

std::optional<milliseconds> delay_of(json::value const& value) {
  json::error_code error;
  auto const seconds = value.to_number<double>(error);
  if (error || !(seconds >= 0 && seconds <= kDelaySecondsMax)) return std::nullopt;
  return milliseconds(std::llround(seconds * 1000));
}

class ConsistencyReader {
 public:
  explicit ConsistencyReader(json::object const& object) : object_(object) {
    fields_.expect_members("the consistency", object_, {"mode", "delay_s", "reads"});
    read_mode();
    read_delay();
    read_reads();
    bool const has_more = object_.contains("delay_s") || object_.contains("reads");
    if (wanted_.mode == Consistency::Mode::kImmediate && has_more) {
      fields_.refuse("`delay_s` and `reads` go with the mode aws");
    }
  }

  std::string const& fault() const { return fields_.fault(); }
  Consistency const& wanted() const { return wanted_; }

 private:
  void read_mode() {
    auto const mode = fields_.text(object_, "mode").value_or("");
    if (mode == "aws") {
      wanted_.mode = Consistency::Mode::kAws;
    } else if (mode != "immediate") {
      fields_.refuse("`mode` is immediate or aws");
    }
  }

  // A number of seconds, or the least and the most.
  void read_delay() {
    auto const* value = object_.if_contains("delay_s");
    if (value == nullptr) return;
    auto const* range = value->if_array();
    bool const is_range = range != nullptr && range->size() == 2;
    auto const least = delay_of(is_range ? range->at(0) : *value);
    auto const most = delay_of(is_range ? range->at(1) : *value);
    if (!least || !most || *least > *most) {
      return fields_.refuse("`delay_s` is a number of seconds from 0 to 3600, or [min, max]");
    }
    wanted_.delay_min = *least;
    wanted_.delay_max = *most;
  }

  void read_reads() {
    auto const reads = fields_.text(object_, "reads");
    if (reads && *reads != "immediate" && *reads != "lagging") fields_.refuse("`reads` is immediate or lagging");
    wanted_.has_lagging_reads = reads == "lagging";
  }

  json::object const& object_;
  JsonFields fields_;
  Consistency wanted_;
};

json::object shown(Consistency const& consistency, std::size_t pending) {
  json::object object{{"mode", consistency_mode_name(consistency.mode)}};
  if (consistency.mode == Consistency::Mode::kImmediate) return object;
  auto const seconds = [](milliseconds delay) -> json::value {
    if (delay.count() % 1000 == 0) return delay.count() / 1000;
    return static_cast<double>(delay.count()) / 1000;
  };
  object["delay_s"] = json::array{seconds(consistency.delay_min), seconds(consistency.delay_max)};
  object["reads"] = consistency.has_lagging_reads ? "lagging" : "immediate";
  object["pending"] = pending;
  return object;
}

void tell(Consistency::Mode mode) {
  if (mode == Consistency::Mode::kAws) {
    log::warning("changes are known late from now on, as on AWS");
  } else {
    log::info("changes are known at once from now on");
  }
}

}  // namespace

HttpResponse handle_consistency(ConsistencyControl& consistency, HttpRequest const& request) {
  if (request.method == "PUT") {
    auto const body = parse_strict_object(request.body);
    if (!body.has_value()) return json_error(400, wrong_body(std::string(kWantedConsistency), request.body));
    ConsistencyReader const reader(*body);
    if (!reader.fault().empty()) return json_error(400, reader.fault());
    if (reader.wanted().mode != Consistency::Mode::kImmediate && !consistency.can_lag()) {
      return json_error(501, "changes cannot be known late where they are stored in PostgreSQL");
    }
    consistency.set(reader.wanted());
    tell(reader.wanted().mode);
  } else if (request.method == "DELETE") {
    consistency.set({});
    tell(Consistency::Mode::kImmediate);
  }
  return json_response(200, shown(consistency.current(), consistency.pending()));
}

}  // namespace iam::gateway
