# What every floor is compiled with, and the one function that declares a floor.

add_library(iam_options INTERFACE)
target_compile_options(iam_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                       -Wno-missing-field-initializers -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
target_include_directories(iam_options INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_BINARY_DIR}/generated)

if(IAM_FUZZ)
  set(sanitizers -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
elseif(IAM_SANITIZE STREQUAL "address")
  # The check of virtual tables looks through a pipe, and takes a process without free descriptors for a broken one.
  set(sanitizers -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all -fno-omit-frame-pointer)
elseif(IAM_SANITIZE STREQUAL "thread")
  # GCC warns of fences that ThreadSanitizer does not model; Asio has one.
  set(sanitizers -fsanitize=thread -Wno-tsan)
elseif(NOT IAM_SANITIZE STREQUAL "")
  message(FATAL_ERROR "IAM_SANITIZE is address, thread or empty, not '${IAM_SANITIZE}'")
endif()
# Every target, the build's own tools included: a library and its user must agree.
add_compile_options(${sanitizers})
add_link_options(${sanitizers})

find_program(IAM_MOLD mold)
if(IAM_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# iam_floor(NAME SOURCES … USES … LIBRARIES …): a static library src/NAME that may use the floors below it.
function(iam_floor name)
  cmake_parse_arguments(floor "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
  add_library(iam_${name} STATIC ${floor_SOURCES})
  target_include_directories(iam_${name} PRIVATE ${PROJECT_SOURCE_DIR}/src/${name})
  target_link_libraries(iam_${name} PUBLIC iam_options)
  foreach(used IN LISTS floor_USES)
    target_link_libraries(iam_${name} PUBLIC iam_${used})
  endforeach()
  target_link_libraries(iam_${name} PRIVATE ${floor_LIBRARIES})
endfunction()
