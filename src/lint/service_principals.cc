#include "service_principals.h"

#include "iam/base/text.h"
#include "iam/catalogue/service_linked_roles.h"
#include "iam/catalogue/services.h"
#include "vocabulary.h"

#include <algorithm>
#include <vector>

namespace iam::lint {
namespace {

constexpr std::string_view kDomain = ".amazonaws.com";

// Those that are no prefix of actions. From the trust policies of AWS's documentation.
constexpr std::string_view kOthers[] = {"agentless",
                                        "apidestinations",
                                        "assets",
                                        "batchoperations",
                                        "billingconsole",
                                        "channels",
                                        "cloudwatch",
                                        "codestar",
                                        "connector",
                                        "context",
                                        "credentials",
                                        "datapipeline",
                                        "delivery",
                                        "directoryservice",
                                        "ecs-tasks",
                                        "edgelambda",
                                        "eks-fargate-pods",
                                        "export",
                                        "fis",
                                        "globalservices",
                                        "homes",
                                        "importexport",
                                        "lakeformation",
                                        "logger",
                                        "ml",
                                        "monitoring",
                                        "opsworks-cm",
                                        "ops",
                                        "pods",
                                        "replicator",
                                        "resources",
                                        "sagemaker",
                                        "signin",
                                        "spot",
                                        "spotfleet",
                                        "transfer",
                                        "transitgateway",
                                        "trustedadvisor",
                                        "vmie",
                                        "vpc-flow-logs",
                                        "worklink",
                                        "workspaces"};

bool is_known(std::string_view label) {
  return catalogue::find_name(label) != nullptr || std::ranges::find(kOthers, label) != std::end(kOthers);
}

}  // namespace

std::string suggestion_for_service(std::string_view principal) {
  auto const domain = principal.find(kDomain);
  if (domain == std::string_view::npos || catalogue::find_service_linked_template(principal).has_value()) return {};
  auto const name = principal.substr(0, domain);
  bool const has_one_label = name.find('.') == std::string_view::npos;
  if (!has_one_label || is_known(name)) return {};
  auto known = names_of_services();
  known.insert(known.end(), std::begin(kOthers), std::end(kOthers));
  return suggestion_for(name, known);
}

}  // namespace iam::lint
