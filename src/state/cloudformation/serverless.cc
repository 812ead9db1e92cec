#include "cloudformation/serverless.h"

#include "cloudformation/policy_templates.h"
#include "iam/catalogue/aws_managed_policies.h"
#include "refusal.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace iam::state::cloudformation {
namespace {

constexpr std::string_view kFunction = "AWS::Serverless::Function";
constexpr std::string_view kStateMachine = "AWS::Serverless::StateMachine";

// What an event source of a function needs its role to read.
struct EventSource {
  std::string_view type;
  std::string_view policy;
};
constexpr EventSource kEventSources[] = {{"SQS", "service-role/AWSLambdaSQSQueueExecutionRole"},
                                         {"Kinesis", "service-role/AWSLambdaKinesisExecutionRole"},
                                         {"DynamoDB", "service-role/AWSLambdaDynamoDBExecutionRole"},
                                         {"MSK", "service-role/AWSLambdaMSKExecutionRole"}};

Node container(Node::Kind kind, std::size_t line) {
  Node node;
  node.kind = kind;
  node.line = line;
  return node;
}

Node map_of(std::size_t line, std::vector<Node::Member> members) {
  auto map = container(Node::Kind::kMap, line);
  map.members = std::move(members);
  return map;
}

Node call(std::string_view function, Node argument) {
  auto const line = argument.line;
  return map_of(line, {{std::string(function), std::move(argument)}});
}

Node text(std::string_view said, std::size_t line) { return Node::scalar(std::string(said), line); }

// `path` is the policy's name behind its path: "service-role/AWSLambdaBasicExecutionRole".
Node aws_policy(std::string_view path, std::size_t line) {
  return call("Fn::Sub", text(fmt::format("arn:${{AWS::Partition}}:iam::aws:policy/{}", path), line));
}

// Of a managed policy of AWS's, by its name alone as SAM takes it; null when there is none.
catalogue::AwsManagedPolicy const* find_by_name(std::string_view name) {
  auto const from = catalogue::aws_managed_policies_from(name);
  return !from.empty() && from.front().name == name ? &from.front() : nullptr;
}

Node statement(std::string_view action, Node resource, std::size_t line) {
  return map_of(line,
                {{"Effect", text("Allow", line)}, {"Action", text(action, line)}, {"Resource", std::move(resource)}});
}

Node document_of(Node statements) {
  auto const line = statements.line;
  return map_of(line, {{"Version", text("2012-10-17", line)}, {"Statement", std::move(statements)}});
}

class RoleMaker {
 public:
  RoleMaker(Template& made_from, Evaluator& evaluator, Resource const& resource)
      : template_(made_from),
        evaluator_(evaluator),
        resource_(resource),
        line_(resource.line),
        is_function_(resource.type == kFunction),
        role_(fmt::format("{}Role", resource.id)) {
    auto const* const globals = made_from.root().find("Globals");
    globals_ = globals == nullptr ? nullptr : globals->find(is_function_ ? "Function" : "StateMachine");
  }

  void make() {
    if (property("Role") != nullptr) return;
    if (is_function_) standard_policies();
    if (auto const* policies = property("Policies")) add_policies(*policies);
    if (is_function_) policies_of_features();
    auto properties = map_of(line_, {{"AssumeRolePolicyDocument", trust()}});
    put(properties, "ManagedPolicyArns", std::move(managed_));
    put(properties, "Policies", std::move(inline_));
    for (std::string_view const name : {"PermissionsBoundary", "RolePath"}) {
      auto const* const said = property(name);
      if (said != nullptr) properties.members.push_back({name == "RolePath" ? "Path" : std::string(name), *said});
    }
    properties.members.push_back({"Tags", tags()});
    auto role = map_of(line_, {{"Type", text("AWS::IAM::Role", line_)}, {"Properties", std::move(properties)}});
    if (resource_.condition.has_value()) role.members.push_back({"Condition", text(*resource_.condition, line_)});
    template_.add(std::move(role_), std::move(role));
  }

 private:
  // Its own, or what Globals says for all of its type.
  Node const* property(std::string_view name) const {
    if (auto const* own = resource_.property(name)) return evaluator_.chosen(*own);
    auto const* const global = globals_ == nullptr ? nullptr : globals_->find(name);
    return global == nullptr ? nullptr : evaluator_.chosen(*global);
  }

  void put(Node& properties, std::string_view name, std::vector<Node> items) const {
    if (items.empty()) return;
    auto list = container(Node::Kind::kList, line_);
    list.items = std::move(items);
    properties.members.push_back({std::string(name), std::move(list)});
  }

  Node trust() const {
    if (auto const* own = property("AssumeRolePolicyDocument")) return *own;
    auto const service = is_function_ ? "lambda.amazonaws.com" : "states.amazonaws.com";
    auto services = container(Node::Kind::kList, line_);
    services.items.push_back(text(service, line_));
    auto actions = container(Node::Kind::kList, line_);
    actions.items.push_back(text("sts:AssumeRole", line_));
    auto statements = container(Node::Kind::kList, line_);
    statements.items.push_back(map_of(line_, {{"Effect", text("Allow", line_)},
                                              {"Action", std::move(actions)},
                                              {"Principal", map_of(line_, {{"Service", std::move(services)}})}}));
    return document_of(std::move(statements));
  }

  // The resource's own tags, and SAM's.
  Node tags() const {
    auto list = container(Node::Kind::kList, line_);
    auto const add = [&](std::string_view key, Node value) {
      list.items.push_back(map_of(line_, {{"Key", text(key, line_)}, {"Value", std::move(value)}}));
    };
    add(is_function_ ? "lambda:createdBy" : "stateMachine:createdBy", text("SAM", line_));
    auto const* const own = resource_.property("Tags");
    auto const* const global = globals_ == nullptr ? nullptr : globals_->find("Tags");
    for (auto const* said : {own, global}) {
      if (said == nullptr) continue;
      for (auto const& [key, value] : said->members) {
        bool const is_taken = said == global && own != nullptr && own->find(key) != nullptr;
        if (!is_taken) add(key, value);
      }
    }
    return list;
  }

  void standard_policies() {
    manage("service-role/AWSLambdaBasicExecutionRole");
    auto const* const tracing = property("Tracing");
    // SAM takes the older of two in the partition where it began.
    bool const is_aws = evaluator_.partition() == Partition::kAws;
    if (tracing != nullptr && tracing->text != "Disabled") {
      manage(is_aws ? "AWSXrayWriteOnlyAccess" : "AWSXRayDaemonWriteAccess");
    }
    if (property("VpcConfig") != nullptr) manage("service-role/AWSLambdaVPCAccessExecutionRole");
  }

  // What the function's events and its dead letters need.
  void policies_of_features() {
    if (auto const* events = property("Events")) {
      for (auto const& [name, event] : events->members) {
        auto const* const type = event.find("Type");
        if (type == nullptr) continue;
        auto const* const found = std::ranges::find(kEventSources, type->text, &EventSource::type);
        if (found != std::end(kEventSources)) manage(found->policy);
      }
    }
    auto const* const letters = property("DeadLetterQueue");
    auto const* const type = letters == nullptr ? nullptr : letters->find("Type");
    auto const* const target = letters == nullptr ? nullptr : letters->find("TargetArn");
    if (type == nullptr || target == nullptr) return;
    auto statements = container(Node::Kind::kList, line_);
    statements.items.push_back(statement(type->text == "SNS" ? "sns:Publish" : "sqs:SendMessage", *target, line_));
    add_inline("DeadLetterQueuePolicy", document_of(std::move(statements)));
  }

  void manage(std::string_view path) {
    auto policy = aws_policy(path, line_);
    auto const is_it = [&](Node const& each) { return to_json(each) == to_json(policy); };
    if (!std::ranges::any_of(managed_, is_it)) managed_.push_back(std::move(policy));
  }

  void add_inline(std::string const& name, Node document) {
    auto const line = document.line;
    inline_.push_back(map_of(line, {{"PolicyName", text(name, line)}, {"PolicyDocument", std::move(document)}}));
  }

  void add_policies(Node const& policies) {
    if (policies.kind != Node::Kind::kList) return add_policy(policies);
    for (auto const& each : policies.items) {
      if (auto const* said = evaluator_.chosen(each)) add_policy(*said);
    }
  }

  // The name or ARN of a managed policy, a policy document, a policy template, or what comes to an ARN.
  void add_policy(Node const& policy) {
    auto const number = number_++;
    if (policy.kind == Node::Kind::kScalar) {
      auto const* const known = policy.text.starts_with("arn:") ? nullptr : find_by_name(policy.text);
      if (known == nullptr) return managed_.push_back(policy);
      return manage(fmt::format("{}{}", known->path.substr(1), known->name));
    }
    auto const name = fmt::format("{}Policy{}", role_, number);
    if (policy.find("Statement") != nullptr) return add_inline(name, policy);
    if (policy.kind != Node::Kind::kMap || policy.members.size() != 1) {
      refuse(policy.line,
             fmt::format("a policy of {} is a name, an ARN, a document or a policy template", resource_.id));
    }
    auto const& [said, argument] = policy.members.front();
    if (said == "Ref" || said.starts_with("Fn::")) return managed_.push_back(policy);
    auto const* const made_from = find_policy_template(said);
    if (made_from == nullptr) {
      refuse(policy.line, fmt::format("the policy template {} is not known here: write its statements", said));
    }
    add_inline(name, policy_document(*made_from, argument));
  }

  Template& template_;
  Evaluator& evaluator_;
  Resource const& resource_;
  std::size_t line_;
  bool is_function_;
  std::string role_;
  Node const* globals_ = nullptr;
  std::vector<Node> managed_;
  std::vector<Node> inline_;
  std::size_t number_ = 0;
};

}  // namespace

void add_implicit_roles(Template& made_from, Evaluator& evaluator) {
  std::vector<Resource const*> owners;
  for (auto const& resource : made_from.resources()) {
    if (resource.type == kFunction || resource.type == kStateMachine) owners.push_back(&resource);
  }
  for (auto const* owner : owners) {
    if (evaluator.is_made(*owner)) RoleMaker(made_from, evaluator, *owner).make();
  }
}

}  // namespace iam::state::cloudformation
