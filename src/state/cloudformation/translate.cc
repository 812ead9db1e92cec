#include "cloudformation/evaluator.h"
#include "cloudformation/physical_name.h"
#include "cloudformation/serverless.h"
#include "cloudformation/template.h"
#include "iam/base/suggestion.h"
#include "iam/base/text.h"
#include "iam/catalogue/service_linked_roles.h"
#include "iam/state/cloudformation.h"
#include "refusal.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::state {
namespace cloudformation {
namespace {

// Those whose parts others may add: how templates name them, and the members of our own form.
struct Holder {
  std::string_view noun;      // "User"
  std::string_view names;     // the property that lists their names
  std::string_view list;      // of our own form
  std::string_view policies;  // the member with the inline policies
};
constexpr Holder kHolders[] = {{"User", "Users", "Users", "UserPolicyList"},
                               {"Group", "Groups", "Groups", "GroupPolicyList"},
                               {"Role", "Roles", "Roles", "RolePolicyList"}};

Node container(Node::Kind kind, std::size_t line) {
  Node node;
  node.kind = kind;
  node.line = line;
  return node;
}

// The list of that name, made when it is not there.
Node& list_in(Node& map, std::string_view name) {
  auto const found = std::ranges::find(map.members, name, &Node::Member::name);
  if (found != map.members.end()) return found->value;
  return map.members.emplace_back(Node::Member{std::string(name), container(Node::Kind::kList, map.line)}).value;
}

void put(Node& map, std::string_view name, Node value) { map.members.push_back({std::string(name), std::move(value)}); }

class Translation {
 public:
  Translation(Template const& made_from, Stack const& stack, Evaluator& evaluator)
      : template_(made_from), evaluator_(evaluator) {
    document_ = container(Node::Kind::kMap, made_from.root().line);
    put(document_, "AccountId", Node::scalar(stack.account.text(), made_from.root().line));
  }

  // Entities first: what belongs to them may stand anywhere. Then what is told by ids, which all may refer to.
  Translated run() {
    for (auto const& resource : template_.resources()) {
      if (!evaluator_.is_made(resource)) continue;
      if (auto const* kind = find_iam_kind(resource.type)) {
        entity(resource, *kind);
      } else if (!resource.type.starts_with(kIamTypes)) {
        left_out_[resource.type].push_back(resource.id);
      }
    }
    for (auto const& resource : template_.resources()) {
      if (evaluator_.is_made(resource)) part(resource);
    }
    for (auto const* key : access_keys_) access_key(*key);
    for (auto const& [resource, id] : evaluator_.ids()) give_id(*template_.resource(resource), id);
    Translated translated{.document = std::move(document_), .notes = {}};
    note_macros(translated.notes);
    for (auto const& [type, ids] : left_out_) {
      translated.notes.push_back(fmt::format("left out, since it is not IAM's: {} ({})", type, fmt::join(ids, ", ")));
    }
    for (auto const& sentence : evaluator_.made_up()) translated.notes.push_back(sentence);
    return translated;
  }

 private:
  void entity(Resource const& resource, IamKind const& kind) {
    check_properties(resource, kind.properties, kind.name_property);
    auto item = container(Node::Kind::kMap, resource.line);
    if (!kind.name_member.empty()) put(item, kind.name_member, name(resource, kind));
    if (kind.type == "AWS::IAM::ServiceLinkedRole") service_path(resource, item);
    for (auto const& property : kind.properties) {
      if (property.member.empty()) continue;
      if (auto found = evaluator_.property(resource, property.name)) put(item, property.member, *std::move(found));
    }
    if (auto key = evaluator_.property(resource, "AddPrivateKey")) {
      auto each = container(Node::Kind::kMap, key->line);
      put(each, "PrivateKey", *std::move(key));
      list_in(item, "PrivateKeyList").items.push_back(std::move(each));
    }
    list_in(document_, kind.list).items.push_back(std::move(item));
  }

  Node name(Resource const& resource, IamKind const& kind) {
    auto const* const said = kind.name_property.empty() ? nullptr : resource.property(kind.name_property);
    return Node::scalar(evaluator_.name_of(resource, kind), said == nullptr ? resource.line : said->line);
  }

  // A role of a service has its path, and no trust or policies of its own.
  void service_path(Resource const& resource, Node& item) {
    auto const service = evaluator_.text_property(resource, "AWSServiceName").value_or("");
    put(item, "Path", Node::scalar(fmt::format("{}{}/", catalogue::kServiceLinkedPath, service), resource.line));
  }

  void part(Resource const& resource) {
    auto const properties = properties_of_part(resource.type);
    if (!properties.empty()) check_properties(resource, properties, "");
    if (resource.type == "AWS::IAM::ManagedPolicy") return attach(resource);
    if (resource.type == "AWS::IAM::Policy") return inline_policy(resource);
    if (resource.type == "AWS::IAM::UserToGroupAddition") return members(resource);
    if (resource.type == "AWS::IAM::AccessKey") return access_keys_.push_back(&resource);
    for (auto const& holder : kHolders) {
      if (resource.type == fmt::format("AWS::IAM::{}Policy", holder.noun)) return policy_of(resource, holder);
    }
    bool const is_known = find_iam_kind(resource.type) != nullptr || !resource.type.starts_with(kIamTypes);
    if (!is_known)
      refuse(resource.line, fmt::format("Template format error: Unrecognized resource types: [{}]", resource.type));
  }

  // Calls `visit` with each entity that the lists of names in the properties name.
  template <typename Visit>
  void each_named(Resource const& resource, Visit const& visit) {
    for (auto const& holder : kHolders) {
      for (auto const& each : names(resource, holder.names)) visit(holder, holder_named(holder, each));
    }
  }

  std::vector<Node> names(Resource const& resource, std::string_view property) {
    auto found = evaluator_.property(resource, property);
    if (!found.has_value()) return {};
    if (found->kind != Node::Kind::kList) {
      refuse(found->line, fmt::format("Value of property {} must be of type List of String", property));
    }
    return std::move(found->items);
  }

  // One that the template does not make is there already, or the call that names it says that it is not.
  Node& holder_named(Holder const& holder, Node const& name) {
    auto const name_member = fmt::format("{}Name", holder.noun);
    auto& list = list_in(document_, holder.list);
    auto const is_it = [&](Node const& item) { return equals_ignoring_case(item.find(name_member)->text, name.text); };
    auto const found = std::ranges::find_if(list.items, is_it);
    if (found != list.items.end()) return *found;
    auto item = container(Node::Kind::kMap, name.line);
    put(item, name_member, name);
    put(item, "Exists", Node::truth(true, name.line));
    return list.items.emplace_back(std::move(item));
  }

  void give_id(Resource const& resource, std::string const& id) {
    auto const* const kind = find_iam_kind(resource.type);
    if (kind == nullptr) return;
    auto const name = evaluator_.name_of(resource, *kind);
    for (auto& item : list_in(document_, kind->list).items) {
      if (item.find(kind->name_member)->text == name) put(item, kind->id_attribute, Node::scalar(id, resource.line));
    }
  }

  void attach(Resource const& resource) {
    auto const arn = evaluator_.attribute(resource, "PolicyArn", resource.line);
    each_named(resource, [&](Holder const&, Node& item) {
      list_in(item, "AttachedManagedPolicies").items.push_back(Node::scalar(arn, resource.line));
    });
  }

  // {PolicyName, PolicyDocument}
  Node policy(Resource const& resource) {
    auto made = container(Node::Kind::kMap, resource.line);
    for (std::string_view const name : {"PolicyName", "PolicyDocument"}) {
      if (auto found = evaluator_.property(resource, name)) put(made, name, *std::move(found));
    }
    return made;
  }

  void inline_policy(Resource const& resource) {
    auto const made = policy(resource);
    bool is_held = false;
    each_named(resource, [&](Holder const& holder, Node& item) {
      list_in(item, holder.policies).items.push_back(made);
      is_held = true;
    });
    if (!is_held) refuse(resource.line, fmt::format("the policy {} is for no user, group or role", resource.id));
  }

  void policy_of(Resource const& resource, Holder const& holder) {
    auto const property = fmt::format("{}Name", holder.noun);
    auto const name = evaluator_.property(resource, property);
    if (!name.has_value()) refuse(resource.line, fmt::format("{} has no `{}`", resource.id, property));
    list_in(holder_named(holder, *name), holder.policies).items.push_back(policy(resource));
  }

  void members(Resource const& resource) {
    auto const group = evaluator_.property(resource, "GroupName");
    if (!group.has_value()) refuse(resource.line, fmt::format("{} has no `GroupName`", resource.id));
    auto const users = names(resource, "Users");
    if (users.empty()) refuse(resource.line, fmt::format("{} has no `Users`", resource.id));
    for (auto const& user : users) {
      auto& groups = list_in(holder_named(kHolders[0], user), "GroupList").items;
      auto const is_it = [&](Node const& each) { return each.text == group->text; };
      if (!std::ranges::any_of(groups, is_it)) groups.push_back(Node::scalar(group->text, resource.line));
    }
  }

  void access_key(Resource const& resource) {
    auto const user = evaluator_.property(resource, "UserName");
    if (!user.has_value()) refuse(resource.line, fmt::format("{} has no `UserName`", resource.id));
    auto status = evaluator_.property(resource, "Status");
    // A state document says of what is not active which it is.
    if (status && status->text != "Active") evaluator_.reference(resource);
    auto key = container(Node::Kind::kMap, resource.line);
    auto const id = evaluator_.ids().find(resource.id);
    if (id != evaluator_.ids().end()) put(key, "AccessKeyId", Node::scalar(id->second, resource.line));
    if (status) put(key, "Status", *std::move(status));
    list_in(holder_named(kHolders[0], *user), "AccessKeys").items.push_back(std::move(key));
  }

  static void check_properties(Resource const& resource, std::span<Property const> known, std::string_view name) {
    if (resource.properties == nullptr) return;
    std::vector<std::string_view> names;
    for (auto const& property : known) names.push_back(property.name);
    if (!name.empty()) names.push_back(name);
    for (auto const& [said, value] : resource.properties->members) {
      if (std::ranges::find(names, said) != names.end()) continue;
      auto const meant = nearest(said, names);
      refuse(value.line, fmt::format("Encountered unsupported property {} of {}{}", said, resource.type,
                                     meant ? fmt::format("; did you mean {}?", *meant) : ""));
    }
  }

  // Of transforms, SAM's is carried out as far as roles go.
  void note_macros(std::vector<std::string>& notes) const {
    auto const* const said = template_.root().find("Transform");
    if (said == nullptr) return;
    auto const note = [&](Node const& macro) {
      if (macro.text.starts_with("AWS::Serverless-") || macro.text == "AWS::LanguageExtensions") return;
      notes.push_back(fmt::format("the transform {} is not carried out", macro.text));
    };
    if (said->kind == Node::Kind::kScalar) note(*said);
    for (auto const& each : said->items) note(each);
  }

  Template const& template_;
  Evaluator& evaluator_;
  Node document_;
  std::vector<Resource const*> access_keys_;
  std::map<std::string_view, std::vector<std::string_view>> left_out_;  // by type
};

}  // namespace
}  // namespace cloudformation

bool is_stack_name(std::string_view name) {
  constexpr std::size_t kLengthMax = 128;
  auto const fits = [](char c) { return is_alphanumeric(c) || c == '-'; };
  return !name.empty() && name.size() <= kLengthMax && is_letter(name.front()) && std::ranges::all_of(name, fits);
}

std::string stack_name_of(std::string_view file) {
  auto const name = after_last(file, '/');
  std::string stem(name.substr(0, name.find('.')));
  std::ranges::replace_if(
      stem, [](char c) { return !is_alphanumeric(c); }, '-');
  return is_stack_name(stem) ? stem : std::string(kStackNameDefault);
}

bool is_template(Node const& document) {
  if (document.kind != Node::Kind::kMap) return false;
  if (document.find("AWSTemplateFormatVersion") != nullptr || document.find("Transform") != nullptr) return true;
  auto const* const resources = document.find("Resources");
  if (resources == nullptr || resources->kind != Node::Kind::kMap) return false;
  return std::ranges::any_of(resources->members, [](Node::Member const& each) {
    auto const* const type = each.value.find("Type");
    return type != nullptr && type->text.find("::") != std::string::npos;
  });
}

tl::expected<Translated, Mistake> translate_template(Node const& document, Stack const& stack) {
  try {
    auto with_region = stack;
    if (with_region.region.empty()) with_region.region = iam_region(stack.partition);
    cloudformation::Template made_from(document);
    for (auto const& [name, value] : stack.parameters) {
      if (made_from.parameter(name) != nullptr) continue;
      refuse(document.line, fmt::format("Parameters: [{}] do not exist in the template", name));
    }
    cloudformation::Evaluator evaluator(made_from, with_region);
    cloudformation::add_implicit_roles(made_from, evaluator);
    return cloudformation::Translation(made_from, with_region, evaluator).run();
  } catch (Refusal const& refusal) {
    return tl::unexpected(refusal.mistake);
  }
}

}  // namespace iam::state
