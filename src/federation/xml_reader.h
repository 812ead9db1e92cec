// Reading a document from its first byte to its last.
#pragma once

#include "xml.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::federation::xml {

// Each step answers false when the document is to be refused; nothing is read after that.
class Reader {
 public:
  // REQUIRES: the text is UTF-8, its line ends are single line feeds.
  explicit Reader(std::string_view text) : rest_(text) {}

  bool read(Document& document);

 private:
  bool read_xml_declaration();
  bool skip_comments_and_space();
  bool skip_comment();
  bool read_content();
  bool read_text();
  bool read_cdata();
  bool read_start_tag();
  bool read_end_tag();
  bool read_attribute(Element& element);
  bool read_name(Name& name);
  bool read_value(std::string& value);
  bool read_reference(std::string& text);
  bool resolve(Element& element) const;

  bool take(std::string_view token);
  bool skip_space();  // whether there was any
  std::string& open_text();

  std::string_view rest_;
  Document* document_ = nullptr;
  std::vector<Element*> open_;
};

}  // namespace iam::federation::xml
