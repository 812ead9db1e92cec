// What names in a template stand for: pseudo parameters, parameters, and resources of IAM and of others.
#include "cloudformation/evaluator.h"
#include "cloudformation/physical_name.h"
#include "iam/base/arn.h"
#include "iam/base/aws_domains.h"
#include "iam/base/ids.h"
#include "iam/base/text.h"
#include "iam/catalogue/service_linked_roles.h"
#include "refusal.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace iam::state::cloudformation {
namespace {

constexpr std::string_view kNoValue = "AWS::NoValue";
constexpr std::string_view kPseudo = "AWS::";
constexpr std::size_t kForeignNameMax = 64;
constexpr std::size_t kIdLength = 10;
constexpr std::size_t kUuidLength = 32;
constexpr std::size_t kSuffixLength = 6;

std::string uuid(std::string const& digits) {
  return fmt::format("{}-{}-{}-{}-{}", digits.substr(0, 8), digits.substr(8, 4), digits.substr(12, 4),
                     digits.substr(16, 4), digits.substr(20));
}

bool is_list_type(std::string_view type) {
  return type == "CommaDelimitedList" || type.starts_with("List<") || type.find("<List<") != type.npos ||
         type.ends_with("<CommaDelimitedList>");
}

// "AWS::SSM::Parameter::Value<String>": the value is a name under which another service keeps the value.
bool is_kept_elsewhere(std::string_view type) { return type.starts_with("AWS::SSM::Parameter::Value<"); }

}  // namespace

std::optional<Node> Evaluator::named(std::string_view name, std::size_t line) {
  if (name == kNoValue) return std::nullopt;
  if (name.starts_with(kPseudo)) return pseudo_parameter(name, line);
  if (auto const* declared = template_.parameter(name)) return parameter(name, *declared, line);
  return made(reference(needed(name, line, "Ref")), line);
}

std::optional<Node> Evaluator::pseudo_parameter(std::string_view name, std::size_t line) {
  auto const partition = partition_name(stack_.partition);
  if (name == "AWS::AccountId") return made(stack_.account.text(), line);
  if (name == "AWS::Partition") return made(std::string(partition), line);
  if (name == "AWS::Region") return made(stack_.region, line);
  if (name == "AWS::StackName") return made(stack_.name, line);
  if (name == "AWS::URLSuffix") return made(std::string(domains_of(stack_.partition).services), line);
  if (name == "AWS::StackId") {
    auto const id = uuid(drawn_letters(stack_, "", "stack", Letters::kHexadecimal, kUuidLength));
    return made(fmt::format("arn:{}:cloudformation:{}:{}:stack/{}/{}", partition, stack_.region, stack_.account.text(),
                            stack_.name, id),
                line);
  }
  if (name == "AWS::NotificationARNs") {
    Node none;
    none.kind = Node::Kind::kList;
    none.line = line;
    return none;
  }
  refuse(line, fmt::format("Template format error: Unrecognized pseudo parameter {}", name));
}

Node Evaluator::parameter(std::string_view name, Node const& declared, std::size_t line) {
  auto const* const type = declared.find("Type");
  auto const given = stack_.parameters.find(name);
  std::string said;
  if (given != stack_.parameters.end()) {
    said = given->second;
  } else if (type != nullptr && is_kept_elsewhere(type->text)) {
    refuse(line,
           fmt::format("the parameter {} is read from Systems Manager, which is not here: give it a value", name));
  } else if (auto const* standard = declared.find("Default")) {
    said = standard->text;
  } else {
    refuse(line, fmt::format("Parameters: [{}] must have values", name));
  }
  if (auto const* allowed = declared.find("AllowedValues")) {
    auto const is_it = [&](Node const& each) { return each.text == said; };
    if (!std::ranges::any_of(allowed->items, is_it)) {
      refuse(line, fmt::format("Parameter '{}' must be one of AllowedValues", name));
    }
  }
  if (type == nullptr || !is_list_type(type->text)) return made(std::move(said), line);
  Node list;
  list.kind = Node::Kind::kList;
  list.line = line;
  auto rest = std::string_view(said);
  while (!rest.empty()) list.items.push_back(made(std::string(trimmed(take_until(rest, ','))), line));
  return list;
}

Resource const& Evaluator::needed(std::string_view id, std::size_t line, std::string_view function) {
  auto const* const found = template_.resource(id);
  if (found == nullptr && function == "GetAtt") {
    refuse(line, fmt::format("Template error: instance of Fn::GetAtt references undefined resource {}", id));
  }
  if (found == nullptr || !is_made(*found)) {
    refuse(line,
           fmt::format("Template format error: Unresolved resource dependencies [{}] in the Resources block of the "
                       "template",
                       id));
  }
  return *found;
}

// "Queue.Arn", "Database.Endpoint.Address"
std::string Evaluator::attribute_named(std::string_view path, std::size_t line) {
  auto rest = path;
  auto const id = take_until(rest, '.');
  if (rest.empty()) refuse(line, fmt::format("`{}` names no attribute of a resource", path));
  return attribute(needed(id, line, "GetAtt"), rest, line);
}

std::string Evaluator::reference(Resource const& resource) {
  if (auto const* kind = find_iam_kind(resource.type)) {
    return kind->is_referred_to_by_arn ? iam_arn_of(resource, *kind) : name_of(resource, *kind);
  }
  if (resource.type.starts_with(kIamTypes)) {
    if (resource.type == "AWS::IAM::AccessKey") return id_of(resource, id_prefix::kAccessKey);
    return text_property(resource, "PolicyName").value_or(std::string(resource.id));
  }
  auto const* const kind = find_foreign_kind(resource.type);
  return foreign(resource, kind == nullptr ? "{n}" : kind->referred_to());
}

std::string Evaluator::attribute(Resource const& resource, std::string_view name, std::size_t line) {
  if (auto const* kind = find_iam_kind(resource.type)) {
    if (name == kind->arn_attribute) return iam_arn_of(resource, *kind);
    if (name == "RoleName") return name_of(resource, *kind);
    if (name == kind->id_attribute) return id_of(resource, kind->id_prefix);
  }
  if (resource.type.starts_with(kIamTypes)) {
    refuse(line, fmt::format("{} of {} ({}) is not known before it is made", name, resource.id, resource.type));
  }
  auto const* const kind = find_foreign_kind(resource.type);
  std::string answer;
  if (name.ends_with("Arn") || name == "ARN") {
    answer = foreign(resource, kind == nullptr ? "arn:{p}:{t}:{r}:{a}:{n}" : kind->arn);
  } else if (name.ends_with("Name")) {
    answer = foreign_name(resource);
  } else if (name.ends_with("Id")) {
    answer = foreign(resource, kind == nullptr ? "{n}" : kind->referred_to());
  } else {
    answer = foreign(resource, "{n}-") + to_lower_ascii(name);
  }
  made_up_.insert(
      fmt::format("{}.{} is taken to be {}: {} is not made here", resource.id, name, answer, resource.type));
  return answer;
}

std::string Evaluator::id_of(Resource const& resource, std::string_view prefix) {
  return ids_.try_emplace(std::string(resource.id), unique_id(stack_, resource.id, prefix)).first->second;
}

std::string Evaluator::name_of(Resource const& resource, IamKind const& kind) {
  if (auto const found = names_.find(resource.id); found != names_.end()) return found->second;
  auto const open = fmt::format("resource {}", resource.id);
  if (!open_.insert(open).second) {
    refuse(resource.line, fmt::format("Circular dependency between resources: [{}]", resource.id));
  }
  std::string name;
  if (kind.arn_kind == "oidc-provider") {
    constexpr std::string_view kScheme = "https://";
    name = text_property(resource, "Url").value_or("");
    if (name.starts_with(kScheme)) name.erase(0, kScheme.size());
  } else if (kind.type == "AWS::IAM::ServiceLinkedRole") {
    auto const service = text_property(resource, "AWSServiceName").value_or("");
    auto const made_from = catalogue::find_service_linked_template(service);
    if (!made_from)
      refuse(resource.line, fmt::format("the role of {} is not known: this server cannot make it", service));
    name = catalogue::service_linked_role_name(*made_from, text_property(resource, "CustomSuffix"));
  } else {
    auto said = text_property(resource, kind.name_property);
    name = said ? *std::move(said) : physical_name(stack_, resource.id, kind.name_length_max);
  }
  open_.erase(open);
  names_.emplace(resource.id, name);
  return name;
}

std::string Evaluator::iam_arn_of(Resource const& resource, IamKind const& kind) {
  auto const name = name_of(resource, kind);
  auto path = text_property(resource, "Path").value_or(std::string(kRootPath));
  if (kind.type == "AWS::IAM::ServiceLinkedRole") {
    path = fmt::format("{}{}/", catalogue::kServiceLinkedPath, text_property(resource, "AWSServiceName").value_or(""));
  }
  return iam_arn(stack_.partition, stack_.account, kind.arn_kind, path, name);
}

std::string Evaluator::foreign_name(Resource const& resource) {
  if (auto const found = names_.find(resource.id); found != names_.end()) return found->second;
  auto const open = fmt::format("resource {}", resource.id);
  if (!open_.insert(open).second) {
    refuse(resource.line, fmt::format("Circular dependency between resources: [{}]", resource.id));
  }
  auto const* const kind = find_foreign_kind(resource.type);
  auto said =
      kind == nullptr || kind->name_property.empty() ? std::nullopt : text_property(resource, kind->name_property);
  auto const is_given = said.has_value();
  auto name = is_given ? *std::move(said) : physical_name(stack_, resource.id, kForeignNameMax);
  if (!is_given && has_small_letters(resource.type)) name = to_lower_ascii(name);
  open_.erase(open);
  names_.emplace(resource.id, name);
  return name;
}

std::string Evaluator::foreign(Resource const& resource, std::string_view pattern) {
  auto const drawn = [&](std::string_view purpose, Letters letters, std::size_t count) {
    return drawn_letters(stack_, resource.id, purpose, letters, count);
  };
  std::string out;
  for (auto at = pattern.find('{'); at != pattern.npos; at = pattern.find('{')) {
    out += pattern.substr(0, at);
    switch (pattern[at + 1]) {
      case 'p':
        out += partition_name(stack_.partition);
        break;
      case 'r':
        out += stack_.region;
        break;
      case 'a':
        out += stack_.account.text();
        break;
      case 'd':
        out += domains_of(stack_.partition).services;
        break;
      case 'n':
        out += foreign_name(resource);
        break;
      case 'i':
        out += drawn("id", Letters::kLower, kIdLength);
        break;
      case 'u':
        out += uuid(drawn("uuid", Letters::kHexadecimal, kUuidLength));
        break;
      case 's':
        out += drawn("suffix", Letters::kMixed, kSuffixLength);
        break;
      case 't': {  // "AWS::SQS::Queue": sqs
        auto const end = resource.type.rfind("::");
        out += to_lower_ascii(after_last(resource.type.substr(0, std::min(end, resource.type.size())), ':'));
        break;
      }
    }
    pattern.remove_prefix(at + 3);
  }
  out += pattern;
  return out;
}

}  // namespace iam::state::cloudformation
