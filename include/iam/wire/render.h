// Answers of the Query protocol: XML as AWS writes it, byte layout included, and the JSON that AWS answers with when
// asked. Both present the same shapes.
#pragma once

#include "iam/api/emit.h"
#include "iam/base/result.h"

#include <functional>
#include <string>
#include <string_view>

namespace iam::wire {

enum class Format { kXml, kJson };

// JSON when `ContentType=JSON` is a parameter, or when `accept` names application/json and no XML type with an equal or
// higher quality; XML for everything else, `*/*` and no header included.
Format negotiated_format(std::string_view accept, std::string_view content_type_parameter);

std::string_view content_type(Format format);

// What surrounds an answer's members.
struct Envelope {
  std::string_view action;         // "GetUser"
  std::string_view xml_namespace;  // of the service
  std::string_view request_id;
  bool has_result = true;  // operations without output have no <GetUserResult> element
};

using Emit = std::function<void(api::ShapeWriter&)>;

std::string render_response(Format format, Envelope const& envelope, Emit const& emit);

// `xml_namespace` is the service's; an Error that asks for AWS's fault namespace gets that instead.
std::string render_error(Format format, Error const& error, std::string_view xml_namespace,
                         std::string_view request_id);

}  // namespace iam::wire
