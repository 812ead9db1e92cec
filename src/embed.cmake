# iam_embed(OUTPUT FUNCTION HEADER FILES…): makes the source OUTPUT. It includes HEADER, which declares
# `std::span<std::string_view const> FUNCTION();`, and defines it to answer the contents of the files, in their order.
# This file is also the script that the build runs for it.
#
# iam_packed_table(OUTPUT TOOL FILES…): has the host tool make the source OUTPUT, with the files' contents compressed.

if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(IAM_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

  function(iam_embed output function header)
    add_custom_command(
      OUTPUT ${output}
      COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFUNCTION=${function} -DHEADER=${header} "-DFILES=${ARGN}"
              -P ${IAM_EMBED_SCRIPT}
      DEPENDS ${ARGN} ${IAM_EMBED_SCRIPT}
      VERBATIM)
  endfunction()

  function(iam_packed_table output tool)
    cmake_path(GET output FILENAME name)
    add_custom_command(
      OUTPUT ${output}
      COMMAND ${tool} ${ARGN} ${output}
      DEPENDS ${tool} ${ARGN}
      COMMENT "Packing ${name}"
      VERBATIM)
  endfunction()
  return()
endif()

set(contents "")
foreach(file IN LISTS FILES)
  file(READ ${file} text)
  # Comments and indentation of SQL are for whoever reads the file.
  if(file MATCHES "[.]sql$")
    string(REGEX REPLACE "(^|\n)--[^\n]*" "\\1" text "${text}")
    string(REGEX REPLACE "\n[\n ]+" "\n" text "${text}")
  endif()
  string(APPEND contents "R\"embedded(${text})embedded\",\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"${HEADER}\"

namespace {
constexpr std::string_view kContents[] = {
${contents}};
}

std::span<std::string_view const> ${FUNCTION}() { return kContents; }
")
