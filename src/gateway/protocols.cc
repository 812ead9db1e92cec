#include "protocols.h"

#include "iam/wire/render.h"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cstdint>
#include <string>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";
constexpr std::string_view kCborName = "rpc-v2-cbor";

// Those whose protocol is REST with XML, but S3's.
constexpr std::string_view kRestXmlServices[] = {"cloudfront", "route53"};

bool is_s3(std::string_view service) { return service == "s3" || service.starts_with("s3-") || service == "s3express"; }

// A text of at most 65,535 bytes as RFC 8949, 3.1 encodes it.
std::string cbor_text(std::string_view text) {
  auto const byte = [](std::size_t value) { return static_cast<char>(static_cast<std::uint8_t>(value)); };
  std::string out;
  if (text.size() < 24) {
    out += byte(0x60 + text.size());
  } else {
    out += byte(0x79);
    out += byte(text.size() >> 8);
    out += byte(text.size());
  }
  return out.append(text);
}

std::string cbor_error(Error const& error) {
  constexpr char kMapOfTwo = '\xa2';
  return kMapOfTwo + cbor_text("__type") + cbor_text(error.code) + cbor_text("message") +
         cbor_text(error.message.value_or(""));
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '&':
        out += "&amp;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string xml_body(Protocol protocol, Error const& error, std::string_view id) {
  auto const what = fmt::format("<Code>{}</Code><Message>{}</Message>", xml_escaped(error.code),
                                xml_escaped(error.message.value_or("")));
  if (protocol == Protocol::kEc2) {
    return fmt::format("<Response><Errors><Error>{}</Error></Errors><RequestID>{}</RequestID></Response>", what, id);
  }
  return fmt::format("<Error>{}<RequestId>{}</RequestId></Error>", what, id);
}

HttpResponse answer(Error const& error, std::string_view type, std::string body) {
  HttpResponse response{.status = error.http_status, .headers = {}, .body = std::move(body)};
  response.headers.emplace_back("Content-Type", type);
  return response;
}

}  // namespace

Protocol protocol_of(HttpRequest const& request, std::string_view service) {
  if (request.header("smithy-protocol") == kCborName) return Protocol::kCbor;
  if (!request.header("X-Amz-Target").empty()) return Protocol::kJson;
  if (service == "ec2") return Protocol::kEc2;
  if (is_s3(service)) return Protocol::kS3;
  if (request.has_type(kFormType)) return Protocol::kQuery;
  bool const is_rest_xml = std::ranges::find(kRestXmlServices, service) != std::end(kRestXmlServices);
  return is_rest_xml ? Protocol::kQuery : Protocol::kRestJson;
}

HttpResponse error_in(Protocol protocol, HttpRequest const& request, Error const& error, std::string_view request_id) {
  switch (protocol) {
    case Protocol::kQuery: {
      Error fault = error;
      fault.xml_namespace = ErrorNamespace::kAwsFault;
      return answer(error, "text/xml", wire::render_error(wire::Format::kXml, fault, "", request_id));
    }
    case Protocol::kEc2:
      return answer(error, "text/xml", xml_body(protocol, error, request_id));
    case Protocol::kS3:
      return answer(error, "application/xml", xml_body(protocol, error, request_id));
    case Protocol::kCbor: {
      auto response = answer(error, "application/cbor", cbor_error(error));
      response.headers.emplace_back("smithy-protocol", kCborName);
      return response;
    }
    case Protocol::kJson:
    case Protocol::kRestJson:
      break;
  }
  json::object const body{{"__type", error.code}, {"message", error.message.value_or("")}};
  bool const is_json_1_0 = request.has_type("application/x-amz-json-1.0");
  std::string_view const rpc_type = is_json_1_0 ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1";
  auto response = answer(error, protocol == Protocol::kJson ? rpc_type : std::string_view("application/json"),
                         json::serialize(body));
  response.headers.emplace_back("x-amzn-ErrorType", error.code);
  return response;
}

}  // namespace iam::gateway
