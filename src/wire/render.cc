#include "iam/wire/render.h"

#include "iam/base/text.h"
#include "json_writer.h"
#include "xml_writer.h"

#include <algorithm>

namespace iam::wire {
namespace {

constexpr std::string_view kFaultNamespace = "http://webservices.amazon.com/AWSFault/2005-15-09";
constexpr std::size_t kTypicalAnswerBytes = 1024;

// The q parameter of one media range, in thousandths; 1000 when there is none.
int quality(std::string_view parameters) {
  while (!parameters.empty()) {
    auto const parameter = trimmed(take_until(parameters, ';'));
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
    auto const number = parameter.substr(2);
    if (number.starts_with('1')) return 1000;
    int thousandths = 0;
    for (std::size_t i = 2; i < 5; ++i) {
      thousandths = thousandths * 10 + (i < number.size() && is_digit(number[i]) ? number[i] - '0' : 0);
    }
    return thousandths;
  }
  return 1000;
}

std::string_view fault_name(Fault fault) { return fault == Fault::kSender ? "Sender" : "Receiver"; }

std::string xml_response(Envelope const& envelope, Emit const& emit) {
  std::string const response = std::string(envelope.action) + "Response";
  std::string const result = std::string(envelope.action) + "Result";
  std::string out;
  out.reserve(kTypicalAnswerBytes);
  XmlWriter xml(out);
  xml.open(response, envelope.xml_namespace);
  if (envelope.has_result) {
    xml.open(result);
    emit(xml);
    xml.close(result);
  }
  xml.open("ResponseMetadata");
  xml.leaf("RequestId", envelope.request_id);
  xml.close("ResponseMetadata");
  xml.close(response);
  return out;
}

std::string json_response(Envelope const& envelope, Emit const& emit) {
  std::string out("{");
  out.append(json_string(std::string(envelope.action) + "Response")).append(":{");
  if (envelope.has_result) {
    JsonWriter result;
    emit(result);
    out += json_string(std::string(envelope.action) + "Result") + ":" + result.take() + ",";
  }
  return out + R"("ResponseMetadata":{"RequestId":)" + json_string(envelope.request_id) + "}}}";
}

std::string xml_error(Error const& error, std::string_view xml_namespace, std::string_view request_id) {
  std::string out;
  out.reserve(kTypicalAnswerBytes);
  XmlWriter xml(out);
  xml.open("ErrorResponse", error.xml_namespace == ErrorNamespace::kAwsFault ? kFaultNamespace : xml_namespace);
  xml.open("Error");
  xml.leaf("Type", fault_name(error.fault));
  xml.leaf("Code", error.code);
  if (error.message.has_value()) xml.leaf("Message", *error.message);
  xml.close("Error");
  xml.leaf("RequestId", request_id);
  xml.close("ErrorResponse");
  return out;
}

std::string json_error(Error const& error, std::string_view request_id) {
  std::string out = R"({"Error":{"Code":)" + json_string(error.code);
  if (error.message.has_value()) out += R"(,"Message":)" + json_string(*error.message);
  out += R"(,"Type":)" + json_string(fault_name(error.fault));
  return out + R"(},"RequestId":)" + json_string(request_id) + "}";
}

}  // namespace

Format negotiated_format(std::string_view accept, std::string_view content_type_parameter) {
  if (content_type_parameter == "JSON") return Format::kJson;
  int json = 0, xml = 0;
  while (!accept.empty()) {
    auto range = take_until(accept, ',');
    auto const type = trimmed(take_until(range, ';'));
    auto const is = [&](std::string_view name) { return equals_ignoring_case(type, name); };
    if (is("application/json")) json = std::max(json, quality(range));
    if (is("text/xml") || is("application/xml")) xml = std::max(xml, quality(range));
  }
  return json > xml ? Format::kJson : Format::kXml;
}

std::string_view content_type(Format format) { return format == Format::kXml ? "text/xml" : "application/json"; }

std::string render_response(Format format, Envelope const& envelope, Emit const& emit) {
  return format == Format::kXml ? xml_response(envelope, emit) : json_response(envelope, emit);
}

std::string render_error(Format format, Error const& error, std::string_view xml_namespace,
                         std::string_view request_id) {
  return format == Format::kXml ? xml_error(error, xml_namespace, request_id) : json_error(error, request_id);
}

}  // namespace iam::wire
