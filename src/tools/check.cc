// Whether the files of the model fit together and can be generated from.
#include "model.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace iam::modelgen {
namespace {

// The one pattern with a look-ahead. RE2 has none, so the server matches this one by hand (src/api/pattern.cc).
constexpr std::string_view kAccountAliasPattern = "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$";

// What IAM and STS authorize on: AWS's types of resources, and what stands for one of them.
constexpr std::string_view kResourceKinds[] = {"access-report",
                                               "delegation-request",
                                               "entity",
                                               "federated-user",
                                               "group",
                                               "instance-profile",
                                               "mfa",
                                               "oidc-provider",
                                               "policy",
                                               "role",
                                               "role-template",
                                               "saml-provider",
                                               "server-certificate",
                                               "service-linked-role",
                                               "user"};

// What is found by something else, and by what.
constexpr std::pair<std::string_view, std::string_view> kFoundBy[] = {
    {"user of", "access-key"}, {"role of", "deletion-task"}, {"root-user of", "account"}};

enum class Direction { kInput, kOutput };

class ServiceChecker {
 public:
  explicit ServiceChecker(Service const& service) : service_(service) {}

  void run() {
    for (auto const& family : service_.families) {
      for (auto const& [code, status] : family.errors) {
        refuse_if(!errors_.insert(code).second, family.path, "the error " + code + " is there twice");
      }
      for (auto const& operation : family.operations) {
        claim(operation.name + "Request", operation.place);
        claim(operation.name + "Response", operation.place);
      }
      for (auto const& structure : family.structures) claim(structure.name, structure.place);
      for (auto const& type : family.types) {
        refuse_if(service_.find_type(type.name) != &type, type.place, "the type " + type.name + " is there twice");
        claim(type.name, type.place);
      }
    }
    // In this order: what is checked later walks what was checked before, and ends because it is sound.
    for_each(&Family::types, &ServiceChecker::check_type);
    for_each(&Family::structures, &ServiceChecker::check_structure);
    for_each(&Family::operations, &ServiceChecker::check_operation);
    for (auto const& family : service_.families) check_includes(family, {});
  }

 private:
  template <class Entry>
  void for_each(std::vector<Entry> Family::*entries, void (ServiceChecker::*check)(Entry const&) const) const {
    for (auto const& family : service_.families) {
      for (auto const& entry : family.*entries) (this->*check)(entry);
    }
  }

  static void refuse_if(bool wrong, Place const& place, std::string const& what) {
    if (wrong) throw ModelError(place + ": " + what);
  }

  void claim(std::string const& name, Place const& place) {
    refuse_if(!names_.insert(name).second, place, "the name " + name + " is there twice");
  }

  void require_shape(std::string const& name, Place const& place) const {
    bool const known = service_.find_type(name) != nullptr || service_.find_structure(name) != nullptr;
    refuse_if(!known, place, "unknown type '" + name + "'");
  }

  void check_type(Type const& type) const {
    refuse_if(type.pattern.find("(?") != std::string::npos && type.pattern != kAccountAliasPattern, type.place,
              "the pattern of " + type.name + " has a group that RE2 does not know");
    if (type.element.empty()) return;
    require_shape(type.element, type.place);
    auto const* element = service_.find_type(type.element);
    refuse_if(element != nullptr && !element->element.empty(), type.place,
              type.name + " is a collection of collections");
    if (type.kind != Kind::kMap) return;
    auto const* keys = service_.find_type(type.keys);
    refuse_if(keys == nullptr || keys->kind != Kind::kString, type.place,
              "the keys of " + type.name + " are no strings");
  }

  void check_structure(Structure const& structure) const {
    for (auto const& member : structure.members) require_shape(member.shape, structure.place);
    check_recursion(structure, {});
  }

  // The structs hold each other by value.
  void check_recursion(Structure const& structure, std::set<std::string> above) const {
    refuse_if(!above.insert(structure.name).second, structure.place, structure.name + " contains itself");
    for (auto const& member : structure.members) {
      if (auto const* inner = innermost_structure(member.shape)) check_recursion(*inner, above);
    }
  }

  // The structure that a member holds, itself or in a list or map; null when it holds none.
  Structure const* innermost_structure(std::string const& shape) const {
    auto const* type = service_.find_type(shape);
    return service_.find_structure(type != nullptr && !type->element.empty() ? type->element : shape);
  }

  void check_operation(Operation const& operation) const {
    auto const has = [](std::vector<Member> const& members, std::string const& name) {
      return std::any_of(members.begin(), members.end(), [&](Member const& member) { return member.name == name; });
    };
    auto const output = operation.output.value_or(std::vector<Member>{});
    for (auto const& code : operation.errors) {
      refuse_if(!errors_.contains(code), operation.place, operation.name + " may answer the unknown error " + code);
    }
    for (auto const& name : operation.checked) {
      refuse_if(!has(operation.input, name), operation.place, operation.name + " has no parameter " + name);
    }
    if (!operation.paged.empty()) {
      bool const pages = has(operation.input, "Marker") && has(operation.input, "MaxItems") && has(output, "Marker") &&
                         has(output, "IsTruncated");
      refuse_if(!pages, operation.place, operation.name + " is paged and lacks Marker, MaxItems or IsTruncated");
    }
    for (auto const& name : operation.paged) {
      refuse_if(!has(output, name), operation.place, operation.name + " is paged by " + name + ", which it lacks");
    }
    check_members(operation.input, operation.place, Direction::kInput);
    check_members(output, operation.place, Direction::kOutput);
    check_permission(operation);
    check_sessions(operation);
    check_stability(operation);
  }

  static bool is_known(Resource const& resource) {
    if (resource.form.ends_with(" of")) {
      return std::ranges::find(kFoundBy, std::pair<std::string_view, std::string_view>(resource.form, resource.kind)) !=
             std::end(kFoundBy);
    }
    return resource.kind.empty() || std::ranges::find(kResourceKinds, resource.kind) != std::end(kResourceKinds);
  }

  // IAM has one rule for all of its operations; of those of STS each has its own.
  void check_sessions(Operation const& operation) const {
    bool const has_rule = service_.name == "sts" && operation.needs_signature;
    refuse_if(operation.sessions.has_value() != has_rule, operation.place,
              operation.name + (has_rule ? " does not say which sessions may call it" : " cannot choose its sessions"));
  }

  // Whoever asks again is still asked for a permission, and nothing is done.
  void check_stability(Operation const& operation) const {
    bool const may_be_stable = operation.access == "read" && !operation.permission.decided_by_handler;
    refuse_if(operation.stable && !may_be_stable, operation.place, operation.name + " cannot be stable");
  }

  void check_permission(Operation const& operation) const {
    auto const& [resource, action, keys, also, moves, passes, decided_by_handler] = operation.permission;
    refuse_if(operation.needs_signature != resource.has_value(), operation.place,
              operation.name + (resource ? " needs no signature and names a resource" : " names no resource"));
    if (!resource.has_value()) return;
    refuse_if(!is_known(*resource), operation.place,
              operation.name + " acts on an unknown kind of resource, '" + resource->kind + "'");
    require_parameter(operation, resource->member);
    require_parameter(operation, resource->path);
    for (auto const& key : keys) require_parameter(operation, key.member);
    for (auto const& further : also) require_parameter(operation, further.member);
    for (auto const& member : moves) require_parameter(operation, member);
    if (!passes.empty()) require_parameter(operation, passes.front());
  }

  // A parameter, or a member of one: `Permissions.PolicyTemplateArn`. An empty name is that of none.
  void require_parameter(Operation const& operation, std::string const& name) const {
    if (name.empty()) return;
    auto const find = [](std::vector<Member> const& members, std::string const& wanted) {
      auto const found =
          std::find_if(members.begin(), members.end(), [&](Member const& member) { return member.name == wanted; });
      return found == members.end() ? nullptr : &*found;
    };
    auto const dot = name.find('.');
    auto const* parameter = find(operation.input, name.substr(0, dot));
    if (parameter != nullptr && dot != std::string::npos) {
      auto const* structure = service_.find_structure(parameter->shape);
      parameter = structure == nullptr ? nullptr : find(structure->members, name.substr(dot + 1));
    }
    refuse_if(parameter == nullptr, operation.place, operation.name + " has no parameter " + name);
  }

  void check_members(std::vector<Member> const& members, Place const& place, Direction direction) const {
    for (auto const& member : members) {
      require_shape(member.shape, place);
      if (direction == Direction::kInput) check_bindable(member, place);
      if (auto const* structure = innermost_structure(member.shape)) {
        check_members(structure->members, structure->place, direction);
      }
    }
  }

  // The binder reads lists and maps of strings and of structures.
  void check_bindable(Member const& member, Place const& place) const {
    auto const* type = service_.find_type(member.shape);
    if (type == nullptr || type->element.empty()) return;
    auto const* element = service_.find_type(type->element);
    bool const readable = element == nullptr || (element->kind == Kind::kString && !element->sensitive);
    refuse_if(!readable, place, "the parameter " + member.name + " is a collection that the binder cannot read");
  }

  // A family's header includes those of the structures it mentions.
  void check_includes(Family const& family, std::set<std::string> above) const {
    refuse_if(!above.insert(family.name).second, family.path,
              "its structures and those of other files need each other");
    std::set<Family const*> used;
    auto const collect = [&](std::vector<Member> const& members) {
      for (auto const& member : members) {
        if (auto const* structure = innermost_structure(member.shape)) used.insert(&service_.family_of(*structure));
      }
    };
    for (auto const& structure : family.structures) collect(structure.members);
    for (auto const& operation : family.operations) {
      collect(operation.input);
      collect(operation.output.value_or(std::vector<Member>{}));
    }
    used.erase(&family);
    for (auto const* other : used) check_includes(*other, above);
  }

  Service const& service_;
  std::set<std::string> names_;
  std::set<std::string> errors_;
};

}  // namespace

void check_model(Model const& model) {
  std::set<std::string> families;
  std::map<std::string, int> statuses;
  for (auto const& service : model.services) {
    for (auto const& family : service.families) {
      for (auto const& [code, status] : family.errors) {
        if (statuses.try_emplace(code, status).first->second == status) continue;
        throw ModelError(family.path + ": the error " + code + " has another status in another service");
      }
      // Families become file names, and both services' files lie in one directory.
      if (!families.insert(family.name).second) throw ModelError(family.path + ": another service has this family too");
    }
    ServiceChecker(service).run();
  }
}

}  // namespace iam::modelgen
