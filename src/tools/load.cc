// From YAML to the model. Every key that is not named here is refused, so that a misspelt one cannot be passed over.
#include "model.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <sstream>

namespace iam::modelgen {
namespace {

namespace fs = std::filesystem;

// Reads one file; knows its path for messages.
class FileReader {
 public:
  FileReader(fs::path const& file, std::string path) : file_(file) { family_.path = std::move(path); }

  Family read() {
    family_.name = file_.stem().string();
    YAML::Node root;
    try {
      root = YAML::LoadFile(file_.string());
    } catch (YAML::Exception const& error) {
      throw ModelError(place(error.mark) + ": " + error.msg);
    }
    each(root, [&](std::string const& section, YAML::Node const& entries) {
      if (section == "operations") {
        each(entries, [&](auto const& name, auto const& node) { family_.operations.push_back(operation(name, node)); });
      } else if (section == "structures") {
        each(entries, [&](auto const& name, auto const& node) {
          family_.structures.push_back({name, place(node.Mark()), members(node)});
        });
      } else if (section == "types") {
        each(entries, [&](auto const& name, auto const& node) { family_.types.push_back(type(name, node)); });
      } else if (section == "errors") {
        each(entries, [&](auto const& name, auto const& node) { family_.errors[name] = status(node); });
      } else {
        refuse(entries, "unknown section '" + section + "'");
      }
    });
    return std::move(family_);
  }

 private:
  using Entry = std::function<void(std::string const& key, YAML::Node const& value)>;

  Place place(YAML::Mark const& mark) const { return file_.string() + ":" + std::to_string(mark.line + 1); }

  [[noreturn]] void refuse(YAML::Node const& node, std::string const& what) const {
    throw ModelError(place(node.Mark()) + ": " + what);
  }

  // Visits a mapping's entries in the order they are written.
  void each(YAML::Node const& node, Entry const& visit) const {
    if (!node.IsMap()) refuse(node, "expected a mapping");
    std::set<std::string> seen;
    for (auto const& entry : node) {
      auto const key = entry.first.Scalar();
      if (!seen.insert(key).second) refuse(entry.first, "'" + key + "' is there twice");
      visit(key, entry.second);
    }
  }

  std::string text(YAML::Node const& node) const {
    if (!node.IsScalar() || node.Scalar().empty()) refuse(node, "expected a word");
    return node.Scalar();
  }

  std::string one_of(YAML::Node const& node, std::initializer_list<std::string_view> words) const {
    auto word = text(node);
    if (std::find(words.begin(), words.end(), word) == words.end()) refuse(node, "unknown value '" + word + "'");
    return word;
  }

  bool flag(YAML::Node const& node) const { return one_of(node, {"true", "false"}) == "true"; }

  std::vector<std::string> words(YAML::Node const& node) const {
    if (node.IsScalar()) return {text(node)};
    if (!node.IsSequence()) refuse(node, "expected a list of words");
    std::vector<std::string> words;
    for (auto const& item : node) words.push_back(text(item));
    return words;
  }

  std::optional<std::int64_t> limit(YAML::Node const& node) const {
    if (node.IsNull()) return std::nullopt;
    try {
      return node.as<std::int64_t>();
    } catch (YAML::Exception const&) {
      refuse(node, "expected a number or ~");
    }
  }

  void limits(YAML::Node const& node, Type& type) const {
    if (!node.IsSequence() || node.size() != 2) refuse(node, "expected [min, max]");
    type.min = limit(node[0]);
    type.max = limit(node[1]);
    if (type.min && type.max && *type.min > *type.max) refuse(node, "the minimum is above the maximum");
  }

  int status(YAML::Node const& node) const {
    int status = 0;
    each(node, [&](std::string const& key, YAML::Node const& value) {
      if (key == "status") {
        status = static_cast<int>(limit(value).value_or(0));
      } else if (key == "unconfirmed" || key == "common") {
        flag(value);
      } else {
        refuse(value, "unknown key '" + key + "'");
      }
    });
    if (status < 400 || status > 599) refuse(node, "an error needs a status from 400 to 599");
    return status;
  }

  // `{ UserName: userNameType!, Path: pathType }`
  std::vector<Member> members(YAML::Node const& node) const {
    std::vector<Member> members;
    each(node, [&](std::string const& name, YAML::Node const& value) {
      auto shape = text(value);
      bool const required = shape.ends_with('!');
      if (required) shape.pop_back();
      members.push_back({name, shape, required});
    });
    return members;
  }

  // `user UserName`, `new user UserName Path`, `all user PathPrefix`, `user of access-key AccessKeyId`, `*`
  Resource resource(YAML::Node const& node) const {
    std::istringstream phrase(text(node));
    std::vector<std::string> const words(std::istream_iterator<std::string>(phrase), {});
    if (words.size() == 1 && (words[0] == "*" || words[0] == "none")) return {.form = words[0]};
    if (words.size() == 4 && words[1] == "of") {
      return {.form = words[0] + " of", .kind = words[2], .member = words[3], .path = ""};
    }
    bool const has_form = words[0] == "new" || words[0] == "all";
    Resource resource{.form = has_form ? words[0] : "entity"};
    std::vector<std::string*> parts{&resource.kind, &resource.member, &resource.path};
    if (resource.form == "all") parts.erase(parts.begin() + 1);
    if (resource.form == "entity") parts.pop_back();
    auto const given = std::vector(words.begin() + (has_form ? 1 : 0), words.end());
    if (given.empty() || given.size() > parts.size()) refuse(node, "expected a kind of resource and its members");
    for (std::size_t i = 0; i < given.size(); ++i) *parts[i] = given[i];
    return resource;
  }

  // `PolicyArn`, `words Scope`, `namespaces Properties`, `stored boundary`, `stored service CredentialId`
  Permission::Key condition_key(std::string const& name, YAML::Node const& node) const {
    auto const phrase = text(node);
    if (phrase.find(' ') == std::string::npos) return {name, "parameter", phrase};
    for (std::string const source : {"stored boundary", "stored identity-center", "stored issuers"}) {
      if (phrase == source) return {name, source, ""};
    }
    for (std::string const source : {"given", "words", "namespaces", "stored service"}) {
      if (phrase.starts_with(source + " ")) return {name, source, phrase.substr(source.size() + 1)};
    }
    refuse(node, "unknown source of a key, '" + phrase + "'");
  }

  // `any`, `none` or a list of who they are of.
  std::vector<std::string> sessions(YAML::Node const& node) const {
    if (node.IsScalar() && node.Scalar() == "any") return {"user", "role", "federated"};
    if (node.IsScalar() && node.Scalar() == "none") return {};
    auto kinds = words(node);
    for (auto const& kind : kinds) {
      if (kind != "user" && kind != "role" && kind != "federated")
        refuse(node, "unknown kind of session '" + kind + "'");
    }
    return kinds;
  }

  // Whether `key` is one of the attributes that say who may call an operation; reads it then.
  bool permission(std::string const& key, YAML::Node const& value, Permission& permission) const {
    if (key == "resource") {
      permission.resource = resource(value);
    } else if (key == "action") {
      permission.action = text(value);
    } else if (key == "keys") {
      each(value, [&](std::string const& name, YAML::Node const& source) {
        permission.keys.push_back(condition_key(name, source));
      });
    } else if (key == "also") {
      each(value, [&](std::string const& member, YAML::Node const& action) {
        permission.also.push_back({member, text(action)});
      });
    } else if (key == "moves") {
      permission.moves = words(value);
      if (permission.moves.size() != 2) refuse(value, "expected the members of the new name and path");
    } else if (key == "passes") {
      permission.passes = words(value);
      if (permission.passes.size() != 2) refuse(value, "expected the member of a role's name and a service");
    } else if (key == "decided") {
      permission.decided_by_handler = one_of(value, {"handler"}) == "handler";
    } else {
      return false;
    }
    return true;
  }

  Operation operation(std::string const& name, YAML::Node const& node) const {
    Operation operation{.name = name, .place = place(node.Mark())};
    each(node, [&](std::string const& key, YAML::Node const& value) {
      if (key == "access") {
        operation.access = one_of(value, {"read", "write"});
      } else if (key == "stable") {
        operation.stable = one_of(value, {"true"}) == "true";
      } else if (key == "status") {
        operation.planned = one_of(value, {"planned"}) == "planned";
      } else if (key == "auth") {
        operation.needs_signature = one_of(value, {"none"}) != "none";
      } else if (key == "sessions") {
        operation.sessions = sessions(value);
      } else if (key == "paged") {
        operation.paged = words(value);
      } else if (key == "in") {
        operation.input = members(value);
      } else if (key == "out") {
        operation.output = members(value);
      } else if (key == "checked") {
        operation.checked = words(value);
      } else if (key == "errors") {
        operation.errors = words(value);
      } else if (!permission(key, value, operation.permission)) {
        refuse(value, "unknown key '" + key + "' of the operation " + name);
      }
    });
    if (operation.access.empty()) refuse(node, "the operation " + name + " says nothing of its access");
    return operation;
  }

  Type type(std::string const& name, YAML::Node const& node) const {
    Type type{.name = name, .place = place(node.Mark())};
    int kinds = 0;
    bool has_length = false;
    bool has_range = false;
    each(node, [&](std::string const& key, YAML::Node const& value) {
      if (key == "type") {
        kinds += 1;
        type.kind = scalar_kind(value);
      } else if (key == "enum") {
        kinds += 1;
        type.values = words(value);
      } else if (key == "told") {
        type.told = words(value);
      } else if (key == "list" || key == "map") {
        kinds += 1;
        type.kind = key == "list" ? Kind::kList : Kind::kMap;
        type.element = text(value);
      } else if (key == "keys") {
        type.keys = text(value);
      } else if (key == "length" || key == "range") {
        (key == "length" ? has_length : has_range) = true;
        limits(value, type);
        if (key == "length" && type.min == 0) type.min.reset();
      } else if (key == "pattern") {
        type.pattern = text(value);
      } else if (key == "sentence") {
        type.sentence = one_of(
            value, {"name", "path", "path_prefix", "policy_path", "account_alias", "alphanumeric", "printable_ascii"});
      } else if (key == "quoted") {
        type.quoted = flag(value);
      } else if (key == "never_null") {
        type.never_null = flag(value);
      } else if (key == "sensitive") {
        type.sensitive = flag(value);
      } else if (key == "encoding") {
        type.percent_encoded = one_of(value, {"percent"}) == "percent";
      } else if (key == "unconfirmed") {
        flag(value);
      } else {
        refuse(value, "unknown key '" + key + "' of the type " + name);
      }
    });
    auto const refuse_if = [&](bool wrong, std::string const& what) {
      if (wrong) refuse(node, "the type " + name + " " + what);
    };
    bool const is_number = type.kind == Kind::kInteger || type.kind == Kind::kLong;
    bool const is_text = type.kind == Kind::kString;
    bool const has_size = is_text || type.kind == Kind::kBlob || type.kind == Kind::kList;
    bool const tells_its_values =
        std::is_permutation(type.told.begin(), type.told.end(), type.values.begin(), type.values.end());
    refuse_if(!type.told.empty() && !tells_its_values, "tells other values than it has");
    refuse_if(type.quoted && type.told.empty(), "is quoted, but does not say what is told");
    refuse_if(kinds != 1, "must be exactly one of type, enum, list and map");
    refuse_if((type.kind == Kind::kMap) == type.keys.empty(), "needs keys if and only if it is a map");
    refuse_if(has_length && !has_size, "has a length, which its kind cannot have");
    refuse_if(has_range && !is_number, "has a range, which only numbers can have");
    refuse_if(!is_text && !(type.pattern + type.sentence).empty(), "has a rule that only strings can have");
    refuse_if(!is_text && (type.percent_encoded || type.never_null), "has an attribute that only strings can have");
    refuse_if(!is_text && type.sensitive && type.kind != Kind::kBlob,
              "is sensitive, which only strings and blobs can be");
    return type;
  }

  Kind scalar_kind(YAML::Node const& node) const {
    static std::map<std::string, Kind> const kKinds = {{"string", Kind::kString},       {"integer", Kind::kInteger},
                                                       {"long", Kind::kLong},           {"boolean", Kind::kBoolean},
                                                       {"timestamp", Kind::kTimestamp}, {"blob", Kind::kBlob}};
    auto const found = kKinds.find(text(node));
    if (found == kKinds.end()) refuse(node, "unknown type '" + text(node) + "'");
    return found->second;
  }

  fs::path file_;
  Family family_;
};

std::vector<fs::path> sorted_entries(fs::path const& directory) {
  std::vector<fs::path> entries;
  for (auto const& entry : fs::directory_iterator(directory)) entries.push_back(entry.path());
  std::sort(entries.begin(), entries.end());
  return entries;
}

}  // namespace

Model load_model(fs::path const& directory) {
  Model model;
  for (auto const& folder : sorted_entries(directory)) {
    Service service{.name = folder.filename().string(), .families = {}};
    if (service.name != "iam" && service.name != "sts") throw ModelError(folder.string() + ": unknown service");
    for (auto const& file : sorted_entries(folder)) {
      if (file.extension() != ".yaml") throw ModelError(file.string() + ": not a .yaml file");
      service.families.push_back(FileReader(file, service.name + "/" + file.filename().string()).read());
    }
    model.services.push_back(std::move(service));
  }
  if (model.services.empty()) throw ModelError(directory.string() + ": there is no model here");
  check_model(model);
  return model;
}

}  // namespace iam::modelgen
