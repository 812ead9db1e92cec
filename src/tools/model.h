// The API model as the generator sees it: schema/README.md explains the notation it is read from.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace iam::modelgen {

// The model says something that the generator does not understand. The message names the file and the line.
class ModelError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Where something is written, for messages: "schema/api/iam/users.yaml:12".
using Place = std::string;

enum class Kind { kString, kInteger, kLong, kBoolean, kTimestamp, kBlob, kList, kMap };

// A scalar, a list or a map, with its constraints.
struct Type {
  std::string name;
  Place place;
  Kind kind = Kind::kString;
  std::string element;              // of a list's elements or a map's values: the name of their shape
  std::string keys;                 // of a map's keys
  std::vector<std::string> values;  // of an enumeration
  std::vector<std::string> told;    // the same, in the order in which AWS lists them; empty: not known
  std::optional<std::int64_t> min;  // length, or value of a number
  std::optional<std::int64_t> max;
  std::string pattern;
  std::string sentence;  // "name", "path", …; empty: none
  bool never_null = false;
  bool quoted = false;
  bool sensitive = false;
  bool percent_encoded = false;

  bool is_constrained() const;
};

struct Member {
  std::string name;
  std::string shape;  // of a type or a structure
  bool required = false;
};

struct Structure {
  std::string name;
  Place place;
  std::vector<Member> members;
};

// What an operation acts on, in the words of the notation.
struct Resource {
  std::string form;  // "none", "*", "entity" for one that is there, "new", "all", "user of", "role of", "root-user of"
  std::string kind;  // "user"; after "of", what it is found by
  std::string member;  // names it
  std::string path;    // the member that says where it is to be, or where to look
};

// Who may call an operation.
struct Permission {
  std::optional<Resource> resource;  // nothing: the model says nothing
  std::string action;                // another operation's, whose permission this one needs
  struct Key {
    std::string key;
    std::string source;  // "parameter", "given", "words", "namespaces", "stored boundary", "stored service" …
    std::string member;  // the parameter that has its value or names what has it; of what is stored mostly none
  };
  std::vector<Key> keys;
  struct Further {
    std::string member;  // when the request has it …
    std::string action;  // … this is needed too
  };
  std::vector<Further> also;
  std::vector<std::string> moves;   // the members with the new name and path of what it acts on
  std::vector<std::string> passes;  // the member with a role's name, and the service that gets to use the role
  bool decided_by_handler = false;
};

struct Operation {
  std::string name;
  Place place;
  std::string access;   // "read" or "write"
  bool stable = false;  // until something is stored, its answer stays the same
  bool planned = false;
  bool needs_signature = true;
  std::optional<std::vector<std::string>> sessions;  // those that may call it; nothing: the service has one rule
  std::vector<Member> input;
  std::optional<std::vector<Member>> output;  // nothing: the answer has no result element
  std::vector<std::string> paged;
  std::vector<std::string> checked;  // members whose violations are listed first, in this order
  std::vector<std::string> errors;
  Permission permission;
};

// One file of the model.
struct Family {
  std::string name;  // "users"
  std::string path;  // "iam/users.yaml", below the model's directory
  std::vector<Operation> operations;
  std::vector<Structure> structures;
  std::vector<Type> types;
  std::map<std::string, int> errors;  // wire code → HTTP status
};

struct Service {
  std::string name;  // "iam"
  std::vector<Family> families;

  // The type of that name, the built-in ones ("string", "integer", …) included; null when there is none.
  Type const* find_type(std::string_view shape) const;
  Structure const* find_structure(std::string_view shape) const;
  // The family that defines the structure. REQUIRES: there is one.
  Family const& family_of(Structure const& structure) const;
};

struct Model {
  std::vector<Service> services;  // in the order of their names
};

// Reads every file below `directory` and checks that they fit together. Throws ModelError.
Model load_model(std::filesystem::path const& directory);

// Refuses what cannot be generated from. load_model has called it.
void check_model(Model const& model);

}  // namespace iam::modelgen
