#include "iam/face/finding_json.h"

namespace iam::gateway {

void add_finding(lint::Finding const& finding, boost::json::object& told) {
  told["severity"] = lint::severity_name(finding.severity);
  told["code"] = finding.code;
  told["message"] = finding.message;
  if (!finding.aws.exists()) return;
  told["aws_finding_type"] = lint::aws_type_name(finding.aws.type);
  told["aws_issue_code"] = finding.aws.issue_code;
  told["learn_more_link"] = lint::learn_more_link(finding.aws);
}

}  // namespace iam::gateway
